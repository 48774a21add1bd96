-- The values that were chosen with a join, until they are written: whoever comes after a death writes them.
ALTER TABLE match_changes ADD COLUMN chosen jsonb;
CREATE INDEX match_changes_chosen_idx ON match_changes (workspace) WHERE chosen IS NOT NULL;
