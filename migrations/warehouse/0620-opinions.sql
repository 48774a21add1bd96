-- What customers say in texts (src/insights/opinions): how an event's text speaks and of what, with the words that show it. The row
-- with the greatest version counts: a reading has the version of the reader, a correction by a person the moment of it, which is
-- greater than any. `felt` has topics with how the text speaks of them, `delivery:negative`. The text itself stays in `events`.
CREATE TABLE {db}.opinions {on_cluster} (
  entity UInt32,
  ts DateTime64(3, 'UTC'),
  message UInt64,
  version UInt64,
  name LowCardinality(String),
  source LowCardinality(String),
  product String,
  category LowCardinality(String),
  load UInt64,
  received DateTime64(3, 'UTC'),
  polarity LowCardinality(String),
  score Float32,
  topics Array(LowCardinality(String)),
  felt Array(LowCardinality(String)),
  tags Array(LowCardinality(String)),
  evidence Array(Tuple(at UInt16, length UInt16, role LowCardinality(String), key LowCardinality(String))),
  corrector String,
  corrector_name String
) ENGINE = {engine:ReplacingMergeTree(version)}
ORDER BY (entity, ts, message)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
