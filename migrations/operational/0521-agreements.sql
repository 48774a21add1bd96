-- The day through which a source's records may be kept, as an agreement says; null: no agreement ends.
ALTER TABLE sources ADD COLUMN ends_on text;
CREATE INDEX sources_ending_idx ON sources (workspace) WHERE ends_on IS NOT NULL;

-- What a partner gives under an agreement: which fields, for what, until when, and how each person consented.
CREATE TABLE agreements (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  source text NOT NULL UNIQUE REFERENCES sources (id),
  partner text NOT NULL,
  kind text NOT NULL,
  fields jsonb NOT NULL,
  until text NOT NULL,
  consent jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX agreements_workspace_idx ON agreements (workspace, id);

-- A partner's lists, kept apart as files until somebody accepts them.
CREATE TABLE partner_lists (
  id text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  agreement text NOT NULL REFERENCES agreements (id),
  upload text NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL,
  columns jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
  import text,
  given_by text NOT NULL,
  given_by_name text NOT NULL,
  given_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz
);
CREATE INDEX partner_lists_agreement_idx ON partner_lists (agreement, id);
CREATE INDEX partner_lists_upload_idx ON partner_lists (upload);
