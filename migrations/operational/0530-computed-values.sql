-- Values of customers that a workspace defines itself (src/insights/computed); what comes out stands in the warehouse.
CREATE TABLE computed_values (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  name text NOT NULL,
  spec jsonb NOT NULL,
  owner text NOT NULL,
  owner_name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- When it was last computed, how long that took, of how many customers it is known, and why it could not be.
  computed_at timestamptz,
  ms integer,
  customers integer,
  error jsonb
);
CREATE INDEX computed_values_workspace_idx ON computed_values (workspace, kind, name);
