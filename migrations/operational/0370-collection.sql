-- Keys with which websites, apps and servers send what happens; they stand in the pages of websites and so are no secrets.
CREATE TABLE write_keys (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  source text NOT NULL REFERENCES sources (id),
  key text NOT NULL UNIQUE,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX write_keys_source_idx ON write_keys (workspace, source);

-- How far records were made of what events said of customers.
CREATE TABLE event_progress (
  workspace text PRIMARY KEY REFERENCES workspaces (id),
  said bigint NOT NULL
);
