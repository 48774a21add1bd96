-- A load of events is one part. Where each column of it has files of its own, that are nearly a hundred to be made and synced,
-- and again when parts are merged: parts of less than 128 MB keep all columns in one file.
ALTER TABLE {db}.events {on_cluster} MODIFY SETTING min_bytes_for_wide_part = 134217728;
