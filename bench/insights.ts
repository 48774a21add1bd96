import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { catalogue } from '../src/fields/index.ts';
import { readAssociations } from '../src/insights/associations.ts';
import { rankCustomers, scoredSql } from '../src/insights/fifths.ts';
import { readFunnel } from '../src/insights/funnel.ts';
import { findAsOf } from '../src/insights/purchases.ts';
import { readRetention } from '../src/insights/retention.ts';
import { refreshValues, withWork } from '../src/insights/refresh.ts';
import { readRfm } from '../src/insights/rfm.ts';
import { sumCustomers } from '../src/insights/value-sql.ts';
import { parseRule, runQuery } from '../src/query/index.ts';
import { previewCount } from '../src/query/preview/count.ts';
import { explainMembers } from '../src/query/preview/reasons.ts';
import { refreshMembers } from '../src/segments/refresh.ts';
import type { SegmentRow } from '../src/segments/tables.ts';
import {
  command,
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  statement,
  type Warehouse,
} from '../src/store/warehouse/index.ts';
import { addEvents, generateShop, now, type Sizes } from './insights-data.ts';
import { demand, percentile, readPeakMemory, round, time } from './measure.ts';
import type { Bench, BenchRun, Figures } from './types.ts';

const kind = 'person' as const;
const newEvents = 100_000;
const dynamicSegments = 50;

/** Three conditions on behaviour: bought often of late, looked at one category, and did not sign up. */
const behaviour = {
  all: [
    { did: 'Order Completed', times: { gte: 2 }, within: '180d' },
    { did: 'Product Viewed', within: '90d', where: [{ property: 'category', eq: 'category 3' }] },
    { not: { did: 'Signed Up', within: '1y' } },
  ],
};

/** Fifty rules of three kinds with other numbers each. */
function segmentRule(n: number): unknown {
  const days = `${30 + n * 7}d`;
  const rules = [
    { did: 'Order Completed', times: { gte: 1 + (n % 4) }, within: days },
    { did: 'Product Viewed', within: days, where: [{ property: 'category', eq: `category ${n % 20}` }] },
    {
      all: [
        { insight: 'spend', gte: n * 10 },
        { field: 'gender', eq: 'female' },
      ],
    },
  ];
  return rules[n % rules.length];
}

function segmentRow(id: string, rule: unknown): SegmentRow {
  const none = { description: '', folder: '', owner: '', owner_name: '', ms: null, error: null };
  return { ...none, id, kind, name: id, rule, fixed: false, refreshed_at: null };
}

/** What the same columns cost to read, without any question. */
async function scan(warehouse: Warehouse, sql: string): Promise<number> {
  const bare = statement({ name: 'bench.scan', sql, row: z.looseObject({}) });
  const times: number[] = [];
  for (let n = 0; n < 3; n += 1) times.push((await time(() => warehouse.rows(bare))).seconds);
  return percentile(times, 0.5);
}

const eventScan = (names: string) =>
  `SELECT count(), sum(cityHash64(entity, ts, category)), sum(amount) FROM {db}.events WHERE name IN (${names})`;
const scans = {
  behaviour: eventScan(`'Order Completed', 'Product Viewed', 'Signed Up'`),
  orders: 'SELECT sum(cityHash64(entity, ts, order, source)), sum(amount) FROM {db}.orders',
  purchases: 'SELECT sum(cityHash64(profile, ts)), sum(amount) FROM {db}.purchases',
  funnel: `SELECT sum(cityHash64(entity, ts)) FROM {db}.events WHERE name IN ('Product Viewed', 'Product Added', 'Order Completed')`,
  lines: 'SELECT sum(cityHash64(source, order, entity, message, name)), sum(quantity) FROM {db}.order_lines',
} as const;

