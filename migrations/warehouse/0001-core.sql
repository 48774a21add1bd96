-- What arrived, as it arrived: one batch for an import, an API call or an edit.
CREATE TABLE {db}.batches {on_cluster} (
  batch UInt32,
  kind LowCardinality(String),
  source String,
  party LowCardinality(String),
  channel LowCardinality(String),
  basis LowCardinality(String),
  trust UInt8,
  file String,
  columns Array(String),
  fields Array(String),
  mapping String,
  sets Array(String),
  tied UInt32,
  actor String,
  observed_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  retracted UInt8,
  version UInt64
) ENGINE = {engine:ReplacingMergeTree(version)}
ORDER BY batch
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Raw records, never changed. The cells stand in the order of the batch's columns.
CREATE TABLE {db}.records {on_cluster} (
  no UInt32,
  batch UInt32,
  line UInt32,
  cells Array(String) CODEC(ZSTD(1)),
  hints Array(String) CODEC(ZSTD(1))
) ENGINE = {engine:MergeTree}
ORDER BY no
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 512;

-- Rows that could not become records, with the reason and the text as it came.
CREATE TABLE {db}.rejects {on_cluster} (
  batch UInt32,
  line UInt32,
  column UInt32,
  code LowCardinality(String),
  raw String CODEC(ZSTD(1)),
  cells Array(String) CODEC(ZSTD(1))
) ENGINE = {engine:MergeTree}
ORDER BY (batch, line)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What each live record says, normalised and typed; a column for each field is added from the catalogue.
CREATE TABLE {db}.facts_organization {on_cluster} (
  _no UInt32,
  _batch UInt32,
  _source LowCardinality(String),
  _trust UInt8,
  _observed DateTime('UTC'),
  _hash UInt64,
  _tied UInt32,
  _primary UInt64,
  _keys Array(UInt64),
  _sets Array(LowCardinality(String)),
  _invalid Array(LowCardinality(String))
) ENGINE = {engine:MergeTree}
ORDER BY _no
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, enable_block_number_column = 1, enable_block_offset_column = 1, index_granularity = 512, min_compress_block_size = 16384;

CREATE TABLE {db}.facts_person {on_cluster} AS {db}.facts_organization;

-- Which record carries which strong identifier; `primary` marks keys of which a profile has one only.
CREATE TABLE {db}.identifiers_organization {on_cluster} (
  key UInt64,
  no UInt32,
  primary UInt8,
  batch UInt32
) ENGINE = {engine:MergeTree}
ORDER BY (key, no)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE {db}.identifiers_person {on_cluster} AS {db}.identifiers_organization;

-- Records that belong to the profile of an earlier record; all others are the first record of their own profile.
CREATE TABLE {db}.links_organization {on_cluster} (
  profile UInt32,
  no UInt32
) ENGINE = {engine:MergeTree}
ORDER BY (profile, no)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE {db}.links_person {on_cluster} AS {db}.links_organization;

-- Records taken back one by one; whole batches are taken back in `batches`.
CREATE TABLE {db}.retractions {on_cluster} (
  no UInt32,
  batch UInt32,
  actor String,
  at DateTime64(3, 'UTC')
) ENGINE = {engine:MergeTree}
ORDER BY no
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Golden profiles, one row each: what is searched. They lie as lists show them, the fullest first, then by province and trade;
-- small granules and blocks, since the rows of a page come from everywhere.
-- `_name` is the folded name, `_search` holds other words, pinyin and initials; `_name_again` and `_words_again` repeat those
-- in which a character comes twice, so that the indexes alone answer for all others (src/profiles/search-text.ts).
CREATE TABLE {db}.profiles_organization {on_cluster} (
  _no UInt32,
  region UInt32,
  industry UInt16,
  _records UInt16,
  _sources Array(LowCardinality(String)),
  _invalid Array(LowCardinality(String)),
  _completeness UInt8,
  _observed DateTime('UTC'),
  _updated DateTime('UTC'),
  _batch UInt32,
  _name String,
  _search String,
  _name_again String,
  _words_again String,
  _lacking UInt8 MATERIALIZED 100 - _completeness,
  _province UInt8 MATERIALIZED if(region = 0, 255, intDiv(region, 10000)),
  _division UInt8 MATERIALIZED multiIf(industry = 0, 255, industry > 10000, industry - 9900, intDiv(industry, 100)),
  INDEX _name_pairs _name TYPE text(tokenizer = ngrams(2)) GRANULARITY 100000000,
  INDEX _search_pairs _search TYPE text(tokenizer = ngrams(2)) GRANULARITY 100000000,
  INDEX _no_range _no TYPE minmax GRANULARITY 1
) ENGINE = {engine:MergeTree}
ORDER BY (_lacking, _province, _division, region, industry, _no)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 256, min_compress_block_size = 8192;

CREATE TABLE {db}.profiles_person {on_cluster} AS {db}.profiles_organization;
