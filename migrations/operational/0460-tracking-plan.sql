-- What events a workspace expects, and what becomes of those that it does not (src/events/plan).
CREATE TABLE tracking_plans (
  workspace text PRIMARY KEY REFERENCES workspaces (id),
  unplanned text NOT NULL CHECK (unplanned IN ('allow', 'warn', 'block'))
);

CREATE TABLE planned_events (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  name text NOT NULL,
  rule text NOT NULL CHECK (rule IN ('allow', 'warn', 'block')),
  faults text NOT NULL CHECK (faults IN ('allow', 'warn', 'block')),
  properties jsonb NOT NULL,
  updated_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (workspace, name)
);
