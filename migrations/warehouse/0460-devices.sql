-- With what customers came: how a device or browser says what it is, as it was seen first and last. What the texts mean is read
-- where they are shown (src/events/devices), so that what is learnt about devices holds for those seen before.
CREATE TABLE {db}.sightings {on_cluster} (
  entity UInt32,
  device UInt32,
  agent LowCardinality(String),
  model LowCardinality(String),
  system LowCardinality(String),
  app LowCardinality(String),
  screen LowCardinality(String),
  locale LowCardinality(String),
  zone LowCardinality(String),
  network LowCardinality(String),
  ip SimpleAggregateFunction(anyLast, String),
  first SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
  last SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
) ENGINE = {engine:AggregatingMergeTree}
ORDER BY (entity, device, agent, model, system, app, screen, locale, zone, network)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 1024;

-- What it cost to serve a customer: events that say so.
CREATE TABLE {db}.costs {on_cluster} (
  entity UInt32,
  ts DateTime64(3, 'UTC'),
  name LowCardinality(String),
  amount Decimal(18, 4),
  currency LowCardinality(String),
  order String,
  source LowCardinality(String),
  message UInt64,
  load UInt64
) ENGINE = {engine:MergeTree}
ORDER BY (entity, ts)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
