-- What each role of a workspace sees of fields, by their sensitivity; without a row the defaults hold.
CREATE TABLE visibility (
  workspace text PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  policy jsonb NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);

-- With whose eyes an export was written; those of before are from when everybody saw everything.
ALTER TABLE exports ADD COLUMN role text NOT NULL DEFAULT 'owner';
