-- How large markets are, as people enter it: of a year, a quarter or a month, whole or of one part.
-- `dimension` is '' for the whole market, else region, industry or category, and `part` a code or a name of it.
CREATE TABLE market_sizes (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  period text NOT NULL,
  dimension text NOT NULL,
  part text NOT NULL,
  size double precision NOT NULL CHECK (size > 0),
  currency text NOT NULL,
  source text NOT NULL,
  owner_name text NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (workspace, kind, period, dimension, part)
);