/** `insights`: segments by behaviour, values of customers, retention, funnel and associations, each beside a bare read of what it reads. */
export const insightsBench: Bench = async ({ options, directory, say }) => {
  const sizes = { customers: options.rows, events: options.events, seed: options.seed };
  const data = resolve(options.data ?? join(directory, 'warehouse'));
  await mkdir(data, { recursive: true });
  const engine = await openWarehouse({ url: null, cluster: null, directory: data });
  try {
    const warehouse = scopeWarehouse(engine, 1);
    await migrateWarehouse(engine, warehouse.database, await readWarehouseMigrations('migrations/warehouse'));
    const made = await time(() => prepare(warehouse, sizes, say));
    const eventParts = await settle(warehouse, say);
    const figures = await measure(warehouse, sizes, { say, runs: options.runs ?? 3 });
    return {
      bench: 'insights',
      ...sizes,
      generatedSeconds: round(made.seconds, 1),
      eventParts,
      ...figures,
      peakMemoryMB: await readPeakMemory(process.pid),
    };
  } finally {
    await engine.close();
  }
};

const counted = statement({
  name: 'bench.counted',
  sql: 'SELECT toFloat64(count()) AS n FROM {db}.events',
  row: z.object({ n: z.number() }),
});

/** Data that was kept is used again. */
async function prepare(warehouse: Warehouse, sizes: Sizes, say: BenchRun['say']): Promise<void> {
  const { n = 0 } = (await warehouse.row(counted)) ?? {};
  if (n >= sizes.events) return;
  demand(n === 0, `the kept data has ${n} events`);
  await generateShop(warehouse, sizes, say);
}

const parts = statement({
  name: 'bench.parts',
  sql: `SELECT toFloat64(count()) AS parts, toFloat64((SELECT count() FROM system.merges WHERE database = '{db}')) AS merges
    FROM system.parts WHERE active AND database = '{db}' AND table = 'events'`,
  row: z.object({ parts: z.number(), merges: z.number() }),
});
/** For how long at most merges are waited for, and for how long there must be none. */
const [longestMergesMs, quietMs] = [1_200_000, 5_000];

/** Waits until the engine merges no parts any more; how many parts of events there are then. */
async function settle(warehouse: Warehouse, say: BenchRun['say']): Promise<number> {
  say('merges …');
  const end = performance.now() + longestMergesMs;
  for (let quietSince = performance.now(); ;) {
    const { parts: count = 0, merges = 0 } = (await warehouse.row(parts)) ?? {};
    const moment = performance.now();
    if (merges > 0) quietSince = moment;
    if (moment - quietSince > quietMs || moment > end) return count;
    await sleep(500);
  }
}

interface Doing {
  readonly say: BenchRun['say'];
  readonly runs: number;
}

async function measure(warehouse: Warehouse, sizes: Sizes, { say, runs }: Doing): Promise<Figures> {
  say('values …');
  const values = await measureValues(warehouse);
  say('segments …');
  const segments = await measureSegments(warehouse, sizes, runs);
  say('habits …');
  const habits = await measureHabits(warehouse, runs);
  say('associations …');
  const input = { by: 'product', support: 0.001, confidence: 0.1, limit: 200 } as const;
  const found = await time(() => readAssociations(warehouse, input));
  demand(found.value.rules.length > 0, 'no rules');
  const read = await scan(warehouse, scans.lines);
  return {
    ...values,
    ...segments,
    ...habits,
    associationSeconds: round(found.seconds, 2),
    associationBaskets: found.value.baskets,
    associationScanSeconds: round(read, 3),
  };
}

async function repeat(runs: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < runs; n += 1) times.push((await time(() => work(n))).seconds);
  return round(percentile(times, 0.5), 3);
}

/** RFM alone: purchases → recency, frequency and spend of all customers, their quintiles and segments, in a table. */
async function rankAll(warehouse: Warehouse): Promise<void> {
  const at = { asOf: `${(await findAsOf(warehouse, now)) ?? ''} 00:00:00` };
  await withWork(warehouse, async () => {
    await sumCustomers(warehouse, at);
    await rankCustomers(warehouse, [kind]);
    const sql = `CREATE TABLE {db}.bench_rfm ENGINE = MergeTree ORDER BY profile AS
      SELECT profile, recency, orders, spend, r, f, m, segment FROM (${scoredSql(kind)})`;
    await warehouse.run(command('bench.rfm', sql), { kind, money: 1 });
  });
  await warehouse.run(command('bench.rfm.drop', 'DROP TABLE {db}.bench_rfm SYNC'));
}

