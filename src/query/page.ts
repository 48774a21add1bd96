import { z } from 'zod';

import type { Field, Kind } from '../fields/index.ts';
import { readProfileId } from '../lib/profile-id.ts';
import { promptSettings, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { Condition } from './compile.ts';
import { countedRows, readCursor, writeCursor } from './cursor.ts';
import { findPlace } from './nodes/field-near.ts';
import { findField } from './nodes/field.ts';
import { type KnownRequest, profileTable, type QueryAnswer, type QueryRequest } from './request.ts';
import { ownColumns, presentRow, type QueryRow, rowColumns, type Shown } from './row.ts';
import {
  afterPosition,
  joinsOf,
  keyColumns,
  liesSo,
  orderBy,
  type Position,
  reverseColumns,
  type SortColumn,
  sortColumns,
} from './sort.ts';
import { valuesAmong } from './values/join.ts';
import { readComputed } from './values/read.ts';

const telling: Readonly<Record<Kind, readonly string[]>> = {
  organization: [
    'name',
    'credit_code',
    'region',
    'industry',
    'legal_representative',
    'employees',
    'registered_capital',
    'founded',
    'registration_status',
    'phones',
    'emails',
    'website',
  ],
  person: ['name', 'gender', 'phones', 'emails', 'region', 'employer_name', 'job_title', 'membership_tier'],
};

/** The filter that top-k reading derives from the rows seen so far costs more than it saves beside a rule (measured: a quarter of the page). */
const pageSettings = { ...promptSettings, use_top_k_dynamic_filtering: 0 };
/** A page in the order of the table ends early: blocks of the usual size read much more than it needs. Where all is read they cost least. */
const lyingSettings = { ...pageSettings, max_block_size: 8_192 };
/** Behind rows that were read, more of them are near. */
const furtherSettings = { ...pageSettings, max_block_size: 2_048 };
/** Whoever looks for few rows reads all in the end: keeping to their order on the way costs a tenth of the question (measured). */
const narrowSettings = { ...pageSettings, optimize_read_in_order: 0 };
const rawRow = z.record(z.string(), z.unknown());
type Raw = z.output<typeof rawRow>;

/** What one page is read by. */
interface Reading {
  readonly request: KnownRequest;
  readonly condition: Condition;
  readonly sort: readonly SortColumn[];
  readonly shown: Shown;
  readonly limit: number;
}

/** Rows as they are read, one more than the page has where others follow. */
interface Slice {
  readonly raws: readonly Raw[];
  /** How many rows stand before them; null where nobody counted. */
  readonly before: number | null;
}

/** A page of the rows that fit, and where the next one begins. Throws `rule.field` and `query.cursor`. */
export async function readPage(
  warehouse: Warehouse,
  request: KnownRequest,
  condition: Condition,
): Promise<Pick<QueryAnswer, 'rows' | 'next'>> {
  const limit = Math.min(request.limit ?? 50, 1_000);
  if (limit <= 0) return { rows: [], next: null };
  const sort = orderOf(request);
  const shown = shownOf(request);
  const { raws, before } = await readSlice(warehouse, { request, condition, sort, shown, limit });
  const known = raws.slice(0, limit).map((raw) => presentRow(raw, request.kind, shown));
  const rows = await addValues(warehouse, request, known);
  const last = raws.length > limit ? raws[limit - 1] : undefined;
  if (last === undefined) return { rows, next: null };
  const rank = before === null ? null : before + limit;
  return { rows, next: writeCursor({ last: positionOf(last, sort), rank }) };
}

/** The order in which rows are read. */
function orderOf({ sort = [], reverse, columns, ...place }: KnownRequest): readonly SortColumn[] {
  const forward = sortColumns(sort, place, columns);
  return reverse === true ? reverseColumns(forward) : forward;
}

/**
 * The rows behind a cursor, or behind so many others. Skipping a few rows costs less than telling the engine where they end
 * ([118](../../docs/decisions/0118-pages-by-rank.md)); behind many, only their keys are read, since each field costs as much again.
 */
async function readSlice(warehouse: Warehouse, reading: Reading): Promise<Slice> {
  const { after, offset = 0 } = reading.request;
  if (after !== undefined) return readAfter(warehouse, reading, after);
  if (offset <= countedRows)
    return { raws: await readRows(warehouse, reading, { skip: offset }), before: offset };
  const last = await findRow(warehouse, reading, offset);
  const raws = last === undefined ? [] : await readRows(warehouse, reading, { last });
  return { raws, before: null };
}

/**
 * The rows behind a cursor. Where its row still has the rank that it had, the next ones follow it; where customers have come
 * or gone before it, they are looked for by its values.
 */
async function readAfter(warehouse: Warehouse, reading: Reading, text: string): Promise<Slice> {
  const { last, rank } = readCursor(text, reading.sort);
  if (rank !== null) {
    const [first, ...raws] = await readRows(warehouse, reading, { skip: rank - 1, more: 1 });
    if (first !== undefined && isAt(positionOf(first, reading.sort), last)) return { raws, before: rank };
  }
  return { raws: await readRows(warehouse, reading, { last }), before: null };
}

/** Where rows begin: behind so many, or behind the row with these values; `more` of them than usual. */
type Begin = { readonly skip: number; readonly more?: number } | { readonly last: Position };

async function readRows(warehouse: Warehouse, reading: Reading, begin: Begin): Promise<Raw[]> {
  const { request, condition, sort, shown, limit } = reading;
  const after = 'last' in begin ? afterPosition(sort, begin.last) : null;
  const [skip, more] = 'skip' in begin ? [begin.skip, begin.more ?? 0] : [0, 0];
  const page = statement({
    name: 'query.page',
    sql: `SELECT ${[...rowColumns(shown, request.columns), keyColumns(sort)].join(', ')}
FROM ${profileTable(request.kind)}${joinsOf(sort)}
WHERE ${condition.sql}${after === null ? '' : `\n  AND ${after.sql}`}
ORDER BY ${orderBy(sort)}
LIMIT ${limit + 1 + more}${skip === 0 ? '' : ` OFFSET ${skip}`}`,
    row: rawRow,
    settings: settingsFor(reading, skip > 0),
  });
  return warehouse.rows(page, { ...condition.parameters, ...after?.parameters }, request.signal);
}

/** How a page is read best: the first one, or behind rows that fit. */
function settingsFor({ condition, sort }: Reading, further: boolean) {
  if (condition.narrow === true) return narrowSettings;
  if (!liesSo(sort)) return pageSettings;
  return further ? furtherSettings : lyingSettings;
}

/** The values of the row that stands at a rank, counted from 1; undefined behind the end. */
async function findRow(warehouse: Warehouse, reading: Reading, rank: number): Promise<Position | undefined> {
  const { request, condition, sort } = reading;
  const skip = statement({
    name: 'query.skip',
    sql: `SELECT ${keyColumns(sort)}
FROM ${profileTable(request.kind)}${joinsOf(sort)}
WHERE ${condition.sql}
ORDER BY ${orderBy(sort)}
LIMIT 1 OFFSET ${rank - 1}`,
    row: rawRow,
    settings: settingsFor(reading, true),
  });
  const [found] = await warehouse.rows(skip, condition.parameters, request.signal);
  return found === undefined ? undefined : positionOf(found, sort);
}

/** The values by which a row stands where it stands. */
function positionOf(raw: Raw, sort: readonly SortColumn[]): Position {
  return sort.map((_, i) => textOrNull(raw[`_key${i}`]));
}

function isAt(one: Position, other: Position): boolean {
  return one.every((value, i) => value === other[i]);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** What rows show. Throws `rule.field`. */
function shownOf(request: Pick<QueryRequest, 'fields' | 'kind' | 'catalogue' | 'rule'>): Shown {
  const asked = new Set(request.fields);
  const own = ownColumns.filter((name) => asked.has(name));
  return { fields: shownFields(request), own, place: findPlace(request.rule) };
}

/** The fields that rows show. Throws `rule.field`. */
function shownFields({
  fields,
  kind,
  catalogue,
}: Pick<QueryRequest, 'fields' | 'kind' | 'catalogue'>): readonly Field[] {
  if (fields === undefined)
    return telling[kind].flatMap((key) => catalogue.find((field) => field.key === key) ?? []);
  return [...new Set(fields)]
    .filter((key) => !key.startsWith('_'))
    .map((key, i) => findField(key, `fields[${i}]`, catalogue));
}

/** Rows with the computed values that were asked for. */
async function addValues(
  warehouse: Warehouse,
  { kind, fields = [], values }: KnownRequest,
  rows: readonly QueryRow[],
): Promise<QueryRow[]> {
  const numbers = rows.map(({ id }) => readProfileId(id)?.no ?? 0);
  const asked = rows.length === 0 ? [] : valuesAmong(fields, values);
  const found = await Promise.all(
    asked.map(
      async ({ key, known }) => [key, await readComputed(warehouse, { kind, known, numbers })] as const,
    ),
  );
  return rows.map((row, i) => ({
    ...row,
    ...Object.fromEntries(found.map(([key, all]) => [key, all.get(numbers[i] ?? 0) ?? null])),
  }));
}
