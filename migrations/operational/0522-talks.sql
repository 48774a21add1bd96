-- Calls and visits that people wrote down by hand; they hang on records, as notes do.
CREATE TABLE talks (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  way text NOT NULL CHECK (way IN ('call', 'visit')),
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  outcome text NOT NULL,
  at timestamptz NOT NULL,
  minutes integer,
  spoke_with text NOT NULL,
  text text NOT NULL,
  next_step text NOT NULL,
  next_due date,
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
