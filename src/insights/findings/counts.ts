import { z } from 'zod';

import { countSettings, statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { Rate } from '../models/rates.ts';
import type { Looking, Part, Placed } from './parts.ts';

/** What is counted of customers in two times of as many days, one after the other. */
export const measures = {
  orders: `SELECT profile, ts >= {middle:DateTime('UTC')} AS late, count() AS n FROM {db}.purchases
    WHERE kind = {kind:String} AND ts >= {from:DateTime('UTC')} AND ts < {to:DateTime('UTC')} GROUP BY profile, late`,
  newcomers: `SELECT profile, first_order >= {middle:DateTime('UTC')} AS late, 1 AS n FROM {db}.customer_values
    WHERE kind = {kind:String} AND first_order >= {from:DateTime('UTC')} AND first_order < {to:DateTime('UTC')}`,
  visits: `SELECT profile, late, sum(seen) AS n FROM (
      SELECT entity, ts >= {middle:DateTime('UTC')} AS late, count() AS seen FROM {db}.events
      WHERE name IN ('Page Viewed', 'Product Viewed') AND ts >= {from:DateTime('UTC')} AND ts < {to:DateTime('UTC')} GROUP BY entity, late
    ) AS e INNER JOIN (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = {kind:String}) AS own ON entity = owned
    GROUP BY profile, late`,
} as const;

/** Two times of so many days that end where a day begins. */
export interface Times {
  readonly asOf: string;
  readonly days: number;
}

/** What is counted where: of single parts, or of pairs of parts of different dimensions. */
export interface Counting {
  readonly parts: readonly Part[];
  readonly placed: Placed;
  readonly measure: keyof typeof measures;
  readonly pairs: boolean;
}

/** All customers have this place. */
export const everybody = 0;
/** A pair's place is that of its first part times this, and that of its second. */
export const step = 1_000;

const number = z.coerce.number();
const dayMs = 86_400_000;

/** The counts of each place that has any. */
export async function countPlaces(
  warehouse: Warehouse,
  { kind }: Looking,
  { counting, times }: { readonly counting: Counting; readonly times: Times },
): Promise<ReadonlyMap<number, Rate>> {
  const { parts, placed, measure, pairs } = counting;
  const singles = `arrayConcat([toUInt32(${everybody})], arrayMap(x -> toUInt32(x), places))`;
  const both = `arrayConcat([toUInt32(${everybody})], arrayFlatten(arrayMap(i -> arrayMap(j -> toUInt32(i * ${step} + j),
    arrayFilter(j -> j > i AND {dimensions:Array(UInt32)}[i] != {dimensions:Array(UInt32)}[j], places)), places)))`;
  const found = await warehouse.rows(
    statement({
      name: `findings.${measure}`,
      sql: `SELECT place, toFloat64(sumIf(n, late = 1)) AS recent, toFloat64(sumIf(n, late = 0)) AS before,
    toFloat64(sumIf(n * n, late = 1)) AS recentSquares, toFloat64(sumIf(n * n, late = 0)) AS beforeSquares
  FROM (
    SELECT late, n, arrayJoin(${pairs ? both : singles}) AS place
    FROM (${placed.sql}) AS placed INNER JOIN (${measures[measure]}) AS counted ON who = profile
  ) GROUP BY place`,
      row: z.object({
        place: number,
        recent: number,
        before: number,
        recentSquares: number,
        beforeSquares: number,
      }),
      lane: 'count',
      settings: countSettings,
    }),
    { ...placed.parameters, ...timesOf(times), kind, ...(pairs ? { dimensions: dimensionsOf(parts) } : {}) },
  );
  return new Map(found.map(({ place, ...rate }) => [place, rate]));
}

/** Where the times begin and end, as moments in UTC. */
export function timesOf({ asOf, days }: Times) {
  const back = (count: number) =>
    `${new Date(Date.parse(asOf) - count * days * dayMs).toISOString().slice(0, 10)} 00:00:00`;
  return { from: back(2), middle: back(1), to: back(0) };
}

/** Numbers that are the same for parts of one dimension. */
function dimensionsOf(parts: readonly Part[]): number[] {
  const names = [...new Set(parts.map(({ dimension }) => dimension))];
  return parts.map(({ dimension }) => names.indexOf(dimension));
}

/** The parts that a place stands for. */
export function partsAt(place: number, parts: readonly Part[]): Part[] {
  const numbers = place >= step ? [Math.floor(place / step), place % step] : [place];
  return numbers.flatMap((one) => parts[one - 1] ?? []);
}
