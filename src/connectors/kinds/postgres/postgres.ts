import { readPostgres } from '../../../store/foreign/index.ts';
import { pullKind } from '../../kind.ts';
import { openTable, tableSettings } from '../table.ts';

/** A table of a PostgreSQL database, read on from where it was read to. */
export const postgresKind = pullKind({
  kind: 'postgres',
  label: { en: 'PostgreSQL', zh: 'PostgreSQL' },
  lead: { en: 'Reads new and changed rows of a table at intervals.', zh: '定时读取数据表中新增和修改的行。' },
  settings: tableSettings({ port: 5_432, example: 'public.customers' }),
  open: (settings) => openTable(settings, readPostgres),
});
