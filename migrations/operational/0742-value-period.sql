-- Over how many months the value of customers is counted, and what a month takes off it.
ALTER TABLE insight_runs ADD COLUMN value_months integer NOT NULL DEFAULT 12;
ALTER TABLE insight_runs ADD COLUMN value_discount double precision NOT NULL DEFAULT 0.01;
