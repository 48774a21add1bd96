-- How far a scan has come: one that was stopped or cut off goes on from there.
ALTER TABLE match_runs ADD COLUMN milestone jsonb;
