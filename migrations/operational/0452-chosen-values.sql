-- The edit that says which values of the two sides were chosen when profiles were joined: it goes with the join.
ALTER TABLE match_changes ADD COLUMN edit text;
