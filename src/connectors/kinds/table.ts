import { join } from 'node:path';

import { z } from 'zod';

import type { TableRows, TableTask } from '../../store/foreign/index.ts';
import type { Pulled, Puller, PullTask } from '../kind.ts';
import { stuckCursor } from '../problems.ts';
import { asked } from '../settings.ts';
import { aboutOf, hostSetting, pullSettings } from './pull-settings.ts';
import { writeTable } from './write-table.ts';

/** Rows that are fetched at a time; what is left follows at once. */
const mostRows = 200_000;

/** What a table of a database asks for, by the port that such databases have. */
export function tableSettings({ port, example }: { readonly port: number; readonly example: string }) {
  return z.object({
    host: hostSetting,
    port: asked(z.int().min(1).max(65_535).default(port), { label: { en: 'Port', zh: '端口' } }),
    database: asked(z.string().trim().min(1).max(100), { label: { en: 'Database', zh: '数据库' } }),
    user: asked(z.string().trim().min(1).max(100), {
      label: { en: 'User', zh: '用户' },
      help: { en: 'One that may read the table, and nothing else.', zh: '建议使用仅有读取权限的用户。' },
    }),
    password: asked(z.string().max(500).default(''), { label: { en: 'Password', zh: '密码' }, secret: true }),
    tls: asked(z.boolean().default(true), {
      label: { en: 'Encrypted, with a certificate that is checked', zh: '加密连接（校验证书）' },
    }),
    table: asked(
      z
        .string()
        .trim()
        .regex(/^[^\0."`]{1,64}(?:\.[^\0."`]{1,64})?$/),
      {
        label: { en: 'Table or view', zh: '表或视图' },
        help: { en: `Such as ${example}.`, zh: `例如 ${example}。` },
      },
    ),
    cursor: asked(z.string().trim().max(63).default(''), {
      label: { en: 'Column that tells new rows', zh: '用于识别新行的列' },
      help: {
        en: 'A time of the last change or a number that counts on, without gaps of nothing; empty: the whole table each time.',
        zh: '最后修改时间或自增编号，不能为空值；留空则每次读取整张表。',
      },
    }),
    ...pullSettings,
  });
}

type TableSettings = z.output<ReturnType<typeof tableSettings>>;
type ReadRows = (task: TableTask) => AsyncIterable<TableRows>;

/** Fetches a table, read on from where it was read to. */
export function openTable({ minutes, about, ...table }: TableSettings, read: ReadRows): Puller {
  return {
    minutes,
    about: aboutOf(about),
    apart: false,
    pull: (task) => fetchRows(task, table, read),
  };
}

async function fetchRows(
  { mark, directory, allowed, signal }: PullTask,
  table: Omit<TableSettings, 'minutes' | 'about'>,
  read: ReadRows,
): Promise<Pulled | null> {
  const after = mark?.['cursor'] ?? null;
  const limit = table.cursor === '' ? 10_000_000 : mostRows;
  const rows = read({ ...table, after, limit, allowed, signal });
  const path = join(directory, 'table');
  const written = await writeTable(path, rows, table.cursor);
  if (written.rows === 0) return null;
  const more = table.cursor !== '' && written.rows >= mostRows;
  if (more && written.last === after) throw stuckCursor(after ?? '');
  return {
    files: [{ name: `${table.table}.csv`, path }],
    skipped: [],
    taken: 1,
    mark: written.last === null ? {} : { cursor: written.last },
    more,
  };
}
