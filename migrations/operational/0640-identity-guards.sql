-- Which identifiers that events bring may join customers, by priority, with their limits (src/events/guards).
CREATE TABLE identity_guards (
  workspace text PRIMARY KEY REFERENCES workspaces (id),
  guards jsonb NOT NULL,
  updated_by text NOT NULL,
  updated_at timestamptz NOT NULL
);
