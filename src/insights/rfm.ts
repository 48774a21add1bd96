import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import type { Output } from '../lib/endpoint.ts';
import { valueSegments, valueTiers } from '../lib/value-segments.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { getLifetimeValue, getRfm } from './contract.ts';
import type { ValuePeriod } from './lifetime/contract.ts';

const number = z.coerce.number();
const maybe = z.coerce.number().nullable();
const from = 'FROM {db}.customer_values WHERE kind = {kind:String}';

const cells = statement({
  name: 'insights.rfm.cells',
  sql: `SELECT r, f, count() AS customers, sum(monetary) AS spend ${from} AND r > 0 GROUP BY r, f ORDER BY r, f`,
  row: z.object({ r: number, f: number, customers: number, spend: maybe }),
});

const segments = statement({
  name: 'insights.rfm.segments',
  sql: `SELECT segment AS key, count() AS customers, avg(v.recency) AS recency, avg(v.orders) AS orders, avg(v.monetary) AS spend
    FROM {db}.customer_values AS v WHERE kind = {kind:String} AND segment != '' GROUP BY key`,
  row: z.object({ key: z.string(), customers: number, recency: maybe, orders: maybe, spend: maybe }),
});

/** Customers by quintiles of recency and frequency. */
export async function readRfm(warehouse: Warehouse, kind: Kind): Promise<Output<typeof getRfm>> {
  const [cellRows, segmentRows] = await Promise.all([
    warehouse.rows(cells, { kind }),
    warehouse.rows(segments, { kind }),
  ]);
  return {
    customers: cellRows.reduce((sum, { customers }) => sum + customers, 0),
    cells: cellRows.map((cell) => ({
      ...cell,
      rule: {
        all: [
          { insight: 'r', eq: cell.r },
          { insight: 'f', eq: cell.f },
        ],
      },
    })),
    segments: valueSegments.map(({ key, en, zh }) => {
      const found = segmentRows.find((row) => row.key === key);
      const none = { customers: 0, recency: null, orders: null, spend: null };
      return { ...none, ...found, key, en, zh, rule: { insight: 'segment', in: [key] } };
    }),
  };
}

const sums = statement({
  name: 'insights.value.sums',
  sql: `SELECT tier, count() AS customers, sum(v.expected) AS orders, sum(v.value) AS value, sum(monetary) AS spend
    FROM {db}.customer_values AS v WHERE kind = {kind:String} GROUP BY tier`,
  row: z.object({ tier: z.string(), customers: number, orders: maybe, value: maybe, spend: maybe }),
});

/** Customers by tenths of a chance. */
const tenths = (column: 'alive' | 'risk') =>
  statement({
    name: `insights.value.${column}`,
    sql: `SELECT least(9, toUInt8(floor(v.${column} * 10))) AS bin, count() AS customers
    FROM {db}.customer_values AS v WHERE kind = {kind:String} AND isNotNull(v.${column}) GROUP BY bin ORDER BY bin`,
    row: z.object({ bin: number, customers: number }),
  });
const [alive, risk] = [tenths('alive'), tenths('risk')];

const due = statement({
  name: 'insights.value.due',
  sql: `SELECT count() AS customers FROM {db}.customer_values AS v
    WHERE kind = {kind:String} AND v.alive >= 0.5 AND v.next_days <= 30`,
  row: z.object({ customers: number }),
});
const dueRule = {
  all: [
    { insight: 'alive', gte: 0.5 },
    { insight: 'next_days', lte: 30 },
  ],
};

function tenthsOf(column: 'alive' | 'risk', bins: readonly { bin: number; customers: number }[]) {
  return Array.from({ length: 10 }, (_, bin) => ({
    from: bin / 10,
    to: (bin + 1) / 10,
    customers: bins.find((one) => one.bin === bin)?.customers ?? 0,
    rule: { insight: column, gte: bin / 10, ...(bin === 9 ? { lte: 1 } : { lt: (bin + 1) / 10 }) },
  }));
}

const curve = statement({
  name: 'insights.value.curve',
  sql: `SELECT max(place) / any(n) AS customers, least(1, max(so_far) / any(total)) AS value FROM (
      SELECT row_number() OVER (ORDER BY worth DESC) AS place, count() OVER () AS n, sum(worth) OVER () AS total,
        sum(worth) OVER (ORDER BY worth DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
      FROM (SELECT assumeNotNull(coalesce(v.value, monetary)) AS worth FROM {db}.customer_values AS v
        WHERE kind = {kind:String} AND isNotNull(coalesce(v.value, monetary)))
    ) WHERE total > 0 GROUP BY ceil(20 * place / n) AS step ORDER BY step`,
  row: z.object({ customers: number, value: number }),
});

/** What customers are expected to buy within the value period. */
export async function readLifetimeValue(
  warehouse: Warehouse,
  { kind, period }: { readonly kind: Kind; readonly period: ValuePeriod },
): Promise<Output<typeof getLifetimeValue>> {
  const [tiers, bins, risks, expected, points] = await Promise.all([
    warehouse.rows(sums, { kind }),
    warehouse.rows(alive, { kind }),
    warehouse.rows(risk, { kind }),
    warehouse.row(due, { kind }),
    warehouse.rows(curve, { kind }),
  ]);
  const total = (of: 'orders' | 'value' | 'spend') => {
    const known = tiers.flatMap((tier) => tier[of] ?? []);
    return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
  };
  return {
    period,
    customers: tiers.reduce((sum, { customers }) => sum + customers, 0),
    orders: total('orders'),
    value: total('value'),
    spend: total('spend'),
    tiers: valueTiers.map(({ key, en, zh }) => {
      const { customers, value, spend } = tiers.find(({ tier }) => tier === key) ?? noTier;
      return { key, en, zh, customers, value, spend, rule: { insight: 'tier', in: [key] } };
    }),
    alive: tenthsOf('alive', bins),
    risk: tenthsOf('risk', risks),
    due: { customers: expected?.customers ?? 0, rule: dueRule },
    curve: [{ customers: 0, value: 0 }, ...points],
  };
}

const noTier = { customers: 0, value: null, spend: null };
