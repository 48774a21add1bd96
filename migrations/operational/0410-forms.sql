-- Forms that customers fill in, each version of what they show, and what was sent with them (src/forms).
CREATE TABLE forms (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  source text NOT NULL REFERENCES sources (id),
  name text NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  open boolean NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX forms_workspace_idx ON forms (workspace, name);

CREATE TABLE form_versions (
  form text NOT NULL REFERENCES forms (id),
  version integer NOT NULL,
  design jsonb NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (form, version)
);

-- `state` is pending (the customer has not yet confirmed by mail), waiting (to become a record), taken or rejected.
CREATE TABLE form_submissions (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  form text NOT NULL REFERENCES forms (id),
  version integer NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'waiting', 'taken', 'rejected')),
  reason text,
  puzzle text UNIQUE,
  digest text NOT NULL,
  answers jsonb NOT NULL,
  allowed jsonb NOT NULL,
  context jsonb NOT NULL,
  token text UNIQUE,
  profile text,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
CREATE INDEX form_submissions_form_idx ON form_submissions (form, created_at);
CREATE INDEX form_submissions_waiting_idx ON form_submissions (workspace, created_at) WHERE state = 'waiting';
