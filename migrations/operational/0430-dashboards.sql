-- Dashboards: cards side by side, for their owner or for all of the workspace. `version` says which state of the cards a change was made on.
CREATE TABLE dashboards (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  owner text NOT NULL,
  owner_name text NOT NULL,
  name text NOT NULL,
  shared boolean NOT NULL,
  cards jsonb NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX dashboards_workspace_idx ON dashboards (workspace, name);
