-- What scans learnt: parameters by which profiles of a kind are compared, each estimation a version of its own.
CREATE TABLE match_models (
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  version integer NOT NULL,
  model jsonb NOT NULL,
  profiles bigint NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, kind, version)
);

-- What the warehouse keeps of the last scan so that whoever comes later is compared at once: its tables, the rules of
-- their keys, and from which batch on profiles may not be in them.
CREATE TABLE match_indexes (
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  prefix text NOT NULL,
  attributes jsonb NOT NULL,
  rules jsonb NOT NULL,
  profiles bigint NOT NULL,
  seen bigint NOT NULL,
  PRIMARY KEY (workspace, kind)
);

-- A scan learns its parameters anew where that is asked for; `model` is the version that it went by.
ALTER TABLE match_runs ADD COLUMN learn boolean NOT NULL DEFAULT false;
ALTER TABLE match_runs ADD COLUMN model integer;

-- From which probability on pairs of a kind are to be joined, and looked at, where a workspace has said so.
CREATE TABLE match_bands (
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  join_at double precision NOT NULL,
  review_at double precision NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, kind)
);
