-- Who came or changed since a scan and was compared by what it learnt; of whom something was left out, since too many share it.
ALTER TABLE match_runs ADD COLUMN came bigint NOT NULL DEFAULT 0;
ALTER TABLE match_runs ADD COLUMN crowded bigint NOT NULL DEFAULT 0;
