import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { promptSettings, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { Counts, Sums } from './model.ts';

/** Days from one to before another, as `2024-05-31`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Which profiles stand where in a breakdown: a SELECT of `who` and `place`, numbered from 1. */
export interface Places {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | readonly (string | number)[]>>;
}

const number = z.coerce.number();
/** Each span once more for every row, as `span` with its `span_from` and `span_to`. */
export const spanRows = `ARRAY JOIN arrayMap(x -> toDate(x), {froms:Array(String)}) AS span_from,
    arrayMap(x -> toDate(x), {tos:Array(String)}) AS span_to, arrayEnumerate({froms:Array(String)}) AS span`;
/** Leaves the customers of a breakdown, where there is one. */
export const joinPlaces = (places: Places | null) =>
  places === null ? '' : `INNER JOIN (${places.sql}) AS at ON profile = at.who`;
/** The place of a customer in a breakdown; 0 where there is none. */
export const placeOf = (places: Places | null) => (places === null ? 'toUInt32(0)' : 'toUInt32(at.place)');

const boughtSql = (places: Places | null) => `
SELECT span, place, toFloat64(sum(sales)) AS sales, sum(orders) AS orders, groupBitmapMerge(buyers) AS active
FROM (
  SELECT ${placeOf(places)} AS place, toDate(ts) AS day, sum(amount) AS sales, count() AS orders, groupBitmapState(profile) AS buyers
  FROM {db}.purchases ${joinPlaces(places)}
  WHERE kind = {kind:String} AND ts >= toDate({first:String})
  GROUP BY place, day
)
${spanRows}
WHERE day >= span_from AND day < span_to
GROUP BY span, place`;

const begunSql = (places: Places | null) => `
SELECT span, place, sumIf(n, day >= span_from AND day < span_to) AS fresh, sumIf(n, day < span_from) AS known
FROM (
  SELECT ${placeOf(places)} AS place, toDate(first_order) AS day, count() AS n
  FROM {db}.customer_values ${joinPlaces(places)}
  WHERE kind = {kind:String}
  GROUP BY place, day
)
${spanRows}
GROUP BY span, place`;

/** What is looked up in the answer: the span by its place in the list, and the place of a breakdown; 0 without one. */
export type SumsOf = (span: number, place?: number) => Sums;

/** Adds up purchases by days first, so that any number of spans costs one pass over them. */
export async function readSums(
  warehouse: Warehouse,
  { kind, list }: { readonly kind: Kind; readonly list: readonly Span[] },
  places: Places | null,
): Promise<SumsOf> {
  const froms = list.map(({ from }) => from);
  const parameters = { kind, froms, tos: list.map(({ to }) => to), ...places?.parameters };
  const bought = statement({
    name: 'metrics.bought',
    sql: boughtSql(places),
    row: z.object({ span: number, place: number, sales: number, orders: number, active: number }),
    settings: promptSettings,
  });
  const begun = statement({
    name: 'metrics.begun',
    sql: begunSql(places),
    row: z.object({ span: number, place: number, fresh: number, known: number }),
    settings: promptSettings,
  });
  const [sums, starts] = await Promise.all([
    warehouse.rows(bought, { ...parameters, first: froms.toSorted()[0] ?? '1970-01-01' }),
    warehouse.rows(begun, parameters),
  ]);
  const key = (row: { span: number; place: number }) => `${row.span} ${row.place}`;
  const sumsOf = new Map(sums.map((row) => [key(row), row]));
  const startsOf = new Map(starts.map((row) => [key(row), row]));
  return (span, at = 0) => {
    const one = key({ span: span + 1, place: at });
    return { ...noSums, ...sumsOf.get(one), ...startsOf.get(one) };
  };
}

const noSums: Sums = { sales: 0, orders: 0, active: 0, fresh: 0, known: 0 };

/** Counts profiles as they stand, by the places of a breakdown; place 0 without one. */
export async function readCounts(
  warehouse: Warehouse,
  kind: Kind,
  places: Places | null,
): Promise<(place?: number) => Counts> {
  const counts = statement({
    name: 'metrics.profiles',
    sql: `SELECT ${placeOf(places)} AS place, count() AS profiles, countIf(_completeness >= 50) AS full
FROM {db}.profiles_${kind} ${places === null ? '' : `INNER JOIN (${places.sql}) AS at ON _no = at.who`}
GROUP BY place`,
    row: z.object({ place: number, profiles: number, full: number }),
    settings: promptSettings,
  });
  const rows = await warehouse.rows(counts, places?.parameters ?? {});
  return (at = 0) => rows.find((row) => row.place === at) ?? { profiles: 0, full: 0 };
}

const firstDay = statement({
  name: 'metrics.first-day',
  sql: `SELECT count() AS customers, toString(toDate(min(first_order))) AS day FROM {db}.customer_values WHERE kind = {kind:String}`,
  row: z.object({ customers: number, day: z.string() }),
});

/** The day of the first order that counts; null where nobody has bought. */
export async function readFirstDay(warehouse: Warehouse, kind: Kind): Promise<string | null> {
  const row = await warehouse.row(firstDay, { kind });
  return row === undefined || row.customers === 0 ? null : row.day;
}
