-- Segments: rules with a name, whose members the warehouse keeps (src/segments).
CREATE TABLE segments (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  name text NOT NULL,
  description text NOT NULL,
  folder text NOT NULL,
  rule jsonb NOT NULL,
  owner text NOT NULL,
  owner_name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  refreshed_at timestamptz,
  ms integer,
  error jsonb
);
CREATE INDEX segments_workspace_idx ON segments (workspace, folder, name);
