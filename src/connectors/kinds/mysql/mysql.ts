import { readMysql } from '../../../store/foreign/index.ts';
import { pullKind } from '../../kind.ts';
import { openTable, tableSettings } from '../table.ts';

/** A table of a MySQL or MariaDB database, read on from where it was read to. */
export const mysqlKind = pullKind({
  kind: 'mysql',
  label: { en: 'MySQL', zh: 'MySQL' },
  lead: {
    en: 'Reads new and changed rows of a table of MySQL or MariaDB at intervals.',
    zh: '定时读取 MySQL 或 MariaDB 数据表中新增和修改的行。',
  },
  settings: tableSettings({ port: 3_306, example: 'shop.customers' }),
  open: (settings) => openTable(settings, readMysql),
});
