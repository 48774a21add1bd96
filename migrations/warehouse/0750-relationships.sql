-- Relationships that people set, for rules: each end with the records that it hangs on, the lowest first. They are kept in the
-- operational store, and written here before a rule asks for them (src/teamwork/edges.ts). `side` 0 is related to `side` 1.
CREATE TABLE {db}.relationships {on_cluster} (
  type LowCardinality(String),
  item String,
  side UInt8,
  kind LowCardinality(String),
  anchors Array(UInt32)
) ENGINE = {engine:ReplacingMergeTree}
ORDER BY (type, item, side)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, enable_block_number_column = 1, enable_block_offset_column = 1;
