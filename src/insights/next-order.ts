import { z } from 'zod';

import { kinds, type Kind } from '../fields/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { readHistories } from './fit.ts';
import { fitBgNbd } from './models/bg-nbd.ts';
import { createPause } from './models/nelder-mead.ts';
import type { Backtest } from './contract.ts';
import { oddsSql, sumCustomers } from './value-sql.ts';

/** Whoever does not order for so many days counts as lost. */
const quietDays = 90;

const waited = '(mo.alpha + c.age / 7)';
/**
 * The chance of no order within the next so many days, and in how many days half of such customers order, if they still do. By
 * BG/NBD: whoever is still there orders at a rate that is gamma distributed with shape r + x and rate α + T, and may only leave
 * after an order.
 */
export const riskSql = (alive: string) =>
  `1 - ${alive} * (1 - pow(${waited} / (${waited} + ${quietDays} / 7), mo.r + c.x))`;
export const nextDaysSql = `7 * ${waited} * (pow(2, 1 / (mo.r + c.x)) - 1)`;

const dayMs = 86_400_000;
const read = 100_000;
const number = z.coerce.number();
const share = z.coerce.number().nullable();

const told = `
  SELECT c.recency AS recency, 1 / (1 + ${oddsSql}) AS alive, ${riskSql('alive')} AS risk, ${nextDaysSql} AS due,
    n.next = 0 AS quiet, if(n.next = 0, inf, (n.next - toUnixTimestamp({cut:DateTime('UTC')})) / 86400) AS days
  FROM (SELECT * FROM {db}.value_sums WHERE kind = {kind:String} ORDER BY cityHash64(profile) LIMIT ${read}) AS c
  CROSS JOIN (SELECT {r:Float64} AS r, {alpha:Float64} AS alpha, {a:Float64} AS a, {b:Float64} AS b) AS mo
  LEFT JOIN (
    SELECT profile, toUnixTimestamp(toDateTime(min(ts), 'UTC')) AS next FROM {db}.purchases
    WHERE kind = {kind:String} AND ts >= {cut:DateTime('UTC')} AND ts < {asOf:DateTime('UTC')} GROUP BY profile
  ) AS n ON c.profile = n.profile`;

const scores = statement({
  name: 'insights.backtest',
  sql: `SELECT count() AS customers, avg(quiet) AS quietShare, avg((risk - quiet) * (risk - quiet)) AS error,
      arrayAUC(groupArray(risk), groupArray(toUInt8(quiet))) AS ranking, arrayAUC(groupArray(recency), groupArray(toUInt8(quiet))) AS byRecency,
      countIf(due <= ${quietDays}) AS dueCustomers, avgIf(alive / 2, due <= ${quietDays}) AS dueExpected, avgIf(days <= due, due <= ${quietDays}) AS dueOrdered
    FROM (${told})`,
  row: z.object({
    customers: number,
    quietShare: share,
    error: share,
    ranking: share,
    byRecency: share,
    dueCustomers: number,
    dueExpected: share,
    dueOrdered: share,
  }),
});

const bins = statement({
  name: 'insights.backtest.bins',
  sql: `SELECT least(9, toUInt8(floor(risk * 10))) AS bin, count() AS customers, avg(risk) AS expected, avg(quiet) AS found
    FROM (${told}) GROUP BY bin ORDER BY bin`,
  row: z.object({ bin: number, customers: number, expected: number, found: number }),
});

/**
 * What the model would have said of customers so many days ago, knowing only what came before, against what they have done since;
 * of many customers a sample. Kinds with too little to learn from are left out. Purchases must be there; the work table is dropped.
 */
export async function backtestOrders(warehouse: Warehouse, asOf: string): Promise<Backtest[]> {
  const cut = `${new Date(Date.parse(asOf) - quietDays * dayMs).toISOString().slice(0, 10)} 00:00:00`;
  const drop = command('insights.backtest.drop', 'DROP TABLE IF EXISTS {db}.value_sums SYNC');
  await warehouse.run(drop);
  try {
    await sumCustomers(warehouse, { asOf: cut });
    const found: Backtest[] = [];
    for (const kind of kinds) {
      const one = await backtestKind(warehouse, kind, { cut, asOf: `${asOf} 00:00:00` });
      if (one !== null) found.push(one);
    }
    return found;
  } finally {
    await warehouse.run(drop);
  }
}

async function backtestKind(
  warehouse: Warehouse,
  kind: Kind,
  times: { readonly cut: string; readonly asOf: string },
): Promise<Backtest | null> {
  const histories = await readHistories(warehouse, kind);
  if (histories?.read === undefined) return null;
  const { r, alpha, a, b } = (await fitBgNbd(histories.read, createPause())).parameters;
  const asked = { ...times, kind, r, alpha, a, b };
  const [all, list] = [await warehouse.row(scores, asked), await warehouse.rows(bins, asked)];
  if (all === undefined || all.customers === 0) return null;
  const { quietShare: quiet, ranking, byRecency } = all;
  const base = quiet === null ? 0 : quiet * (1 - quiet);
  const skill = base === 0 || all.error === null ? null : 1 - all.error / base;
  const { customers, dueCustomers, dueExpected, dueOrdered } = all;
  return {
    kind,
    days: quietDays,
    customers,
    quiet,
    skill,
    ranking,
    byRecency,
    due: { customers: dueCustomers, expected: dueExpected, ordered: dueOrdered },
    bins: list,
  };
}
