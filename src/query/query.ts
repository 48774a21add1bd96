import { z } from 'zod';

import type { Field, Kind } from '../fields/index.ts';
import { knownColumns } from '../records/index.ts';
import { statement, type Warehouse, type WarehouseSettings } from '../store/warehouse/index.ts';
import { compilePlan, type Condition } from './compile.ts';
import { facetOf } from './facet.ts';
import type { Counted, Facet, FacetValue } from './facet-shape.ts';
import { findField } from './nodes/field.ts';
import { ownColumns, presentRow, rowColumns, type QueryRow, type Shown } from './row.ts';
import { planRule } from './rule/tree.ts';
import type { Rule } from './rule/types.ts';
import { withColumns } from './columns.ts';
import {
  afterPosition,
  orderBy,
  type Position,
  readCursor,
  reverseColumns,
  type Sort,
  type SortColumn,
  sortColumns,
  writeCursor,
} from './sort.ts';

/** Whose fields a rule is about, and when it is asked. */
export interface RuleContext {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
  /** The columns that the table has, where not all of the catalogue's are there; see `knownColumns`. */
  readonly columns?: ReadonlySet<string>;
}

/** A question: a rule, and what of the answer is wanted. */
export interface QueryRequest extends RuleContext {
  readonly rule: Rule;
  readonly sort?: readonly Sort[] | undefined;
  /** Rows of a page, 0 to 1,000; 50 when not said. */
  readonly limit?: number | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** Rows to skip before the page; none when not said. */
  readonly offset?: number | undefined;
  /** True: from the end, the last row first. */
  readonly reverse?: boolean | undefined;
  /** Names of fields whose values are counted. */
  readonly facets?: readonly string[] | undefined;
  /** Values of each facet; 20 when not said. */
  readonly facetLimit?: number | undefined;
  /** Keys of the fields in the rows; a few telling ones when not said. */
  readonly fields?: readonly string[] | undefined;
  /** False leaves the total out. */
  readonly total?: boolean | undefined;
}

export interface QueryAnswer {
  /** How many profiles fit, exactly; null when it was not asked for. */
  readonly total: number | null;
  readonly rows: QueryRow[];
  readonly facets: Record<string, FacetValue[]>;
  /** The cursor of the next page, or null at the end. */
  readonly next: string | null;
  readonly ms: number;
}

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

/** More values than any facet shows, so that codes can be summed up to the level above. */
const countedValues = 500;
const mostOpenValues = 1_000_000;

/** The SQL condition of a rule over the profile table of its kind, with its parameters. Throws `rule.*`. */
export function compileRule(rule: Rule, context: RuleContext): Condition {
  const plan = planRule(rule, context);
  return compilePlan(context.columns === undefined ? plan : withColumns(plan, context.columns));
}

/** The name of the table of a kind, as statements name it. */
export function profileTable(kind: Kind): string {
  return `{db}.profiles_${kind}`;
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

/** A request that knows which columns the table has. */
export type KnownRequest = QueryRequest & { readonly columns: ReadonlySet<string> };

/** What rows show. Throws `rule.field`. */
function shownOf(request: Pick<QueryRequest, 'fields' | 'kind' | 'catalogue'>): Shown {
  const asked = new Set(request.fields);
  return { fields: shownFields(request), own: ownColumns.filter((name) => asked.has(name)) };
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
const pageSettings = { use_top_k_dynamic_filtering: 0 };
const rawRow = z.record(z.string(), z.unknown());

/** The order in which rows are read. */
function orderOf({ sort = [], reverse, catalogue, columns }: KnownRequest): readonly SortColumn[] {
  const forward = sortColumns(sort, catalogue, columns);
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
    sql: `SELECT ${sort.map(({ sql }, i) => `toString(${sql}) AS _key${i}`).join(', ')}
FROM ${profileTable(kind)}
WHERE ${condition.sql}
ORDER BY ${orderBy(sort)}
LIMIT 1 OFFSET ${offset - 1}`,
    row: rawRow,
    settings: pageSettings,
  });
  const [last] = await warehouse.rows(skip, condition.parameters);
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
  const keys = sort.map(({ sql }, i) => `toString(${sql}) AS _key${i}`);
  const page = statement({
    name: 'query.page',
    sql: `SELECT ${[...rowColumns(shown, request.columns), ...keys].join(', ')}
FROM ${profileTable(request.kind)}
WHERE ${condition.sql}${after === null ? '' : `\n  AND ${after.sql}`}
ORDER BY ${orderBy(sort)}
LIMIT ${limit + 1}`,
    row: rawRow,
    settings: pageSettings,
  });
  const raws = await warehouse.rows(page, { ...condition.parameters, ...after?.parameters });
  const rows = raws.slice(0, limit).map((raw) => presentRow(raw, request.kind, shown));
  return { rows, next: raws.length > limit ? cursorAt(raws[limit - 1], sort.length) : null };
}

