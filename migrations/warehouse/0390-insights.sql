-- What insights count with, written anew as a whole by their job (src/insights/refresh.ts).

-- An order that counts: completed, not cancelled, above zero once refunds are taken off, of a customer who is known.
CREATE TABLE {db}.purchases {on_cluster} (
  kind LowCardinality(String),
  profile UInt32,
  ts DateTime64(3, 'UTC'),
  amount Decimal(18, 4),
  currency LowCardinality(String),
  source LowCardinality(String),
  order String
) ENGINE = {engine:MergeTree}
ORDER BY (kind, profile, ts)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What a customer's purchases tell of it; NULL where a model could not say.
CREATE TABLE {db}.customer_values {on_cluster} (
  kind LowCardinality(String),
  profile UInt32,
  orders UInt32,
  first_order DateTime('UTC'),
  last_order DateTime('UTC'),
  recency UInt32,
  monetary Nullable(Float64),
  average_order Nullable(Float64),
  r UInt8,
  f UInt8,
  m UInt8,
  segment LowCardinality(String),
  alive Nullable(Float64),
  expected Nullable(Float64),
  value Nullable(Float64),
  tier LowCardinality(String)
) ENGINE = {engine:MergeTree}
ORDER BY (kind, profile)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
