-- Habits of customers, written anew as a whole by the job of insights (src/insights/habits): NULL and '' where nothing is known.
CREATE TABLE {db}.customer_habits {on_cluster} (
  kind LowCardinality(String),
  profile UInt32,
  favourite_category String,
  channel LowCardinality(String),
  hour Nullable(UInt8),
  weekday LowCardinality(String),
  trend Nullable(Float64),
  discounted Nullable(Float64),
  cost Nullable(Float64),
  margin Nullable(Float64)
) ENGINE = {engine:MergeTree}
ORDER BY (kind, profile)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What customers look at, by weight and age; the row of a customer with the greatest version counts. All weights fade alike, so
-- that their order changes by new events alone: only whoever has some is computed anew.
CREATE TABLE {db}.customer_interests {on_cluster} (
  kind LowCardinality(String),
  profile UInt32,
  version UInt64,
  category String,
  interests Array(Tuple(category String, share Float32, last DateTime('UTC')))
) ENGINE = {engine:ReplacingMergeTree(version)}
ORDER BY (kind, profile)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
