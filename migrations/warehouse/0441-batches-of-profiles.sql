-- Which granules may hold profiles that a batch built: whoever looks for what came since reads no others.
ALTER TABLE {db}.profiles_organization {on_cluster} ADD INDEX IF NOT EXISTS _batch_range _batch TYPE minmax GRANULARITY 1;
ALTER TABLE {db}.profiles_person {on_cluster} ADD INDEX IF NOT EXISTS _batch_range _batch TYPE minmax GRANULARITY 1;
ALTER TABLE {db}.profiles_organization {on_cluster} MATERIALIZE INDEX _batch_range;
ALTER TABLE {db}.profiles_person {on_cluster} MATERIALIZE INDEX _batch_range;
