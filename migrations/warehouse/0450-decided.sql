-- Which records decisions were about, those that were taken back among them: what the history of a profile is read from.
CREATE TABLE {db}.decided_organization {on_cluster} (
  no UInt32,
  other UInt32,
  change String
) ENGINE = {engine:MergeTree}
ORDER BY (no, change)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE {db}.decided_person {on_cluster} AS {db}.decided_organization;

INSERT INTO {db}.decided_organization SELECT ends.1, ends.2, change FROM (
  SELECT arrayJoin([(low, high), (high, low)]) AS ends, change FROM {db}.joins_organization
  UNION ALL SELECT arrayJoin([(low, high), (high, low)]) AS ends, change FROM {db}.aparts_organization);

INSERT INTO {db}.decided_person SELECT ends.1, ends.2, change FROM (
  SELECT arrayJoin([(low, high), (high, low)]) AS ends, change FROM {db}.joins_person
  UNION ALL SELECT arrayJoin([(low, high), (high, low)]) AS ends, change FROM {db}.aparts_person);
