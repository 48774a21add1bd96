-- Who has an order of which more is told than that it was completed, once; computed with the purchases.
CREATE TABLE {db}.tangled_buyers {on_cluster} (
  entity UInt32,
  orders UInt32
) ENGINE = {engine:MergeTree}
ORDER BY entity
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
