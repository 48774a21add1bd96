-- Which customer was said to have which identifier, and why one does not count ('' where it does). Each stands twice: under
-- the key of the customer's id and under a hash of the value, so that both are found by the order of the table.
CREATE TABLE {db}.claims {on_cluster} (
  node UInt64,
  owner UInt64,
  field LowCardinality(String),
  value String CODEC(ZSTD(1)),
  source LowCardinality(String),
  ts DateTime64(3, 'UTC'),
  reason LowCardinality(String),
  guard LowCardinality(String),
  most UInt8,
  within LowCardinality(String)
) ENGINE = {engine:ReplacingMergeTree}
ORDER BY (node, owner, field, value, source, ts)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 1024;
