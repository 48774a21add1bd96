import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { getProfit } from './contract.ts';

const number = z.coerce.number();
/** Of all that customers bring, the share that the best of them are looked for. */
const mostOfIt = 0.8;

/** Customers with what they brought so far less what they cost, where that is known; some cost without having bought. */
const profits = `(
  SELECT profile, isNotNull(max(margin)) AS known, assumeNotNull(coalesce(max(margin), max(spend))) AS profit
  FROM (
    SELECT profile, toNullable(toFloat64(monetary)) AS spend, CAST(NULL AS Nullable(Float64)) AS margin
    FROM {db}.customer_values WHERE kind = {kind:String} AND isNotNull(monetary)
    UNION ALL
    SELECT profile, NULL AS spend, toNullable(toFloat64(margin)) AS margin
    FROM {db}.customer_habits WHERE kind = {kind:String} AND isNotNull(margin)
  ) GROUP BY profile
)`;

const sums = statement({
  name: 'insights.profit.sums',
  sql: `SELECT count() AS customers, countIf(known) AS costed, sum(profit) AS total, countIf(profit < 0) AS losing,
    sumIf(profit, profit < 0) AS lost FROM ${profits}`,
  row: z.object({ customers: number, costed: number, total: number, losing: number, lost: number }),
});

/** The least profit of those who together make the most of it; others who bring as much count too. */
const best = statement({
  name: 'insights.profit.best',
  sql: `SELECT min(profit) AS least FROM (
    SELECT profit, sum(profit) OVER (ORDER BY profit DESC, profile ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - profit AS before
    FROM ${profits}
  ) WHERE before < {wanted:Float64}`,
  row: z.object({ least: number }),
});
const above = statement({
  name: 'insights.profit.above',
  sql: `SELECT count() AS customers, sum(profit) AS made FROM ${profits} WHERE profit >= {least:Float64}`,
  row: z.object({ customers: number, made: number }),
});

const curve = statement({
  name: 'insights.profit.curve',
  sql: `SELECT max(place) / any(n) AS customers, argMax(so_far, place) / any(total) AS profit FROM (
    SELECT row_number() OVER best AS place, count() OVER () AS n, sum(profit) OVER () AS total,
      sum(profit) OVER (best ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
    FROM ${profits} WINDOW best AS (ORDER BY profit DESC, profile)
  ) WHERE total > 0 GROUP BY ceil(20 * place / n) AS step ORDER BY step`,
  row: z.object({ customers: number, profit: number }),
});

/** Who brings at least so much: by margin where costs are known, by spend of the others. */
const ruleOf = (least: number) => {
  const known = { insight: 'margin', gte: -1e15 };
  return {
    any: [{ insight: 'margin', gte: least }, { all: [{ insight: 'spend', gte: least }, { not: known }] }],
  };
};

/** Who makes most of the profit so far. */
export async function readProfit(warehouse: Warehouse, kind: Kind): Promise<Output<typeof getProfit>> {
  const all = await warehouse.row(sums, { kind });
  const none = { customers: 0, costed: 0, total: 0, losing: 0, lost: 0 };
  const { customers, costed, total, losing, lost } = all ?? none;
  const lossRule = { insight: 'margin', lt: 0 };
  const base = { customers, costed, losing: { customers: losing, profit: lost, rule: lossRule } };
  if (customers === 0) return { ...base, profit: null, best: null, curve: [] };
  if (total <= 0) return { ...base, profit: total, best: null, curve: [] };
  const found = await warehouse.row(best, { kind, wanted: total * mostOfIt });
  const least = found?.least ?? 0;
  const [few, points] = await Promise.all([
    warehouse.row(above, { kind, least }),
    warehouse.rows(curve, { kind }),
  ]);
  const made = { customers: few?.customers ?? 0, profit: few?.made ?? 0, least, rule: ruleOf(least) };
  return { ...base, profit: total, best: made, curve: [{ customers: 0, profit: 0 }, ...points] };
}
