-- Saved views: a rule with its columns and order, for its owner or for all of the workspace.
CREATE TABLE views (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  owner text NOT NULL,
  owner_name text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  rule jsonb NOT NULL,
  columns jsonb NOT NULL,
  sort jsonb NOT NULL,
  shared boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL
);
CREATE INDEX views_workspace_idx ON views (workspace, kind);

-- Lists that were written to files.
CREATE TABLE exports (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  request jsonb NOT NULL,
  job text,
  state text NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
  result jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX exports_workspace_idx ON exports (workspace, created_at);
