-- What customers allowed and took back: one row is what was said once, never changed. It hangs on the records that the profile
-- had then (`numbers`), as what people add does; whose it is now is looked up (src/consent/standing.ts).
CREATE TABLE {db}.consents {on_cluster} (
  id String,
  kind LowCardinality(String),
  numbers Array(UInt32),
  channel LowCardinality(String),
  purpose LowCardinality(String),
  said LowCardinality(String),
  form LowCardinality(String),
  at DateTime64(3, 'UTC'),
  written DateTime64(3, 'UTC'),
  wording String CODEC(ZSTD(1)),
  evidence String CODEC(ZSTD(1)),
  place String,
  actor String,
  actor_name String
) ENGINE = {engine:MergeTree}
ORDER BY (kind, purpose, channel, at, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
