import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { writeMoment } from './rounds.ts';

const bought = "o.movement IN ('completed', 'updated')";
const begin = "toDateTime64('1971-01-01 00:00:00', 3, 'UTC')";

/** Orders → purchases: what was completed and not cancelled, less what was refunded, of customers who are known. */
export const fillPurchases = `INSERT INTO {db}.purchases_next (kind, profile, ts, amount, currency, source, order, entity)
SELECT w.kind, w.profile, p.at, p.gross - p.refunded, p.money, p.source, p.number, p.entity
FROM (
  SELECT o.entity AS entity, o.source AS source, if(o.order = '', toString(o.message), o.order) AS number,
    minIf(o.ts, ${bought}) AS at,
    argMaxIf(o.amount, o.ts, ${bought}) AS gross,
    argMaxIf(o.currency, o.ts, ${bought}) AS money,
    sumIf(abs(o.amount), o.movement = 'refunded') AS refunded,
    countIf(${bought}) AS completed,
    countIf(o.movement = 'cancelled') AS cancelled
  FROM {db}.orders AS o
  WHERE o.entity != 0 AND o.ts >= ${begin} AND o.ts < {asOf:DateTime64(3, 'UTC')}
  GROUP BY entity, source, number
) AS p
INNER JOIN {db}.owners AS w ON p.entity = w.entity
WHERE p.completed > 0 AND p.cancelled = 0 AND p.gross - p.refunded > 0`;

const number = z.coerce.number();
const lastOrder = statement({
  name: 'insights.last-order',
  sql: `SELECT toString(toDate(max(ts))) AS day, count() AS orders FROM {db}.orders
    WHERE ts >= ${begin} AND ts < {now:DateTime64(3, 'UTC')}`,
  row: z.object({ day: z.string(), orders: number }),
});

const dayMs = 86_400_000;

/**
 * The day, as `2024-05-31`, whose start is “now” for insights: the one after the last order, but not after tomorrow. Of a shop
 * that closed years ago all customers would else have left. Null where there is no order.
 */
export async function findAsOf(warehouse: Warehouse, now: Date): Promise<string | null> {
  const row = await warehouse.row(lastOrder, { now: writeMoment(now) });
  if (row === undefined || row.orders === 0) return null;
  return new Date(Date.parse(row.day) + dayMs).toISOString().slice(0, 10);
}

const oddities = statement({
  name: 'insights.oddities',
  sql: `SELECT countIf(ts < ${begin}) AS old, countIf(ts >= {asOf:DateTime64(3, 'UTC')}) AS future,
      countIf(entity = 0) AS nobody, countIf(movement IN ('refunded', 'cancelled')) AS taken_back,
      countIf(amount <= 0 AND ${bought}) AS free
    FROM {db}.orders AS o`,
  row: z.object({ old: number, future: number, nobody: number, taken_back: number, free: number }),
});

/** What among the orders does not count, and why. */
export type Oddities = z.output<typeof oddities.row>;

export async function countOddities(warehouse: Warehouse, asOf: string): Promise<Oddities> {
  const none = { old: 0, future: 0, nobody: 0, taken_back: 0, free: 0 };
  return (await warehouse.row(oddities, { asOf: `${asOf} 00:00:00` })) ?? none;
}
