-- How many days before the day that counts as now lie the days of the first and of the last order; NULL until values are computed anew.
ALTER TABLE {db}.customer_values {on_cluster} ADD COLUMN IF NOT EXISTS first_day Nullable(UInt32);
ALTER TABLE {db}.customer_values {on_cluster} ADD COLUMN IF NOT EXISTS last_day Nullable(UInt32);
