import { z } from 'zod';

import { refillTable } from '../records/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { writeMoment } from './rounds.ts';

const bought = "o.movement IN ('completed', 'updated')";
const begin = "toDateTime64('1971-01-01 00:00:00', 3, 'UTC')";

const counts = `o.entity != 0 AND o.ts >= ${begin} AND o.ts < {asOf:DateTime64(3, 'UTC')}`;
const number = z.coerce.number();
/** The number of an order, or of its message where it has none. */
export const purchaseNumber = (table = '') =>
  `if(${table}order = '', toString(${table}message), ${table}order)`;
const orderNumber = purchaseNumber('o.');
const columns = 'kind, profile, ts, amount, currency, source, order, entity';
/** Entities of whom more is told than that orders were completed, each once. */
const tangled = 'tangled_buyers';

/** Orders lie by entity: each one's are looked at by themselves, in their order. */
const fillTangled = (next: string) =>
  command(
    'insights.purchases.tangled',
    `INSERT INTO {db}.${next} (entity, orders) SELECT entity, n FROM (
    SELECT o.entity AS entity, count() AS n, countIf(o.movement != 'completed') AS others,
      groupArray(cityHash64(o.source, ${orderNumber})) AS each
    FROM {db}.orders AS o WHERE o.entity != 0 GROUP BY entity
  ) WHERE others > 0 OR length(arrayDistinct(each)) < n`,
    { optimize_aggregation_in_order: 1 },
  );
const countTangled = statement({
  name: 'insights.purchases.tangled.count',
  sql: `SELECT sum(orders) AS n FROM {db}.${tangled}`,
  row: z.object({ n: number }),
});

/** Orders that are one row each are purchases as they are. */
const fillPlain = command(
  'insights.purchases.plain',
  `INSERT INTO {db}.purchases_next (${columns})
SELECT w.kind, w.profile, o.ts, o.amount, o.currency, o.source, ${orderNumber}, o.entity
FROM {db}.orders AS o INNER JOIN {db}.owners AS w ON o.entity = w.entity
WHERE ${counts} AND o.amount > 0 AND o.entity NOT IN (SELECT entity FROM {db}.${tangled})`,
  { max_insert_threads: 2 },
);

/** Of the others, what was completed and not cancelled, less what was refunded; a part of the entities at a time. */
const fillOthers = command(
  'insights.purchases.others',
  `INSERT INTO {db}.purchases_next (${columns})
SELECT w.kind, w.profile, p.at, p.gross - p.refunded, p.money, p.source, p.number, p.entity
FROM (
  SELECT o.entity AS entity, o.source AS source, ${orderNumber} AS number,
    minIf(o.ts, ${bought}) AS at,
    argMaxIf(o.amount, o.ts, ${bought}) AS gross,
    argMaxIf(o.currency, o.ts, ${bought}) AS money,
    sumIf(abs(o.amount), o.movement = 'refunded') AS refunded,
    countIf(${bought}) AS completed,
    countIf(o.movement = 'cancelled') AS cancelled
  FROM {db}.orders AS o
  WHERE ${counts} AND o.entity IN (SELECT entity FROM {db}.${tangled} WHERE entity % {parts:UInt32} = {part:UInt32})
  GROUP BY entity, source, number
) AS p
INNER JOIN {db}.owners AS w ON p.entity = w.entity
WHERE p.completed > 0 AND p.cancelled = 0 AND p.gross - p.refunded > 0`,
);

/** So many rows of orders are put together in memory at once. */
const rowsAtOnce = 2_000_000;

/** Orders → purchases of customers who are known, in a new table: most orders are one row, and need not be put together. */
export async function fillPurchases(warehouse: Warehouse, at: { readonly asOf: string }): Promise<void> {
  await refillTable(warehouse, tangled, (next) => warehouse.run(fillTangled(next)));
  await warehouse.run(fillPlain, at);
  const { n = 0 } = (await warehouse.row(countTangled)) ?? {};
  const parts = Math.ceil(n / rowsAtOnce);
  for (let part = 0; part < parts; part += 1) await warehouse.run(fillOthers, { ...at, parts, part });
}

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
