-- Values of customers that a workspace defines itself: a number or a word for each whom it is known of. Each value is a
-- partition, which is exchanged as a whole when it is computed anew.
CREATE TABLE {db}.computed_values {on_cluster} (
  value String,
  profile UInt32,
  number Nullable(Float64),
  text String
) ENGINE = {engine:MergeTree}
PARTITION BY value
ORDER BY (value, profile)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
