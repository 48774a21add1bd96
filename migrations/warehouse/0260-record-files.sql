-- A batch may hold many small files: each of its rows then says which one it came from; empty: the batch's only file.
ALTER TABLE {db}.records {on_cluster} ADD COLUMN IF NOT EXISTS file LowCardinality(String);
ALTER TABLE {db}.rejects {on_cluster} ADD COLUMN IF NOT EXISTS file LowCardinality(String);
