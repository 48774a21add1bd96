-- What people add to profiles. A thing hangs on records that its profile had when it was added; whose they are is found anew.
CREATE TABLE anchors (
  workspace text NOT NULL REFERENCES workspaces (id),
  kind text NOT NULL CHECK (kind IN ('organization', 'person')),
  no bigint NOT NULL,
  item text NOT NULL,
  side smallint NOT NULL,
  PRIMARY KEY (workspace, kind, no, item, side)
);
CREATE INDEX anchors_item_idx ON anchors (workspace, item);

CREATE TABLE notes (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  text text NOT NULL,
  pinned boolean NOT NULL,
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE tasks (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  title text NOT NULL,
  due date,
  assignee text,
  assignee_name text,
  done_at timestamptz,
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX tasks_assignee_idx ON tasks (workspace, assignee, due);

CREATE TABLE attachments (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  name text NOT NULL,
  bytes bigint NOT NULL,
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE relationships (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  type text NOT NULL,
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL
);
