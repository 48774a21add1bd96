import { type Field, isList, isOpen, type Kind, storedColumns } from '../fields/index.ts';
import { quoteName } from '../store/warehouse/index.ts';
import type { Condition, Parameters } from './compile.ts';
import { distanceFrom } from './near-sql.ts';
import { findAsked } from './nodes/field.ts';
import { findPlace } from './nodes/field-near.ts';
import type { Rule } from './rule/types.ts';
import { joinValue, valueOfKey } from './values/join.ts';
import type { RuleWorld } from './world.ts';

export type Direction = 'asc' | 'desc';

/**
 * What rows are ordered by: a field, `_no`, `_updated`, `_observed`, `_completeness`, `_records`, a computed value
 * (`_value.spend`), or `_distance` from the place that is asked about.
 */
export interface Sort {
  readonly field: string;
  readonly direction: Direction;
}

/** One column of the order. Empty values stand last in both directions, but where the whole order is reversed. */
export interface SortColumn {
  /** An expression that is NULL where there is no value. */
  readonly sql: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly direction: Direction;
  readonly emptyFirst?: true;
  /** What must be joined to the profile table for it. */
  readonly join?: string;
}

/** What sorting knows of the place that is sorted: its kind, and the values that the workspace computes. */
export interface SortPlace extends Pick<RuleWorld, 'values'> {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  /** What is asked: customers near a place can be sorted by how far they are from it. */
  readonly rule?: Rule;
}

const systemColumns: ReadonlyMap<string, string> = new Map([
  ['_no', 'UInt32'],
  ['_records', 'UInt16'],
  ['_completeness', 'UInt8'],
  ['_observed', "DateTime('UTC')"],
  ['_updated', "DateTime('UTC')"],
]);

function lying(sql: string, type: string): SortColumn {
  return { sql, type, nullable: false, direction: 'asc' };
}

/** How the table lies: a page in this order is read without looking at the rest. */
const storedOrder: readonly SortColumn[] = [
  lying('_lacking', 'UInt8'),
  lying('_province', 'UInt8'),
  lying('_division', 'UInt8'),
  lying('region', 'UInt32'),
  lying('industry', 'UInt16'),
  lying('_no', 'UInt32'),
];

/** Whether rows are read as they lie, from either end. */
export function liesSo(columns: readonly SortColumn[]): boolean {
  return columns.length === storedOrder.length && columns.every(({ sql }, i) => sql === storedOrder[i]?.sql);
}

/** The end of a page in the stored order tells the region of its last row. */
function mayLieOpen(catalogue: readonly Field[]): boolean {
  return catalogue.some((field) => field.key === 'region' && isOpen(field));
}

/**
 * The order of a query; the profile's number makes it total. Unsaid, the fullest come first, then it is by region and
 * industry, unknown ones last.
 * Throws `rule.field`, `rule.masked` and `query.value`.
 */
export function sortColumns(
  sorts: readonly Sort[],
  place: SortPlace,
  known: ReadonlySet<string>,
): readonly SortColumn[] {
  if (sorts.length === 0) return mayLieOpen(place.catalogue) ? storedOrder : [lying('_no', 'UInt32')];
  const named = sorts.flatMap((sort) => namedSort(sort, place));
  const columns = named
    .map((sort, i) => valueColumn(sort, i, place) ?? sortColumn(sort, `sort[${i}].field`, place))
    .filter(({ join }, i) => join !== undefined || known.has(named[i]?.field ?? ''));
  const byNumber = sorts.find(({ field }) => field === '_no')?.direction ?? 'asc';
  return [...columns, { sql: '_no', type: 'UInt32', nullable: false, direction: byNumber }];
}

/** What a column is made for: the profile's number stands last anyway, and a distance is that of the field that is asked about. */
function namedSort(sort: Sort, { rule }: SortPlace): Sort | [] {
  if (sort.field === '_no') return [];
  if (sort.field !== '_distance') return sort;
  const place = rule === undefined ? undefined : findPlace(rule);
  return place === undefined ? [] : { ...sort, field: place.key };
}

/** What is computed of customers: joined, since it does not stand in the profile table. */
function valueColumn({ field, direction }: Sort, at: number, place: SortPlace): SortColumn | undefined {
  const known = valueOfKey(field, place.values);
  return known === undefined ? undefined : { ...joinValue(known, place.kind, at), nullable: true, direction };
}

/** What must be joined to the profile table so that it can be ordered so. */
export function joinsOf(columns: readonly SortColumn[]): string {
  return columns.map(({ join = '' }) => join).join('');
}

