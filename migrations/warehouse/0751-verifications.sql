-- Which value of which field was verified, how and by whom: one row is one look, never changed. It hangs on the records that
-- the profile had then (`numbers`, those that say the value first); whose it is now is looked up (src/profiles/verified/standing.ts).
CREATE TABLE {db}.verifications {on_cluster} (
  id String,
  kind LowCardinality(String),
  numbers Array(UInt32),
  field LowCardinality(String),
  value String CODEC(ZSTD(1)),
  outcome LowCardinality(String),
  means LowCardinality(String),
  at DateTime64(3, 'UTC'),
  written DateTime64(3, 'UTC'),
  note String CODEC(ZSTD(1)),
  actor String,
  actor_name String
) ENGINE = {engine:MergeTree}
ORDER BY (kind, field, at, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