/** The cursor behind a row. */
function cursorAt(raw: z.output<typeof rawRow> | undefined, keys: number): string {
  return writeCursor(Array.from({ length: keys }, (_, i) => textOrNull(raw?.[`_key${i}`])));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

interface Counting {
  readonly condition: Condition;
  readonly facets: readonly Facet[];
}

/** Total and plain facets take one pass over the table; facets of lists one each beside it. */
async function readCounts(
  warehouse: Warehouse,
  request: KnownRequest,
  { condition, facets }: Counting,
): Promise<Pick<QueryAnswer, 'total' | 'facets'>> {
  const present = facets.filter(({ column }) => request.columns.has(column));
  const plain = present.filter(({ list }) => !list);
  const isTotalled = request.total !== false || present.length < facets.length;
  const [together, ...apart] = await Promise.all([
    isTotalled || plain.length > 0
      ? countTogether(warehouse, request.kind, { condition, facets: plain })
      : { total: 0, counted: [] },
    ...present
      .filter(({ list }) => list)
      .map((facet) => countList(warehouse, request.kind, { condition, facets: [facet] })),
  ]);
  const counted = new Map([...together.counted, ...apart.flat()]);
  const none = together.total === 0 ? [] : [{ value: null, count: together.total }];
  const shape = (facet: Facet) => facet.shape(counted.get(facet.name) ?? none, request.facetLimit ?? 20);
  return {
    total: request.total === false ? null : together.total,
    facets: Object.fromEntries(facets.map((facet) => [facet.name, shape(facet)])),
  };
}

type CountedFacet = readonly [name: string, counted: readonly Counted[]];

const countRow = z.looseObject({ n: z.coerce.number(), g: z.coerce.number() });

/** One row per value of each facet and one for all, told apart by `g`, the number of the facet or -1. */
async function countTogether(
  warehouse: Warehouse,
  kind: Kind,
  { condition, facets }: Counting,
): Promise<{ total: number; counted: CountedFacet[] }> {
  const names = facets.map((_, i) => `f${i}`);
  const sets = names.map((name) => `(${name})`);
  const number = `multiIf(${names.map((name, i) => `grouping(${name}) = 0, ${i}, `).join('')}-1)`;
  const from = `FROM ${profileTable(kind)}\nWHERE ${condition.sql}`;
  const sql =
    facets.length === 0
      ? `SELECT count() AS n, -1 AS g\n${from}`
      : `SELECT * FROM (
SELECT ${facets.map((facet, i) => `${facet.sql} AS f${i}`).join(', ')}, ${number} AS g, count() AS n
${from}
GROUP BY GROUPING SETS (${[...sets, '()'].join(', ')})
)
ORDER BY n DESC
LIMIT ${countedValues} BY g`;
  const found = await warehouse.rows(
    statement({ name: 'query.counts', sql, row: countRow, settings: settingsFor(facets) }),
    condition.parameters,
  );
  return {
    total: found.find(({ g }) => g === -1)?.n ?? 0,
    counted: facets.map((facet, i) => [
      facet.name,
      found.filter(({ g }) => g === i).map((row) => ({ value: row[`f${i}`], count: row.n })),
    ]),
  };
}

/** A facet with as many values as rows must not fill the memory: beyond a million values only those met first are counted. */
function settingsFor(facets: readonly Facet[]): WarehouseSettings {
  return facets.some(({ open }) => open)
    ? { max_rows_to_group_by: mostOpenValues, group_by_overflow_mode: 'any' }
    : {};
}

async function countList(
  warehouse: Warehouse,
  kind: Kind,
  { condition, facets }: Counting,
): Promise<CountedFacet[]> {
  return Promise.all(
    facets.map(async (facet): Promise<CountedFacet> => {
      const sql = `SELECT arrayJoin(if(empty(${facet.sql}), [''], ${facet.sql})) AS f, count() AS n, 0 AS g
FROM ${profileTable(kind)}
WHERE ${condition.sql}
GROUP BY f
ORDER BY n DESC
LIMIT ${countedValues}`;
      const found = await warehouse.rows(
        statement({ name: 'query.list-facet', sql, row: countRow, settings: settingsFor([facet]) }),
        condition.parameters,
      );
      return [facet.name, found.map((row) => ({ value: row['f'], count: row.n }))];
    }),
  );
}
