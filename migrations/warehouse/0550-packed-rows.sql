-- What a record says as one text, beside its columns: whoever looks at one record reads this alone.
ALTER TABLE {db}.facts_organization {on_cluster} ADD COLUMN IF NOT EXISTS _shape LowCardinality(String), ADD COLUMN IF NOT EXISTS _row String;
ALTER TABLE {db}.facts_person {on_cluster} ADD COLUMN IF NOT EXISTS _shape LowCardinality(String), ADD COLUMN IF NOT EXISTS _row String;
