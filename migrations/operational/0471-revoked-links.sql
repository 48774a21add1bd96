-- Links for customers that are worth nothing any more, by the hash of what makes them one (src/self-service).
CREATE TABLE revoked_links (
  digest text PRIMARY KEY,
  workspace text NOT NULL REFERENCES workspaces (id),
  profile text NOT NULL,
  revoked_by text NOT NULL,
  revoked_at timestamptz NOT NULL,
  -- From then on the link is worth nothing anyway.
  expires_at timestamptz NOT NULL
);
