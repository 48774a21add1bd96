-- Whom or what events are about, by dense numbers that never change: `key` is a key of identity (src/identity), so that records
-- which carry the same one say whose the events are; for a device or browser without one it is a hash of its own.
CREATE TABLE {db}.entities {on_cluster} (
  key UInt64,
  entity UInt32,
  type LowCardinality(String),
  value String,
  first DateTime64(3, 'UTC')
) ENGINE = {engine:MergeTree}
ORDER BY key
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 1024;

-- What happened: typed once, when it arrives, and never written again. `entity` is who (0: nobody said), `device` the anonymous
-- id that it came from, `company` the group. `message` is a hash of source and message id: an event is there once.
-- The projection finds what happened with an entity; its rows lead to whole ones by the primary key.
CREATE TABLE {db}.events {on_cluster} (
  name LowCardinality(String),
  entity UInt32,
  ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  type LowCardinality(String),
  device UInt32,
  company UInt32,
  source LowCardinality(String),
  message UInt64,
  load UInt64,
  received DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  amount Decimal(18, 4),
  currency LowCardinality(String),
  quantity Decimal(18, 4),
  order String,
  product String,
  category LowCardinality(String),
  coupon LowCardinality(String),
  session String,
  url String CODEC(ZSTD(1)),
  title String CODEC(ZSTD(1)),
  referrer String CODEC(ZSTD(1)),
  utm_source LowCardinality(String),
  utm_medium LowCardinality(String),
  utm_campaign LowCardinality(String),
  utm_term LowCardinality(String),
  utm_content LowCardinality(String),
  ip String,
  agent LowCardinality(String),
  locale LowCardinality(String),
  text String CODEC(ZSTD(1)),
  properties Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  raw String CODEC(ZSTD(1)),
  PROJECTION by_entity (SELECT entity, ts, name, type, message ORDER BY (entity, ts)),
  INDEX load_range load TYPE minmax GRANULARITY 64,
  INDEX received_range received TYPE minmax GRANULARITY 1
) ENGINE = {engine:MergeTree}
ORDER BY (name, entity, ts)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Which messages have been taken in.
CREATE TABLE {db}.messages {on_cluster} (
  message UInt64
) ENGINE = {engine:MergeTree}
ORDER BY message
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 512;

-- On which device or browser who was recognised, and when.
CREATE TABLE {db}.device_links {on_cluster} (
  device UInt32,
  entity UInt32,
  ts SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
) ENGINE = {engine:AggregatingMergeTree}
ORDER BY (device, entity)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What happened with orders: completed, updated, refunded, cancelled. An order is all rows of its source and number.
CREATE TABLE {db}.orders {on_cluster} (
  entity UInt32,
  ts DateTime64(3, 'UTC'),
  order String,
  movement LowCardinality(String),
  amount Decimal(18, 4),
  currency LowCardinality(String),
  tax Decimal(18, 4),
  shipping Decimal(18, 4),
  discount Decimal(18, 4),
  coupon LowCardinality(String),
  lines UInt32,
  source LowCardinality(String),
  message UInt64,
  load UInt64
) ENGINE = {engine:MergeTree}
ORDER BY (entity, ts)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The lines of these; amounts are quantity × price where none is said.
CREATE TABLE {db}.order_lines {on_cluster} (
  entity UInt32,
  ts DateTime64(3, 'UTC'),
  order String,
  movement LowCardinality(String),
  line UInt32,
  product String,
  name String CODEC(ZSTD(1)),
  brand LowCardinality(String),
  category LowCardinality(String),
  quantity Decimal(18, 4),
  price Decimal(18, 4),
  amount Decimal(18, 4),
  currency LowCardinality(String),
  source LowCardinality(String),
  message UInt64,
  load UInt64
) ENGINE = {engine:MergeTree}
ORDER BY (entity, ts)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Products as they were last spoken of.
CREATE TABLE {db}.products {on_cluster} (
  source LowCardinality(String),
  product String,
  name String,
  brand LowCardinality(String),
  category LowCardinality(String),
  price Decimal(18, 4),
  currency LowCardinality(String),
  seen DateTime64(3, 'UTC')
) ENGINE = {engine:ReplacingMergeTree(seen)}
ORDER BY (source, product)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What identify and group messages said of whom, where it was news: `seq` orders it, and says how far records were made of it.
CREATE TABLE {db}.said_traits {on_cluster} (
  key UInt64,
  ts DateTime64(3, 'UTC'),
  kind LowCardinality(String),
  source LowCardinality(String),
  value String,
  hash UInt64,
  seq UInt64,
  load UInt64,
  traits Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  INDEX seq_range seq TYPE minmax GRANULARITY 1,
  INDEX load_range load TYPE minmax GRANULARITY 1
) ENGINE = {engine:MergeTree}
ORDER BY (key, source, ts)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 1024;

-- What arrived and could not be taken, whole, with the reason.
CREATE TABLE {db}.dead_letters {on_cluster} (
  received DateTime64(3, 'UTC'),
  message UInt64,
  load UInt64,
  source LowCardinality(String),
  code LowCardinality(String),
  detail String,
  raw String CODEC(ZSTD(1))
) ENGINE = {engine:MergeTree}
ORDER BY (received, message)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Whose the events of an entity are now: written anew from records, links and devices (src/events/owners.ts).
CREATE TABLE {db}.owners {on_cluster} (
  entity UInt32,
  kind LowCardinality(String),
  profile UInt32
) ENGINE = {engine:MergeTree}
ORDER BY entity
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
