-- What customers did, as sets that segments are made of, kept from one refresh to the next (docs/decisions/0107): `low` and `high` are
-- the moments that a set's events lay between, '' where there is none; `rows` and `load` how events stood, `owners` a sum over whose
-- they were, all of which must still hold or be told apart; `whole` is when the set was last found from all events.
CREATE TABLE {db}.segment_kept {on_cluster} (
  kind LowCardinality(String),
  key UInt64,
  low String,
  high String,
  rows UInt64,
  load UInt64,
  owners UInt64,
  whole DateTime('UTC'),
  members AggregateFunction(groupBitmap, UInt32)
) ENGINE = {engine:MergeTree}
ORDER BY (kind, key)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Whose events were at that refresh.
CREATE TABLE {db}.segment_owners {on_cluster} AS {db}.owners
ENGINE = {engine:MergeTree}
ORDER BY entity
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
