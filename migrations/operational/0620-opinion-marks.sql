-- Up to which events the texts of a workspace have been read, by which version of the reader, and when that was last done
-- (src/insights/opinions).
CREATE TABLE opinion_marks (
  workspace text PRIMARY KEY REFERENCES workspaces (id),
  received timestamptz NOT NULL,
  version integer NOT NULL,
  read_at timestamptz NOT NULL,
  texts integer NOT NULL
);
