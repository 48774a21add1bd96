-- Profiles whose first record was taken back, and the records that they had left: an address that was once given out
-- leads to whichever profile holds these now.
CREATE TABLE {db}.former_organization {on_cluster} (
  profile UInt32,
  no UInt32
) ENGINE = {engine:ReplacingMergeTree}
ORDER BY (profile, no)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE {db}.former_person {on_cluster} AS {db}.former_organization;
