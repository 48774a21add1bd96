-- How the values of a workspace's customers were last computed: when, for how long, by which models, and what could not be said.
CREATE TABLE insight_runs (
  workspace text PRIMARY KEY REFERENCES workspaces (id),
  succeeded_at timestamptz,
  ms integer,
  as_of date,
  result jsonb,
  failed_at timestamptz,
  error jsonb
);
