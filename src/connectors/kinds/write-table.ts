import { open } from 'node:fs/promises';

import { Problem } from '../../lib/problem.ts';
import { tooMuchFetched } from '../problems.ts';

const mostBytes = 2_000_000_000;

const cell = (value: string | null): string =>
  value === null ? '' : /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

type Row = readonly (string | null)[];

/** Rows as the text of CSV. */
export function tableText(rows: readonly Row[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Writes rows, whose first is the header, as CSV; answers how many there are and the last value of a column. */
export async function writeTable(
  path: string,
  parts: AsyncIterable<readonly Row[]>,
  cursor: string,
): Promise<{ readonly rows: number; readonly last: string | null }> {
  const file = await open(path, 'w');
  let [rows, bytes] = [0, 0];
  let header: Row | null = null;
  let last: Row = [];
  try {
    for await (const part of parts) {
      const text = tableText(part);
      bytes += Buffer.byteLength(text);
      if (bytes > mostBytes) throw tooMuchFetched(mostBytes);
      await file.write(text);
      header ??= checkHeader(part[0] ?? [], cursor);
      rows += part.length;
      last = part.at(-1) ?? last;
    }
  } finally {
    await file.close();
  }
  const at = header?.indexOf(cursor) ?? -1;
  return rows <= 1 ? { rows: 0, last: null } : { rows: rows - 1, last: last[at] ?? null };
}

function checkHeader(header: Row, cursor: string): Row {
  if (cursor !== '' && !header.includes(cursor)) throw noColumn(cursor);
  return header;
}

function noColumn(column: string): Problem {
  return new Problem(
    'connectors.column',
    {
      en: 'The table has no column "{column}". Correct its name.',
      zh: '表中没有列“{column}”，请更正列名。',
    },
    { column },
  );
}
