-- What a scan found: pairs of profiles, by the records that they were called after then, with what each attribute said.
CREATE TABLE {db}.pairs_organization {on_cluster} (
  run UInt32,
  l UInt32,
  r UInt32,
  p Float32,
  band UInt8,
  reason LowCardinality(String),
  grades Array(UInt8),
  bits Array(Float32)
) ENGINE = {engine:MergeTree}
ORDER BY (run, band, l, r)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE {db}.pairs_person {on_cluster} AS {db}.pairs_organization;

-- Records that belong together by decision, and those that never do; `change` says by whose.
CREATE TABLE {db}.joins_organization {on_cluster} (
  low UInt32,
  high UInt32,
  change String
) ENGINE = {engine:MergeTree}
ORDER BY (low, high)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE {db}.joins_person {on_cluster} AS {db}.joins_organization;
CREATE TABLE {db}.aparts_organization {on_cluster} AS {db}.joins_organization;
CREATE TABLE {db}.aparts_person {on_cluster} AS {db}.joins_organization;