/** Orders to purchases and sums, models, and the scores of all. */
async function measureValues(warehouse: Warehouse): Promise<Figures> {
  const marks: number[] = [];
  const whole = await time(() =>
    refreshValues(warehouse, { now, report: () => void marks.push(performance.now()) }),
  );
  const end = performance.now();
  const [start = end, fit = end, score = end] = marks;
  const ranked = await time(() => rankAll(warehouse));
  const rfm = await time(() => readRfm(warehouse, kind));
  demand(rfm.value.customers > 0, 'nobody has a value');
  const [orderScan, purchaseScan] = [
    await scan(warehouse, scans.orders),
    await scan(warehouse, scans.purchases),
  ];
  return {
    buyers: rfm.value.customers,
    purchasesSeconds: round((fit - start) / 1000, 2),
    fitSeconds: round((score - fit) / 1000, 2),
    scoreSeconds: round((end - score) / 1000, 2),
    valuesSeconds: round(whole.seconds, 2),
    rfmSeconds: round(ranked.seconds, 2),
    rfmReadSeconds: round(rfm.seconds, 3),
    orderScanSeconds: round(orderScan, 3),
    purchaseScanSeconds: round(purchaseScan, 3),
  };
}

/** Sets of the last refresh are not used again where finding all members is measured. */
const forget = command('bench.forget', 'TRUNCATE TABLE {db}.segment_kept');

async function measureSegments(warehouse: Warehouse, sizes: Sizes, runs: number): Promise<Figures> {
  const fields = catalogue(kind);
  const rule = parseRule(behaviour);
  const ask = async () =>
    (await runQuery(warehouse, { kind, rule, catalogue: fields, now, limit: 0, fields: [] })).total;
  const total = await ask();
  const count = await repeat(runs, ask);
  const refresh = (segments: readonly SegmentRow[]) =>
    refreshMembers(warehouse, { segments, now, fields: async () => fields, world: {} });
  const members = await repeat(runs, async () => {
    await warehouse.run(forget);
    await refresh([segmentRow('seg_one', behaviour)]);
  });
  const preview = () => previewCount(warehouse, { kind, rule, catalogue: fields, now });
  const seen = await preview();
  const previewed = await repeat(Math.max(runs, 3), preview);
  const reasons = await repeat(runs, () =>
    explainMembers(warehouse, { kind, rule, catalogue: fields, now, limit: 5 }),
  );
  const size = statement({
    name: 'bench.size',
    sql: `SELECT toFloat64(bitmapCardinality(members)) AS n FROM {db}.segment_members WHERE segment = 'seg_one'`,
    row: z.object({ n: z.number() }),
  });
  demand((await warehouse.row(size))?.n === total, 'members and count differ');
  const many = Array.from({ length: dynamicSegments }, (_, n) => segmentRow(`seg_${n}`, segmentRule(n)));
  await warehouse.run(forget);
  const whole = await time(() => refresh(many));
  await addEvents(warehouse, sizes, Math.min(newEvents, sizes.events));
  const refreshed = await time(() => refresh(many));
  demand(refreshed.value.failed.length === 0, 'a segment failed');
  return {
    behaviourMembers: total,
    behaviourCountSeconds: count,
    previewSeconds: previewed,
    previewAsked: seen.asked,
    previewTotal: seen.total,
    previewLow: seen.low,
    previewHigh: seen.high,
    reasonsSeconds: reasons,
    behaviourMembersSeconds: members,
    behaviourScanSeconds: round(await scan(warehouse, scans.behaviour), 3),
    segmentsWholeSeconds: round(whole.seconds, 2),
    segmentsSeconds: round(refreshed.seconds, 2),
  };
}

async function measureHabits(warehouse: Warehouse, runs: number): Promise<Figures> {
  const retention = await repeat(runs, () => readRetention(warehouse, { kind, cohorts: 24 }));
  const steps = ['Product Viewed', 'Product Added', 'Order Completed'];
  const funnel = await repeat(runs, () => readFunnel(warehouse, { kind, steps, days: 30 }));
  return {
    retentionSeconds: retention,
    retentionScanSeconds: round(await scan(warehouse, scans.purchases), 3),
    funnelSeconds: funnel,
    funnelScanSeconds: round(await scan(warehouse, scans.funnel), 3),
  };
}
