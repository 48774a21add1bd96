-- Days of the calendar become numbers that read like them (20150302), since the engine's own days begin in 1900. Columns of
-- fields were made when they were first used, so that the statements are made of what is there; what was cut off half-way
-- is found again by the columns that it left.
SELECT concat('ALTER TABLE {db}.', table, if(match(table, '^s[0-9]+_'), '', '{on_cluster}'), ' ',
  arrayStringConcat(groupArray(concat('ADD COLUMN IF NOT EXISTS `_day_', name, '` Nullable(UInt32)')), ', ')) AS sql
FROM system.columns WHERE database = '{db}' AND type = 'Nullable(Date32)' GROUP BY table;

SELECT concat('ALTER TABLE {db}.', table, if(match(table, '^s[0-9]+_'), '', '{on_cluster}'), ' UPDATE ',
  arrayStringConcat(groupArray(concat('`_day_', name, '` = toYYYYMMDD(`', name, '`)')), ', '), ' WHERE 1 SETTINGS mutations_sync = 1') AS sql
FROM system.columns WHERE database = '{db}' AND type = 'Nullable(Date32)' GROUP BY table;

SELECT concat('ALTER TABLE {db}.', table, if(match(table, '^s[0-9]+_'), '', '{on_cluster}'), ' ',
  arrayStringConcat(groupArray(concat('DROP COLUMN `', name, '`')), ', '), ' SETTINGS mutations_sync = 1') AS sql
FROM system.columns WHERE database = '{db}' AND type = 'Nullable(Date32)' GROUP BY table;

SELECT concat('ALTER TABLE {db}.', table, if(match(table, '^s[0-9]+_'), '', '{on_cluster}'), ' ',
  arrayStringConcat(groupArray(concat('RENAME COLUMN `', name, '` TO `', substring(name, 6), '`')), ', '), ' SETTINGS mutations_sync = 1') AS sql
FROM system.columns WHERE database = '{db}' AND startsWith(name, '_day_') GROUP BY table;
