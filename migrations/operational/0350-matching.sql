-- Scans for duplicates, with the model that each learnt.
CREATE TABLE match_runs (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  number bigint,
  job text,
  join_at double precision NOT NULL,
  review_at double precision NOT NULL,
  outcome jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX match_runs_workspace_idx ON match_runs (workspace, kind, id);

-- Decisions about who is who. `pairs` are numbers of records; null where all of a run's band was joined.
CREATE TABLE match_changes (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  does text NOT NULL CHECK (does IN ('join', 'apart')),
  run text,
  run_number bigint,
  pairs jsonb,
  counted bigint NOT NULL,
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL,
  undone_at timestamptz,
  undone_by text
);
CREATE INDEX match_changes_workspace_idx ON match_changes (workspace, id);
