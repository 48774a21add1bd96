import { z } from 'zod';

import { kinds, type Kind } from '../fields/index.ts';
import type { Bilingual } from '../lib/problem.ts';
import { refillTable } from '../records/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { keepClusters, openClusters } from './clusters.ts';
import { rankCustomers } from './fifths.ts';
import { fitModels, type Fitted } from './fit.ts';
import { usualPeriod, type ValuePeriod } from './lifetime/contract.ts';
import { fitNotices, orderNotices, type Notice } from './notices.ts';
import { nextDaysSql, riskSql } from './next-order.ts';
import { countOddities, fillPurchases, findAsOf } from './purchases.ts';
import { fillValues, openTiers, sumCustomers, tiersSql } from './value-sql.ts';

/** What a refresh works with and answers to. */
export interface Refreshing {
  readonly now: Date;
  /** The day whose start is “now”; found from the orders when not said. */
  readonly asOf?: string | undefined;
  /** Over how long value is counted; a year when not said. */
  readonly period?: ValuePeriod | undefined;
  report(progress: number, note?: Bilingual): void;
}

/** What a refresh found. */
export interface Refreshed {
  readonly asOf: string | null;
  readonly currency: string;
  readonly period: ValuePeriod;
  readonly notices: readonly Notice[];
  readonly kinds: readonly Fitted[];
}

const stages = {
  purchases: { en: 'Adding up orders', zh: '正在汇总订单' },
  models: { en: 'Fitting the models', zh: '正在拟合模型' },
  values: { en: 'Scoring all customers', zh: '正在为所有客户评分' },
};

const currencies = statement({
  name: 'insights.currencies',
  sql: 'SELECT groupUniqArray(100)(toString(currency)) AS list FROM {db}.purchases',
  row: z.object({ list: z.array(z.string()) }),
});

/** Computes purchases and values of all customers anew, and lets them take the place of the old ones; safe to run again. */
export async function refreshValues(warehouse: Warehouse, refreshing: Refreshing): Promise<Refreshed> {
  const { now, report, period = usualPeriod } = refreshing;
  const asOf = refreshing.asOf ?? (await findAsOf(warehouse, now));
  if (asOf === null) return { asOf, currency: '', period, notices: [], kinds: [] };
  report(0.05, stages.purchases);
  const at = { asOf: `${asOf} 00:00:00` };
  await refillTable(warehouse, 'purchases', () => fillPurchases(warehouse, at));
  const list = ((await warehouse.row(currencies))?.list ?? []).toSorted((left, right) =>
    left.localeCompare(right),
  );
  const money = list.length < 2;
  return withWork(warehouse, async () => {
    await sumCustomers(warehouse, at);
    report(0.3, stages.models);
    const fitted: Fitted[] = [];
    for (const kind of kinds) {
      const one = await fitModels(warehouse, { kind, money, period });
      if (one === null) continue;
      await keepModel(warehouse, one);
      await keepClusters(warehouse, { kind, money });
      fitted.push(one);
    }
    report(0.7, stages.values);
    const scored = { ...at, money: money ? 1 : 0 };
    await refillTable(warehouse, 'customer_values', () => scoreAll(warehouse, fitted, scored));
    const notices = orderNotices(await countOddities(warehouse, asOf), list);
    return { asOf, currency: money ? (list[0] ?? '') : '', period, notices, kinds: fitted.map(addFew) };
  });
}

/** Scores the customers of each kind that has some. */
async function scoreAll(
  warehouse: Warehouse,
  fitted: readonly Fitted[],
  asked: { readonly asOf: string; readonly money: number },
): Promise<void> {
  await rankCustomers(
    warehouse,
    fitted.map(({ kind }) => kind),
  );
  await warehouse.run(command('insights.tiers.open', openTiers));
  for (const { kind } of fitted) {
    const fill = fillValues(kind, { risk: riskSql('alive'), nextDays: nextDaysSql });
    await warehouse.run(command('insights.tiers', tiersSql), { ...asked, kind });
    await warehouse.run(command('insights.values.fill', fill, { max_insert_threads: 2 }), { ...asked, kind });
  }
}

function addFew(fitted: Fitted): Fitted {
  if (fitted.customers >= 5) return fitted;
  return { ...fitted, notices: [fitNotices.few5(fitted.customers), ...fitted.notices] };
}

const workTables = [
  'value_sums',
  'value_models',
  'value_factors',
  'value_clusters',
  'value_edges',
  'value_ranks',
  ...kinds.map((kind) => `value_late_${kind}`),
  'value_tiers',
];

async function closeWork(warehouse: Warehouse): Promise<void> {
  for (const table of workTables)
    await warehouse.run(command(`insights.${table}.drop`, `DROP TABLE IF EXISTS {db}.${table} SYNC`));
}

/** Works with the tables of one refresh, of which there is one at a time in a workspace. */
export async function withWork<T>(warehouse: Warehouse, work: () => Promise<T>): Promise<T> {
  await openWork(warehouse);
  try {
    return await work();
  } finally {
    await closeWork(warehouse);
  }
}

async function openWork(warehouse: Warehouse): Promise<void> {
  await closeWork(warehouse);
  await warehouse.run(openClusters);
  await warehouse.run(
    command(
      'insights.value_models',
      `CREATE TABLE {db}.value_models (kind String, a Nullable(Float64), b Nullable(Float64), r Nullable(Float64),
        alpha Nullable(Float64), p Nullable(Float64), q Nullable(Float64), v Nullable(Float64)) ENGINE = Memory`,
    ),
  );
  await warehouse.run(
    command(
      'insights.value_factors',
      `CREATE TABLE {db}.value_factors (kind String, x UInt32, age UInt32, year Float64, discounted Float64, known UInt8) ENGINE = Memory`,
    ),
  );
}

const modelRow = command(
  'insights.models.put',
  `INSERT INTO {db}.value_models SELECT {kind:String}, m[1], m[2], m[3], m[4],
    if(length(m) > 4, toNullable(m[5]), NULL), if(length(m) > 4, toNullable(m[6]), NULL), if(length(m) > 4, toNullable(m[7]), NULL)
  FROM (SELECT {values:Array(Float64)} AS m)`,
);

async function keepModel(
  warehouse: Warehouse,
  { kind, purchases, spend }: Fitted & { kind: Kind },
): Promise<void> {
  if (purchases === null) return;
  const { a, b, r, alpha } = purchases.parameters;
  const money = spend === null ? [] : [spend.parameters.p, spend.parameters.q, spend.parameters.v];
  await warehouse.run(modelRow, { kind, values: [a, b, r, alpha, ...money] });
}
