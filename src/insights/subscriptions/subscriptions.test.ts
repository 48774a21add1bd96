import { afterAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { openTestWorkspaces } from '../../../test/warehouse.ts';
import { catalogue } from '../../fields/index.ts';
import { compileRule, parseRule } from '../../query/index.ts';
import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { usualPeriod } from '../lifetime/contract.ts';
import { shareStaying } from '../models/shifted-beta-geometric.ts';
import { readSubscriptions } from './subscriptions.ts';

const { warehouses, close } = await openTestWorkspaces([44, 45]);
afterAll(close);
const [warehouse, other] = warehouses;
if (warehouse === undefined || other === undefined) throw new Error('two workspaces were asked for');

const asked = {
  kind: 'person',
  started: 'Subscription Started',
  ended: 'Subscription Cancelled',
  now: new Date('2025-01-01T00:00:00Z'),
  period: usualPeriod,
} as const;
const run = (sql: string, of: Warehouse = warehouse) => of.run(command('test.subscriptions', sql));

type Told = readonly [
  entity: number,
  day: string,
  begins: boolean,
  plan?: string,
  price?: number,
  money?: string,
];
const insert = (told: readonly Told[], of: Warehouse = warehouse) =>
  run(
    `INSERT INTO {db}.events (name, entity, ts, type, properties) VALUES ${told
      .map(([entity, day, begins, plan = '', price = 0, money = 'CNY']) => {
        const name = begins ? asked.started : asked.ended;
        return `('${name}', ${entity}, '${day} 10:00:00', 'track', map('plan', '${plan}', 'price', '${price}', 'currency', '${money}'))`;
      })
      .join(', ')}`,
    of,
  );

/** Whom a rule fits, of all customers of a workspace. */
async function subscribers(of: Warehouse, rule: unknown): Promise<number[]> {
  const { sql, parameters } = compileRule(parseRule(rule), { ...asked, catalogue: catalogue('person') });
  const found = statement({
    name: 'test.subscribers',
    sql: `SELECT _no FROM (SELECT DISTINCT profile AS _no FROM {db}.owners WHERE kind = 'person') WHERE ${sql} ORDER BY _no`,
    row: z.object({ _no: z.number() }),
  });
  return (await of.rows(found, parameters)).map(({ _no }) => _no);
}

beforeEach(async () => {
  for (const table of ['owners', 'events']) await run(`TRUNCATE TABLE {db}.${table}`);
  await run(
    `INSERT INTO {db}.owners VALUES ${[1, 2, 3, 4, 5, 6, 7].map((n) => `(${n}, 'person', ${n === 7 ? 6 : n})`).join(', ')}, (9, 'organization', 1)`,
  );
});

test('a subscription begins with a start and ends with the next end of its plan; renewals, restarts and odd ends as one would count', async () => {
  await insert([
    // Ends after two whole months; a renewal in between is no other one.
    [1, '2024-01-10', true, 'basic', 10],
    [1, '2024-02-10', true, 'basic', 12],
    [1, '2024-03-20', false, 'basic'],
    // Comes back, and runs.
    [1, '2024-10-15', true, 'basic', 12],
    // Two plans, of which one ends.
    [2, '2024-06-01', true, 'basic', 10],
    [2, '2024-06-01', true, 'extra', 30],
    [2, '2024-06-20', false, 'basic'],
    // An end that names no plan ends both.
    [3, '2024-01-01', true, 'basic', 10],
    [3, '2024-01-01', true, 'extra', 30],
    [3, '2024-12-25', false],
    // Nobody knows what this one ends; and the future does not count.
    [4, '2024-05-05', false, 'basic'],
    [5, '2026-01-01', true, 'basic', 10],
    // One customer by two ids.
    [6, '2024-11-01', true, 'basic', 20],
    [7, '2024-12-02', false, 'basic'],
    // Another kind, and nobody.
    [9, '2024-01-01', true, 'basic', 10],
    [8, '2024-01-01', true, 'basic', 10],
  ]);
  await insert([[1, '2024-01-10', true, 'basic', 10]], other);
  const found = await readSubscriptions(warehouse, asked);
  expect(found).toMatchObject({
    begun: { subscriptions: 7, rule: { did: asked.started } },
    ended: { subscriptions: 5 },
    active: 2,
    endedLately: 5,
    fee: 21,
    currency: 'CNY',
    model: null,
    value: null,
  });
  expect(found.notices.map(({ code }) => code)).toEqual(['too-few-ended', 'ended-without-start']);
  // Two customers have one that runs, of which one has one that ended too; the others have none.
  expect(await subscribers(warehouse, { subscribed: 'running' })).toEqual([1, 2]);
  expect(await subscribers(warehouse, { subscribed: 'running', plan: 'basic' })).toEqual([1]);
  expect(await subscribers(warehouse, { subscribed: 'ended' })).toEqual([3, 6]);
  expect(await subscribers(warehouse, { subscribed: 'ended', plan: 'basic' })).toEqual([2, 3, 6]);
  expect(await subscribers(warehouse, { subscribed: 'running', started: 'Joined', ended: 'Left' })).toEqual(
    [],
  );
  expect(found.activeRule).toEqual({ subscribed: 'running' });
  // By whole months: ended after 0 (2 basic) and 2 (1); of 1 (6) and 11 (3, both) the month is not over. Running for 2 (1) and 7 (2 extra).
  expect(
    found.ages.map(({ months, atRisk, ended }) => [months, atRisk, ended]).filter(([, , n]) => n !== 0),
  ).toEqual([
    [0, 7, 1],
    [2, 4, 1],
  ]);
  expect(found.ages[1]?.atRisk).toBe(5);
  expect(found.ages[2]?.seen).toBeCloseTo((6 / 7) * (3 / 4), 12);
});

test('the price of a year or a quarter counts as that of a month', async () => {
  const price = (
    entity: number,
    interval: string,
    [fee, count = '']: readonly [fee: number, count?: string],
  ) =>
    `('${asked.started}', ${entity}, '2024-01-10 10:00:00', 'track', map('price', '${fee}', 'currency', 'CNY', 'billing_period', '${interval}', 'interval_count', '${count}'))`;
  const rows = [
    price(1, 'Yearly', [120]),
    price(2, '季度', [30]),
    price(3, 'month', [20, '2']),
    price(4, '', [10]),
    price(5, '半年', [60]),
  ];
  await run(`INSERT INTO {db}.events (name, entity, ts, type, properties) VALUES ${rows.join(', ')}`);
  expect((await readSubscriptions(warehouse, asked)).fee).toBeCloseTo(10, 9);
});

test('nothing to go by, and prices that cannot be added up, are said', async () => {
  expect(await readSubscriptions(warehouse, asked)).toMatchObject({
    active: 0,
    ages: [],
    notices: [{ code: 'no-subscriptions' }],
  });
  await insert([
    [1, '2024-01-10', true, 'basic', 10],
    [2, '2024-01-10', true, 'basic', 10, 'USD'],
    [3, '2024-01-10', true],
  ]);
  const found = await readSubscriptions(warehouse, asked);
  expect(found).toMatchObject({ active: 3, fee: null, currency: '', value: null });
  expect(found.notices.map(({ code }) => code)).toEqual(['too-few-ended', 'currencies']);
});

test('many subscriptions give a model that is near what is seen, and a value', async () => {
  const count = 4_000;
  await run('TRUNCATE TABLE {db}.owners');
  await run(`INSERT INTO {db}.owners SELECT number + 1, 'person', number + 1 FROM numbers(${count})`);
  await run(`INSERT INTO {db}.events (name, entity, ts, type, amount, currency)
    SELECT '${asked.started}', number + 1, toDateTime64('2022-01-01 00:00:00', 3, 'UTC') + INTERVAL number % 900 DAY, 'track', 30, 'CNY' FROM numbers(${count})`);
  // Each has a chance of its own to end in a month: of one in ten or of one in fifty.
  await run(`INSERT INTO {db}.events (name, entity, ts, type)
    SELECT '${asked.ended}', n + 1, at, 'track' FROM (
      SELECT number AS n, toDateTime64('2022-01-01 00:00:00', 3, 'UTC') + INTERVAL number % 900 DAY
        + INTERVAL toUInt32(log(1 - (cityHash64(number, 'end') % 100000) / 100000) / log(if(number % 2 = 0, 0.9, 0.98))) MONTH + INTERVAL 5 DAY AS at
      FROM numbers(${count})
    ) WHERE at < toDateTime64('2025-01-01 00:00:00', 3, 'UTC')`);
  const found = await readSubscriptions(warehouse, asked);
  expect(found.begun.subscriptions).toBe(count);
  const { model } = found;
  if (model === null) throw new Error('a model was expected');
  for (const { months, seen, expected } of found.ages.slice(0, 24)) {
    expect(expected).toBeCloseTo(shareStaying(model, months + 1), 12);
    expect(Math.abs(seen - (expected ?? 0))).toBeLessThan(0.04);
  }
  // Who has stayed for longer stays longer, and pays for fewer than the twelve months of the period.
  const months = found.tenures.map((one) => one.months);
  expect(months.toSorted((a, b) => a - b)).toEqual(months);
  expect(months.every((one) => one > 6 && one < 12)).toBe(true);
  expect(found.tenures.reduce((sum, one) => sum + one.active, 0)).toBe(found.active);
  expect(found.value).toBeGreaterThan(found.active * 30 * 6);
  expect(found.value).toBeLessThan(found.active * 30 * 12);
});

test('where contracts run for a year, what is seen is shown and nothing is foretold', async () => {
  await run('TRUNCATE TABLE {db}.owners');
  await run(`INSERT INTO {db}.owners SELECT number + 1, 'person', number + 1 FROM numbers(600)`);
  const events = (name: string, days: number, where: string) =>
    run(`INSERT INTO {db}.events (name, entity, ts, type)
      SELECT '${name}', number + 1, toDateTime64('2022-06-01 00:00:00', 3, 'UTC') + INTERVAL number % 300 + ${days} DAY, 'track' FROM numbers(600) WHERE ${where}`);
  await events(asked.started, 0, '1');
  await events(asked.ended, 360, 'number % 2 = 0');
  const { ages, model, tenures, notices } = await readSubscriptions(warehouse, asked);
  expect(ages[10]?.seen).toBe(1);
  expect(ages[12]?.seen).toBe(0.5);
  expect({ model, tenures }).toEqual({ model: null, tenures: [] });
  expect(notices.map(({ code }) => code)).toEqual(['model-misses', 'no-price']);
});
