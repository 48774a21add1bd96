-- By which field of its records a customer was named: the id of its applications, or the number that a source gives.
ALTER TABLE {db}.said_traits {on_cluster} ADD COLUMN IF NOT EXISTS field LowCardinality(String) DEFAULT 'tracked_id';
