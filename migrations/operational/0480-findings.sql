-- What was found in a workspace's orders without anybody asking, as of the last computation of values; of each since when it is there.
CREATE TABLE insight_findings (
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL,
  found_at timestamptz NOT NULL,
  rows jsonb NOT NULL,
  PRIMARY KEY (workspace, kind)
);