function sortColumn(
  { field: key, direction }: Sort,
  path: string,
  { catalogue, rule }: SortPlace,
): SortColumn {
  const system = systemColumns.get(key);
  if (system !== undefined) return { sql: quoteName(key), type: system, nullable: false, direction };
  const field = findAsked(key, path, catalogue);
  const place = field.type === 'coordinates' && rule !== undefined ? findPlace(rule, key) : undefined;
  if (place !== undefined) return { sql: distanceFrom(place), type: 'Float64', nullable: true, direction };
  const name = quoteName(key);
  const stored = storedColumns(field)[0]?.type ?? 'String';
  if (isList(field))
    return { sql: `nullIf(toString(${name}[1]), '')`, type: 'String', nullable: true, direction };
  if (stored.startsWith('Nullable('))
    return { sql: name, type: stored.slice(9, -1), nullable: true, direction };
  if (stored.startsWith('UInt'))
    return { sql: `nullIf(${name}, 0)`, type: stored, nullable: true, direction };
  return { sql: `nullIf(toString(${name}), '')`, type: 'String', nullable: true, direction };
}

/** The same order, the last row first. */
export function reverseColumns(columns: readonly SortColumn[]): readonly SortColumn[] {
  return columns.map(({ direction, ...column }) => ({
    ...column,
    direction: direction === 'asc' ? 'desc' : 'asc',
    ...(column.nullable ? { emptyFirst: true } : {}),
  }));
}

/** The `ORDER BY` of the columns. */
export function orderBy(columns: readonly SortColumn[]): string {
  return columns
    .map(({ sql, direction, nullable, emptyFirst }) => {
      const empties = nullable ? ` NULLS ${emptyFirst ? 'FIRST' : 'LAST'}` : '';
      return `${sql} ${direction.toUpperCase()}${empties}`;
    })
    .join(', ');
}

/** The columns as a cursor keeps them; whole numbers are no dearer to ask for than they are. */
export function keyColumns(columns: readonly SortColumn[]): string {
  return columns
    .map(({ sql, type }, i) => `${type.startsWith('UInt') ? sql : `toString(${sql})`} AS _key${i}`)
    .join(', ');
}

/** The values of the last row of a page, as texts, in the order of the columns. */
export type Position = readonly (string | null)[];

/** A column beside the value that the last row of a page has there, as a parameter; null for none. */
interface Step {
  readonly column: SortColumn;
  readonly parameter: string | null;
}

/** The rows that stand after a position. */
export function afterPosition(columns: readonly SortColumn[], last: Position): Condition {
  const parameters: Parameters = {};
  const steps = columns.map((column, i): Step => {
    const value = last[i] ?? null;
    const name = `k${i}`;
    if (value !== null) parameters[name] = value;
    return { column, parameter: value === null ? null : `{${name}:${column.type}}` };
  });
  return { sql: isEven(columns) ? beyondRow(steps) : beyondEach(steps), parameters };
}

/** All columns always have a value and run in one direction: rows can be compared as they are. */
function isEven(columns: readonly SortColumn[]): boolean {
  return columns.every((column) => !column.nullable && column.direction === columns[0]?.direction);
}

/** So many columns tell the primary key where to begin: the next ones would cost more to plan than the few rows that they spare. */
const begun = 2;

/**
 * Rows are compared as a whole, which the primary key does not understand: it is told by the first columns where to begin.
 * A chain of conditions over the whole order takes twice as long to plan and read (measured).
 */
function beyondRow(steps: readonly Step[]): string {
  const sign = steps[0]?.column.direction === 'desc' ? '<' : '>';
  const begin = steps
    .slice(0, Math.min(begun, steps.length - 1))
    .reduceRight(
      (rest, { column: { sql }, parameter }) =>
        rest === ''
          ? `${sql} ${sign}= ${parameter}`
          : `(${sql} ${sign} ${parameter} OR (${sql} = ${parameter} AND ${rest}))`,
      '',
    );
  const own = steps.map(({ column }) => column.sql).join(', ');
  const beyond = `(${own}) ${sign} (${steps.map(({ parameter }) => parameter).join(', ')})`;
  return begin === '' ? beyond : `${begin} AND ${beyond}`;
}

function beyondEach(steps: readonly Step[]): string {
  return steps.reduceRight((rest, { column, parameter }) => {
    const { sql, direction, nullable, emptyFirst } = column;
    if (parameter === null)
      return `(${emptyFirst ? `${sql} IS NOT NULL OR ` : ''}(${sql} IS NULL AND ${rest}))`;
    const beyond = `${sql} ${direction === 'asc' ? '>' : '<'} ${parameter}`;
    const empties = nullable && !emptyFirst ? ` OR ${sql} IS NULL` : '';
    return `(${beyond}${empties} OR (${sql} = ${parameter} AND ${rest}))`;
  }, '0');
}
