-- Who is in a segment now: the numbers of its profiles as one bitmap; written anew as a whole at each refresh.
CREATE TABLE {db}.segment_members {on_cluster} (
  segment String,
  rule UInt64,
  members AggregateFunction(groupBitmap, UInt32)
) ENGINE = {engine:MergeTree}
ORDER BY segment
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Who came and who left, by the refresh that found it; counts only where segment_sizes has that refresh.
CREATE TABLE {db}.segment_changes {on_cluster} (
  segment String,
  at DateTime64(3, 'UTC'),
  entered UInt8,
  profile UInt32
) ENGINE = {engine:MergeTree}
ORDER BY (segment, at, entered, profile)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- How large a segment was after each refresh that changed it, and after the first by its rule.
CREATE TABLE {db}.segment_sizes {on_cluster} (
  segment String,
  at DateTime64(3, 'UTC'),
  size UInt32,
  entered UInt32,
  left UInt32,
  first UInt8
) ENGINE = {engine:MergeTree}
ORDER BY (segment, at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
