import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { SecondModel, ValuePeriod } from './lifetime/contract.ts';
import { askSecondModel } from './lifetime/second-model.ts';
import { discountPurchases, type Horizon } from './models/lifetime-value.ts';
import { fitBgNbd, futureFactor, type BgNbd } from './models/bg-nbd.ts';
import { fitGammaGamma, type GammaGamma } from './models/gamma-gamma.ts';
import { countCustomers, type Fit } from './models/history.ts';
import { createPause } from './models/nelder-mead.ts';
import { fitNotices, type Notice } from './notices.ts';

/** Histories that a fit reads at most; of more customers a sample is taken. */
const mostHistories = 50_000;
/** With fewer customers who came again there is nothing to learn from. */
const leastRepeats = 30;

/** A month in weeks, the unit of the models. */
const monthOfWeeks = 52.1775 / 12;
const horizonOf = ({ months, discount }: ValuePeriod) => ({
  periods: months,
  length: monthOfWeeks,
  discount,
});

/** The models of a kind of customer, or why there are none. */
export interface Fitted {
  readonly kind: Kind;
  readonly customers: number;
  readonly repeats: number;
  readonly purchases: Fit<BgNbd> | null;
  readonly spend: Fit<GammaGamma> | null;
  readonly second: SecondModel | null;
  /** One customer in so many was read. */
  readonly every: number;
  readonly notices: readonly Notice[];
}

const number = z.coerce.number();
const counts = statement({
  name: 'insights.fit.counts',
  sql: `SELECT count() AS customers, countIf(x > 0) AS repeats, uniqCombined(x, tx, age) AS histories,
      uniqExact(x, age) AS pairs FROM {db}.value_sums WHERE kind = {kind:String}`,
  row: z.object({ customers: number, repeats: number, histories: number, pairs: number }),
});

const numbers = z.array(z.number()).transform((list) => Float64Array.from(list));
const sampled = 'kind = {kind:String} AND cityHash64(profile) % {every:UInt32} = 0';

const histories = statement({
  name: 'insights.fit.histories',
  sql: `SELECT groupArray(x) AS x, groupArray(tx) AS tx, groupArray(age) AS age, groupArray(n) AS count
    FROM (SELECT x, tx / 7 AS tx, age / 7 AS age, toUInt32(count()) AS n
      FROM (SELECT x, tx, age FROM {db}.value_sums WHERE ${sampled})
      GROUP BY x, tx, age LIMIT ${mostHistories * 2})`,
  row: z.object({ x: numbers, tx: numbers, age: numbers, count: numbers }),
});

const spends = statement({
  name: 'insights.fit.spends',
  sql: `SELECT groupArray(x) AS x, groupArray(repeat_spend) AS mean FROM (
      SELECT x, repeat_spend FROM {db}.value_sums WHERE ${sampled} AND x > 0 AND repeat_spend > 0 LIMIT ${mostHistories * 2})`,
  row: z.object({ x: numbers, mean: numbers }),
});

/** The histories of a kind's customers, or of a sample; `read` is undefined where too few came again. */
export async function readHistories(warehouse: Warehouse, kind: Kind) {
  const found = await warehouse.row(counts, { kind });
  if (found === undefined || found.customers === 0) return null;
  const every = Math.max(1, Math.ceil(found.histories / mostHistories));
  const read = found.repeats < leastRepeats ? undefined : await warehouse.row(histories, { kind, every });
  return { ...found, every, read };
}

interface Fitting {
  readonly kind: Kind;
  /** False where amounts cannot be added up: then there is no model of spend. */
  readonly money: boolean;
  readonly period: ValuePeriod;
}

/** Fits the models of a kind to its customers. */
export async function fitModels(
  warehouse: Warehouse,
  { kind, money, period }: Fitting,
): Promise<Fitted | null> {
  const found = await readHistories(warehouse, kind);
  if (found === null) return null;
  const { customers, repeats, every, read } = found;
  const base = { kind, customers, repeats, every };
  if (read === undefined)
    return {
      ...base,
      purchases: null,
      spend: null,
      second: null,
      notices: [fitNotices.few(repeats, leastRepeats)],
    };
  const purchases = await fitBgNbd(read, createPause());
  const horizon = horizonOf(period);
  await writeFactors(warehouse, { kind, model: purchases.parameters, pairs: found.pairs, horizon });
  const second = await askSecondModel(read, { customers, weeks: horizon.periods * horizon.length });
  const spend = money ? await fitSpend(warehouse, { kind, every }) : null;
  const notices = [
    ...(every > 1 ? [fitNotices.sampled(countCustomers(read), customers)] : []),
    ...(purchases.converged ? [] : [fitNotices.unsure()]),
    ...(money && spend === null ? [fitNotices.uneven()] : []),
  ];
  return { ...base, purchases, spend, second, notices };
}

/** Null where there is too little to say, or where the mean of all customers would be without bound. */
async function fitSpend(
  warehouse: Warehouse,
  of: { readonly kind: Kind; readonly every: number },
): Promise<Fit<GammaGamma> | null> {
  const read = await warehouse.row(spends, of);
  if (read === undefined || read.x.length < leastRepeats) return null;
  const count = new Float64Array(read.x.length).fill(1);
  const fit = await fitGammaGamma({ ...read, count }, createPause());
  return fit.parameters.q > 1 ? fit : null;
}

const chunk = 2_000;
const pairs = statement({
  name: 'insights.fit.pairs',
  sql: `SELECT groupArray(x) AS x, groupArray(age) AS age FROM (
      SELECT DISTINCT x, age FROM {db}.value_sums
      WHERE kind = {kind:String} AND cityHash64(x, age) % {buckets:UInt32} = {bucket:UInt32})`,
  row: z.object({ x: numbers, age: numbers }),
});
const factors = command(
  'insights.fit.factors',
  `INSERT INTO {db}.value_factors (kind, x, age, year, discounted, known)
  SELECT {kind:String}, f.1, f.2, f.3, f.4, 1
  FROM (SELECT arrayJoin(arrayZip({x:Array(UInt32)}, {age:Array(UInt32)}, {year:Array(Float64)}, {discounted:Array(Float64)})) AS f)`,
);

interface Factors {
  readonly kind: Kind;
  readonly model: BgNbd;
  readonly pairs: number;
  readonly horizon: Horizon;
}

/** The part of the expectations that no column of SQL can say depends on purchases and age alone: computed once for each pair. */
async function writeFactors(
  warehouse: Warehouse,
  { kind, model, pairs: many, horizon }: Factors,
): Promise<void> {
  const pause = createPause();
  const buckets = Math.ceil(many / chunk) || 1;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const read = await warehouse.row(pairs, { kind, buckets, bucket });
    if (read === undefined || read.x.length === 0) continue;
    const year: number[] = [];
    const discounted: number[] = [];
    for (const [i, x] of read.x.entries()) {
      const factor = (t: number) =>
        t === 0 ? 0 : futureFactor(model, { x, age: (read.age[i] ?? 0) / 7 }, t);
      year.push(factor(horizon.periods * horizon.length));
      discounted.push(discountPurchases(factor, horizon));
      await pause();
    }
    await warehouse.run(factors, { kind, x: [...read.x], age: [...read.age], year, discounted });
  }
}
