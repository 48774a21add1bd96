-- Nearly every question on behaviour looks back some days. Events of a name lie by month, and by customer within it, so that only
-- the months that are asked for are read (docs/decisions/0106). A condition on `ts` finds them, since `ts` itself is not in the key.
-- What is there is copied once; a step that was cut off begins again with the whole of it.
DROP TABLE IF EXISTS {db}.events_next {on_cluster} SYNC;
CREATE TABLE {db}.events_next {on_cluster} AS {db}.events
ENGINE = {engine:MergeTree}
ORDER BY (name, toYYYYMM(ts), entity)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_bytes_for_wide_part = 134217728, lightweight_mutation_projection_mode = 'rebuild';
INSERT INTO {db}.events_next SELECT * FROM {db}.events;
EXCHANGE TABLES {db}.events_next AND {db}.events {on_cluster};
-- What another server of the release before brought meanwhile.
INSERT INTO {db}.events SELECT * FROM {db}.events_next WHERE load NOT IN (SELECT DISTINCT load FROM {db}.events);
DROP TABLE IF EXISTS {db}.events_next {on_cluster} SYNC;
