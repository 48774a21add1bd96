-- Other doors by which facts come: what each is, what it was told, and what came by it (src/connectors).
CREATE TABLE connectors (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  source text NOT NULL REFERENCES sources (id),
  name text NOT NULL,
  kind text NOT NULL,
  settings jsonb NOT NULL,
  -- Each sealed by itself with the key of the installation.
  secrets jsonb NOT NULL,
  mapping jsonb,
  is_on boolean NOT NULL,
  -- How many deliveries were taken, and the last that was refused at the door.
  taken bigint NOT NULL DEFAULT 0,
  last_at timestamptz,
  refused bigint NOT NULL DEFAULT 0,
  refused_at timestamptz,
  refused_why text,
  -- Of what is fetched: when the next time is, and up to where it was read.
  next_at timestamptz,
  mark jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX connectors_workspace_idx ON connectors (workspace, name);
CREATE INDEX connectors_next_idx ON connectors (next_at) WHERE is_on AND next_at IS NOT NULL;

-- What was sent to a connector, whole, as the bytes that came.
CREATE TABLE connector_deliveries (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  connector text NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
  topic text NOT NULL,
  digest text NOT NULL,
  body bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'taken', 'failed')),
  reason jsonb,
  tries integer NOT NULL DEFAULT 0,
  retry_at timestamptz,
  profile text,
  received_at timestamptz NOT NULL,
  taken_at timestamptz,
  UNIQUE (connector, digest)
);
CREATE INDEX connector_deliveries_connector_idx ON connector_deliveries (connector, id);
CREATE INDEX connector_deliveries_open_idx ON connector_deliveries (workspace, connector, state) WHERE state <> 'taken';

-- Each time something was fetched.
CREATE TABLE connector_runs (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  connector text NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('running', 'done', 'nothing', 'failed')),
  bytes bigint NOT NULL DEFAULT 0,
  rows bigint,
  error jsonb,
  import text,
  mark jsonb,
  started_by text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX connector_runs_connector_idx ON connector_runs (connector, id);
