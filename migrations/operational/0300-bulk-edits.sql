-- Edits of many profiles at once: which profiles (a rule, or their ids), what was changed, and the batch that holds its records.
CREATE TABLE bulk_edits (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL,
  rule jsonb,
  ids jsonb,
  changes jsonb NOT NULL,
  job text,
  batch bigint,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'undone')),
  edited bigint,
  created_by text NOT NULL,
  author text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX bulk_edits_workspace_idx ON bulk_edits (workspace, created_at);
