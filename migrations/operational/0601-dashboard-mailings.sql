-- What is sent by mail again and again: a dashboard as PDF, or with no dashboard the digest of findings; to a member of the
-- workspace, in their language, at an hour of the workspace's clock. `next_at` is when it is due; `tries` counts failures in a row.
CREATE TABLE dashboard_mailings (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  dashboard text REFERENCES dashboards (id) ON DELETE CASCADE,
  recipient text NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'zh')),
  every text NOT NULL CHECK (every IN ('day', 'week', 'month')),
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
  created_by text NOT NULL,
  created_name text NOT NULL,
  created_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  sent_at timestamptz,
  failed_at timestamptz,
  problem jsonb,
  tries integer NOT NULL DEFAULT 0
);
CREATE INDEX dashboard_mailings_workspace_idx ON dashboard_mailings (workspace, dashboard);
CREATE INDEX dashboard_mailings_due_idx ON dashboard_mailings (next_at);
