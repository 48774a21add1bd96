-- Where facts come from.
CREATE TABLE sources (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  name text NOT NULL,
  party text NOT NULL CHECK (party IN ('first', 'second', 'third')),
  channel text NOT NULL,
  trust integer NOT NULL CHECK (trust BETWEEN 0 AND 100),
  basis text NOT NULL,
  note text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (workspace, name)
);

-- How the columns of a source's files were matched last, by the file's header.
CREATE TABLE mappings (
  workspace text NOT NULL REFERENCES workspaces (id),
  source text NOT NULL,
  headers_hash text NOT NULL,
  kind text NOT NULL,
  mapping jsonb NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, source, headers_hash)
);

-- Files on their way in.
CREATE TABLE uploads (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  name text NOT NULL,
  bytes bigint NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Imports and every other batch of records: one row for each file.
CREATE TABLE imports (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  source text NOT NULL,
  kind text NOT NULL,
  dry_run boolean NOT NULL,
  files jsonb NOT NULL,
  job text,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'undone')),
  result jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX imports_workspace_idx ON imports (workspace, created_at);

-- A batch is one file of an import, or one call or edit; its number stands on its records in the warehouse.
CREATE TABLE batches (
  workspace text NOT NULL REFERENCES workspaces (id),
  number bigint NOT NULL,
  import text,
  file text NOT NULL,
  base bigint,
  journal jsonb NOT NULL,
  outcome jsonb,
  state text NOT NULL CHECK (state IN ('staged', 'published', 'retracted')),
  PRIMARY KEY (workspace, number)
);

-- The next free numbers of a workspace's records and batches.
CREATE TABLE record_counters (
  workspace text PRIMARY KEY REFERENCES workspaces (id),
  next_record bigint NOT NULL,
  next_batch bigint NOT NULL
);

-- The workspace's own fields.
CREATE TABLE fields (
  workspace text NOT NULL REFERENCES workspaces (id),
  key text NOT NULL,
  definition jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, key)
);
