-- How people like the application to look.
CREATE TABLE preferences (
  user_id text PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  language text CHECK (language IN ('en', 'zh')),
  theme text CHECK (theme IN ('light', 'dark'))
);

-- Whose clock a workspace goes by; empty: the reader's.
ALTER TABLE workspaces ADD COLUMN time_zone text;

-- One-time links to a new password; of the token only its hash is kept.
CREATE TABLE password_links (
  user_id text PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  token_hash text NOT NULL UNIQUE,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
