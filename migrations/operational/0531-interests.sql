-- Up to which events the interests of a workspace's customers have been brought (src/insights/habits).
CREATE TABLE interest_marks (
  workspace text PRIMARY KEY REFERENCES workspaces (id),
  received timestamptz NOT NULL
);
