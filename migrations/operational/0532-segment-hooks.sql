-- Where entries and exits of segments are sent to (src/segments/hooks), and what was sent.
CREATE TABLE segment_hooks (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  segment text NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
  url text NOT NULL,
  -- Sealed with the key of the installation.
  secret text NOT NULL,
  -- The last refresh whose changes have become deliveries.
  mark timestamptz NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX segment_hooks_segment_idx ON segment_hooks (workspace, segment);

-- A batch of the changes of one refresh: each change is in one of them, which keeps its id however often it is tried.
CREATE TABLE segment_deliveries (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  hook text NOT NULL REFERENCES segment_hooks (id) ON DELETE CASCADE,
  refreshed_at timestamptz NOT NULL,
  batch integer NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  changes integer,
  tries integer NOT NULL DEFAULT 0,
  retry_at timestamptz NOT NULL,
  status integer,
  reason jsonb,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  UNIQUE (hook, refreshed_at, batch)
);
CREATE INDEX segment_deliveries_open_idx ON segment_deliveries (retry_at) WHERE state = 'waiting';
CREATE INDEX segment_deliveries_hook_idx ON segment_deliveries (hook, id);
