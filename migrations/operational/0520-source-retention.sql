-- What a source's records are for, and for how many days after they came they may be kept; null: without an end.
ALTER TABLE sources ADD COLUMN purpose text NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN keep_days integer CHECK (keep_days BETWEEN 1 AND 36500);
CREATE INDEX sources_kept_idx ON sources (workspace) WHERE keep_days IS NOT NULL;
