-- Decisions that were taken back together, such as all of one member, and who did so.
ALTER TABLE match_changes ADD COLUMN undone_in text;
ALTER TABLE match_changes ADD COLUMN undone_by_name text;
CREATE INDEX match_changes_author_idx ON match_changes (workspace, author) WHERE undone_at IS NULL;
CREATE INDEX match_changes_undone_in_idx ON match_changes (workspace, undone_in) WHERE undone_in IS NOT NULL;
