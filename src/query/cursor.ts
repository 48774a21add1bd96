import { z } from 'zod';

import { Problem } from '../lib/problem.ts';
import type { Position, SortColumn } from './sort.ts';

/** The end of a page. */
export interface Cursor {
  /** The last row. */
  readonly last: Position;
  /** How many rows there were up to it, itself among them; null where nobody counted. */
  readonly rank: number | null;
}

/** Ranks beyond this are not counted: skipping so many rows costs what telling where they end does (decision 118). */
export const countedRows = 50_000;

const position = z.array(z.string().max(20_000).nullable()).min(1).max(10);
const written = z.union([
  position.transform((last) => ({ last, rank: null })),
  z.object({ last: position, rank: z.int().min(1).max(countedRows) }),
]);

/** A page's end as an opaque text. */
export function writeCursor({ last, rank }: Cursor): string {
  const told = rank === null || rank > countedRows ? last : { last, rank };
  return Buffer.from(JSON.stringify(told)).toString('base64url');
}

/** Reads a cursor of the same order. Throws `query.cursor`. */
export function readCursor(cursor: string, columns: readonly SortColumn[]): Cursor {
  const read = written.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  const fits =
    read.success &&
    read.data.last.length === columns.length &&
    read.data.last.every((value, i) => isValue(value, columns[i]));
  if (fits) return read.data;
  throw new Problem('query.cursor', {
    en: 'The cursor does not belong to this order. Ask for the first page again (without "after").',
    zh: '游标与当前排序不符，请去掉 after 参数，从第一页开始。',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const valueForms: readonly (readonly [prefix: string, form: RegExp])[] = [
  ['UInt', /^\d{1,10}$/],
  ['Float64', /^-?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|inf|nan)$/],
  ['DateTime', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/],
  ['String', /^/],
];

function isValue(value: string | null, column: SortColumn | undefined): boolean {
  if (column === undefined) return false;
  if (value === null) return column.nullable;
  return valueForms.some(([prefix, form]) => column.type.startsWith(prefix) && form.test(value));
}
