import { z } from 'zod';

import type { Field, Kind } from '../fields/index.ts';
import { knownColumns } from '../records/index.ts';
import { promptSettings, statement, type Warehouse } from '../store/warehouse/index.ts';
import { compilePlan, type Condition } from './compile.ts';
import { facetOf } from './facet.ts';
import { readCounts } from './counts.ts';
import { findField } from './nodes/field.ts';
import { findPlace } from './nodes/field-near.ts';
import { readProfileId } from '../lib/profile-id.ts';
import { ownColumns, presentRow, type QueryRow, rowColumns, type Shown } from './row.ts';
import {
  profileTable,
  type KnownRequest,
  type QueryAnswer,
  type QueryRequest,
  type RuleContext,
} from './request.ts';
import { planRule } from './rule/tree.ts';
import type { Rule } from './rule/types.ts';
import { withColumns } from './columns.ts';
import { valuesAmong } from './values/join.ts';
import { readComputed } from './values/read.ts';
import {
  afterPosition,
  joinsOf,
  keyColumns,
  orderBy,
  type Position,
  readCursor,
  reverseColumns,
  type SortColumn,
  sortColumns,
  writeCursor,
} from './sort.ts';

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

/** The SQL condition of a rule over the profile table of its kind, with its parameters. Throws `rule.*`. */
export function compileRule(rule: Rule, context: RuleContext): Condition {
  const plan = planRule(rule, context);
  return compilePlan(context.columns === undefined ? plan : withColumns(plan, context.columns), context);
}

/** Answers a question: total, a page of rows and facets, asked side by side. Throws `rule.*` and `query.cursor`. */
export async function runQuery(warehouse: Warehouse, request: QueryRequest): Promise<QueryAnswer> {
  const started = performance.now();
  const facets = [...new Set(request.facets)].map((name) => facetOf(name, request.catalogue, request.rule));
  const known = { ...request, columns: await knownColumns(warehouse, `profiles_${request.kind}`) };
  const condition = compileRule(request.rule, known);
  const [page, counts] = await Promise.all([
    readPage(warehouse, known, condition),
    readCounts(warehouse, known, { condition, facets }),
  ]);
  return { ...page, ...counts, ms: Math.round(performance.now() - started) };
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

/** The filter that top-k reading derives from the rows seen so far costs more than it saves beside a rule (measured: a quarter of the page). */
const pageSettings = { ...promptSettings, use_top_k_dynamic_filtering: 0 };
/** Whoever looks for few rows reads all in the end: keeping to their order on the way costs a tenth of the question (measured). */
const narrowSettings = { ...pageSettings, optimize_read_in_order: 0 };
const rawRow = z.record(z.string(), z.unknown());

/** The order in which rows are read. */
function orderOf({ sort = [], reverse, columns, ...place }: KnownRequest): readonly SortColumn[] {
  const forward = sortColumns(sort, place, columns);
  return reverse === true ? reverseColumns(forward) : forward;
}

/**
 * Where a page begins: behind a cursor, or behind so many rows, of which only the keys are read; null at the start.
 * Reading the rows themselves up to there costs as much again for each field.
 */
async function findBegin(
  warehouse: Warehouse,
  request: KnownRequest,
  { sort, condition }: { sort: readonly SortColumn[]; condition: Condition },
): Promise<Position | 'behind the end' | null> {
  const { kind, after, offset = 0 } = request;
  if (after !== undefined) return readCursor(after, sort);
  if (offset <= 0) return null;
  const skip = statement({
    name: 'query.skip',
    sql: `SELECT ${keyColumns(sort)}
FROM ${profileTable(kind)}${joinsOf(sort)}
WHERE ${condition.sql}
ORDER BY ${orderBy(sort)}
LIMIT 1 OFFSET ${offset - 1}`,
    row: rawRow,
    settings: pageSettings,
  });
  const [last] = await warehouse.rows(skip, condition.parameters, request.signal);
  return last === undefined ? 'behind the end' : sort.map((_, i) => textOrNull(last[`_key${i}`]));
}

async function readPage(
  warehouse: Warehouse,
  request: KnownRequest,
  condition: Condition,
): Promise<Pick<QueryAnswer, 'rows' | 'next'>> {
  const limit = Math.min(request.limit ?? 50, 1_000);
  if (limit <= 0) return { rows: [], next: null };
  const sort = orderOf(request);
  const begin = await findBegin(warehouse, request, { sort, condition });
  if (begin === 'behind the end') return { rows: [], next: null };
  const after = begin === null ? null : afterPosition(sort, begin);
  const shown = shownOf(request);
  const page = statement({
    name: 'query.page',
    sql: `SELECT ${[...rowColumns(shown, request.columns), keyColumns(sort)].join(', ')}
FROM ${profileTable(request.kind)}${joinsOf(sort)}
WHERE ${condition.sql}${after === null ? '' : `\n  AND ${after.sql}`}
ORDER BY ${orderBy(sort)}
LIMIT ${limit + 1}`,
    row: rawRow,
    settings: condition.narrow === true ? narrowSettings : pageSettings,
  });
  const raws = await warehouse.rows(page, { ...condition.parameters, ...after?.parameters }, request.signal);
  const known = raws.slice(0, limit).map((raw) => presentRow(raw, request.kind, shown));
  const rows = await addValues(warehouse, request, known);
  return { rows, next: raws.length > limit ? cursorAt(raws[limit - 1], sort.length) : null };
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

/** The cursor behind a row. */
function cursorAt(raw: z.output<typeof rawRow> | undefined, keys: number): string {
  return writeCursor(Array.from({ length: keys }, (_, i) => textOrNull(raw?.[`_key${i}`])));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
