import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { catalogue } from '../fields/index.ts';
import { profileId } from '../lib/profile-id.ts';
import { compileRule, describeRule, parseRule } from '../query/index.ts';
import {
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  statement,
  type Warehouse,
  type WarehouseEngine,
} from '../store/warehouse/index.ts';
import { readNextProducts } from './alike/next-items.ts';
import { readAssociations } from './associations.ts';
import { readFunnel } from './funnel.ts';
import { readRetention } from './retention.ts';
import { backtestOrders } from './next-order.ts';
import { states } from './over-time/contract.ts';
import { readIntervals } from './over-time/intervals.ts';
import { readSeasons } from './over-time/seasons.ts';
import { readLifecycle } from './over-time/lifecycle.ts';
import { refreshValues } from './refresh.ts';
import { usualPeriod } from './lifetime/contract.ts';
import { readLifetimeValue, readRfm } from './rfm.ts';
import { readForecast } from './forecast/series.ts';

const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
const retail = fileURLToPath(new URL('../../../shared/data/retail/online_retail.csv.gz', import.meta.url));
const isThere = existsSync(retail) && url === null;
if (!isThere)
  process.stdout.write(
    'skipped: Online Retail is not at ../shared/data/retail, or the engine cannot read files here\n',
  );

const now = new Date('2024-06-30T12:00:00Z');
const report = () => undefined;
let directory: string;
let engine: WarehouseEngine;

async function openWorkspace(number: number): Promise<Warehouse> {
  const warehouse = scopeWarehouse(
    engine,
    (url === null ? 0 : 800_000 + (process.pid % 1_000) * 100) + number,
  );
  await act(`DROP DATABASE IF EXISTS ${warehouse.database}`);
  await migrateWarehouse(engine, warehouse.database, await readWarehouseMigrations('migrations/warehouse'));
  return warehouse;
}

function act(sql: string): Promise<void> {
  return engine.act({ sql, parameters: {}, lane: 'bulk' });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-insights-'));
  engine = await openWarehouse({ url, cluster: null, directory: join(directory, 'warehouse') });
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

const context = { kind: 'person', catalogue: catalogue('person'), now } as const;

async function numbersOf(warehouse: Warehouse, rule: unknown): Promise<number[]> {
  const condition = compileRule(parseRule(rule), context);
  const sql = `SELECT _no FROM (SELECT profile AS _no FROM {db}.purchases GROUP BY _no) WHERE ${condition.sql} ORDER BY _no`;
  const row = z.object({ _no: z.number() });
  return (await warehouse.rows(statement({ name: 'test', sql, row }), condition.parameters)).map(
    ({ _no }) => _no,
  );
}

describe('values of a handful of customers', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWorkspace(1);
    const db = warehouse.database;
    await act(
      `INSERT INTO ${db}.owners VALUES ${[1, 2, 3, 4, 5, 6].map((n) => `(${n + 10}, 'person', ${n})`).join(', ')}`,
    );
    const order = (
      entity: number,
      day: string,
      [number, movement, amount]: readonly [string, string, number],
    ) => `(${entity}, '${day} 10:00:00', '${number}', '${movement}', ${amount}, 'CNY')`;
    const rows = [
      order(11, '2024-01-05', ['a1', 'completed', 100]),
      order(11, '2024-02-05', ['a2', 'completed', 50]),
      order(11, '2024-02-06', ['a2', 'refunded', 20]),
      order(12, '2024-01-20', ['b1', 'completed', 70]),
      order(12, '2024-01-21', ['b1', 'cancelled', 70]),
      order(12, '2024-03-01', ['b2', 'completed', 30]),
      order(13, '2024-03-02', ['c1', 'completed', 40]),
      order(13, '2024-03-03', ['c1', 'refunded', -40]),
      order(14, '1970-01-01', ['d1', 'completed', 10]),
      order(14, '2031-01-01', ['d2', 'completed', 10]),
      order(14, '2024-04-01', ['d3', 'completed', 10]),
      order(15, '2024-04-02', ['e1', 'completed', 10]),
      order(16, '2024-05-02', ['f1', 'completed', 10]),
      order(0, '2024-05-02', ['g1', 'completed', 10]),
    ];
    await act(
      `INSERT INTO ${db}.orders (entity, ts, order, movement, amount, currency) VALUES ${rows.join(', ')}`,
    );
    const event = (
      entity: number,
      at: string,
      [name, amount, category, properties]: readonly [string, number?, string?, string?],
    ) => `(${entity}, '${at}', '${name}', ${amount ?? 0}, '${category ?? ''}', map(${properties ?? ''}))`;
    await act(
      `INSERT INTO ${db}.events (entity, ts, name, amount, category, properties) VALUES ${[
        event(11, '2024-01-01 10:00:00', ['Product Viewed']),
        event(11, '2024-01-02 10:00:00', ['Order Completed']),
        event(12, '2024-01-01 10:00:00', ['Product Viewed']),
        event(12, '2024-01-03 10:00:00', ['Product Viewed', 8, 'tea']),
        event(12, '2024-03-01 10:00:00', ['Order Completed']),
        event(13, '2024-01-02 10:00:00', ['Order Completed']),
        event(11, '2024-01-05 10:00:00', ['Signed Up', 0, '', "'plan', 'basic', 'seats', 'some'"]),
        event(12, '2024-02-01 10:00:00', ['Signed Up', 0, '', "'plan', 'pro', 'seats', '12'"]),
      ].join(', ')}`,
    );
  });

  it('counts what was completed, less refunds, and says what does not count and which models lack data', async () => {
    const { asOf, currency, notices, kinds } = await refreshValues(warehouse, { now, report });
    expect([asOf, currency]).toEqual(['2024-05-03', 'CNY']);
    expect(notices.map(({ code }) => code)).toEqual(['dates-old', 'dates-future', 'nobody', 'taken-back']);
    expect(kinds).toMatchObject([{ kind: 'person', customers: 5, repeats: 1, purchases: null }]);
    expect(kinds[0]?.notices.map(({ code, zh }) => [code, zh !== ''])).toEqual([['too-few-repeats', true]]);
    const { tiers, alive, value } = await readLifetimeValue(warehouse, {
      kind: 'person',
      period: usualPeriod,
    });
    expect(value).toBeNull();
    expect(tiers.map(({ customers, spend }) => [customers, spend])).toEqual([
      [2, 160],
      [3, 30],
      [0, null],
    ]);
    expect(alive.every(({ customers }) => customers === 0)).toBe(true);
    expect(await numbersOf(warehouse, { insight: 'spend', eq: 130 })).toEqual([1]);
    expect(await numbersOf(warehouse, { insight: 'orders', gte: 2 })).toEqual([1]);
    expect(await numbersOf(warehouse, { not: { insight: 'orders', gte: 2 } })).toEqual([2, 4, 5, 6]);
    expect(await numbersOf(warehouse, { insight: 'lifetime_value', gte: 0 })).toEqual([]);
    const { months, cohorts } = await readRetention(warehouse, { kind: 'person', cohorts: 13 });
    for (const { customers, rules } of cohorts)
      for (const [i, rule] of rules.entries())
        expect(await numbersOf(warehouse, rule)).toHaveLength(customers[i] ?? -1);
    expect({ months, cohorts: cohorts.map(({ month, customers }) => ({ month, customers })) }).toEqual({
      months: 5,
      cohorts: [
        { month: '2024-01', customers: [1, 1, 0, 0, 0] },
        { month: '2024-03', customers: [1, 0, 0] },
        { month: '2024-04', customers: [2, 0] },
        { month: '2024-05', customers: [1] },
      ],
    });
    const steps = ['Product Viewed', 'Order Completed'];
    const funnel = await readFunnel(warehouse, { kind: 'person', steps, days: 7 });
    expect(funnel.steps.map(({ customers }) => customers)).toEqual([2, 1]);
    const forecast = await readForecast(
      warehouse,
      { kind: 'person', of: 'sales', by: 'month', steps: 3 },
      '2024-05-03',
    );
    expect(forecast).toMatchObject({ points: [], notice: { code: 'too-short' } });
    expect(forecast.history.map((one) => one.value)).toEqual([100, 30, 30, 20]);
  });

  it('what customers did can be asked for: how often, how much, when, where, in which order, and what they did not do', async () => {
    const ask = (rule: unknown) => numbersOf(warehouse, rule);
    const order = 'Order Completed';
    expect(await ask({ did: order })).toEqual([1, 2]);
    expect(await ask({ not: { did: order } })).toEqual([4, 5, 6]);
    expect(await ask({ did: 'Product Viewed', times: { gte: 2 } })).toEqual([2]);
    expect(await ask({ did: 'Product Viewed', times: { lt: 2 } })).toEqual([1, 4, 5, 6]);
    expect(await ask({ did: 'Product Viewed', sum: { of: 'amount', gt: 5 } })).toEqual([2]);
    expect(await ask({ did: 'Product Viewed', avg: { of: 'amount', gte: 4 } })).toEqual([2]);
    expect(await ask({ did: order, within: '6m' })).toEqual([1, 2]);
    expect(await ask({ did: order, between: ['2024-02', '2024-03-01'] })).toEqual([2]);
    expect(await ask({ did: 'Product Viewed', where: [{ property: 'category', in: ['tea'] }] })).toEqual([2]);
    expect(await ask({ did: 'Product Viewed', where: [{ property: 'amount', gte: 5 }] })).toEqual([2]);
    // Of the second customer the first look was on the first of January, the last one on the third.
    const viewed = 'Product Viewed';
    // Whatever else was sent with an event can be asked for, by who sees personal data in full.
    const sent = (test: unknown) => ({
      did: 'Signed Up',
      where: [{ property: 'properties.plan', ...Object(test) }],
    });
    expect(await ask(sent({ eq: 'pro' }))).toEqual([2]);
    expect(await ask(sent({ in: ['pro', 'basic'] }))).toEqual([1, 2]);
    const seats = (test: unknown) => ({
      did: 'Signed Up',
      where: [{ property: 'properties.seats', ...Object(test) }],
    });
    expect(await ask(seats({ gte: 10 }))).toEqual([2]);
    expect(await ask(seats({ lt: 10 }))).toEqual([]);
    expect(await ask({ did: viewed, followedBy: { ...sent({ eq: 'pro' }), within: '90d' } })).toEqual([2]);
    const masked = {
      ...context,
      catalogue: catalogue('person').map((field) => ({ ...field, sight: 'masked' as const })),
    };
    expect(() => compileRule(parseRule(sent({ eq: 'pro' })), masked)).toThrow(/where\[0\]\.property/);
    expect(() => parseRule({ did: viewed, where: [{ property: 'properties.', eq: 'x' }] })).toThrow(/where/);
    expect(await ask({ did: viewed, first: { lt: '2024-01-02' } })).toEqual([1, 2]);
    expect(await ask({ did: viewed, first: { gte: '2024-01-02' } })).toEqual([]);
    expect(await ask({ did: viewed, last: { gte: '2024-01-02' } })).toEqual([2]);
    expect(await ask({ did: viewed, last: { lt: '2024-01-02' } })).toEqual([1]);
    expect(await ask({ did: viewed, first: { within: '6m' } })).toEqual([1, 2]);
    expect(await ask({ did: viewed, first: { within: '4m' } })).toEqual([]);
    expect(
      await ask({ did: viewed, first: { gte: '2024-01-03' }, where: [{ property: 'category', eq: 'tea' }] }),
    ).toEqual([2]);
    expect(
      await ask({ did: viewed, first: { lt: '2024-01-02' }, last: { gt: '2024-01-02' }, times: { gte: 2 } }),
    ).toEqual([2]);
    expect(() => parseRule({ did: viewed, first: { within: '30d' }, within: '60d' })).toThrow(/first/);
    expect(() => compileRule(parseRule({ did: viewed, last: { lt: 'soon' } }), context)).toThrow(/last\.lt/);
    expect(describeRule(parseRule({ did: order, first: { within: '30d' } }), context, 'en')).toBe(
      'did “Order Completed”, first time within the last 30 days',
    );
    expect(describeRule(parseRule({ did: order, last: { lt: '-90d' } }), context, 'zh')).toBe(
      '发生过“完成订单”，最近一次早于90天前',
    );
    expect(await ask({ did: 'Product Viewed', followedBy: { did: order } })).toEqual([1, 2]);
    expect(await ask({ did: 'Product Viewed', followedBy: { did: order, within: '7d' } })).toEqual([1]);
    expect(await ask({ did: order, followedBy: { did: 'Product Viewed' } })).toEqual([]);
    // An event is not followed by itself.
    expect(await ask({ did: 'Product Viewed', followedBy: { did: 'Product Viewed' } })).toEqual([2]);
    expect(await ask({ did: 'Product Viewed', followedBy: { did: 'Product Viewed', within: '1d' } })).toEqual(
      [],
    );
    // Three steps: the second customer did the last one before the one between.
    const three = (within: string) => ({
      did: 'Product Viewed',
      followedBy: [{ did: order, within }, { did: 'Signed Up' }],
    });
    expect(await ask(three('1y'))).toEqual([1]);
    expect(await ask(three('3d'))).toEqual([]);
    const stages = ['Product Viewed', order, 'Signed Up'];
    const funnel = await readFunnel(warehouse, { kind: 'person', steps: stages, days: 30 });
    for (const { rule, customers } of funnel.steps) expect(await ask(rule)).toHaveLength(customers);
    expect(funnel.steps.map(({ customers }) => customers)).toEqual([2, 1, 1]);
    const category = { property: 'category', eq: 'tea' };
    expect(() =>
      compileRule(parseRule({ did: order, followedBy: [{ did: 'x' }, { did: order }] }), context),
    ).toThrow(/followedBy/);
    expect(() => parseRule({ did: order, followedBy: [{ did: 'x' }, { did: 'y', within: '3d' }] })).toThrow(
      /within/,
    );
    const steps = parseRule({
      did: 'a',
      followedBy: [
        { did: 'b', within: '30d' },
        { did: 'c', where: [category] },
      ],
    });
    expect(describeRule(steps, context, 'en')).toBe(
      'did “a”, then “b” within the last 30 days, then “c”, category is “tea”',
    );
    const said = parseRule({
      did: order,
      times: { gte: 3 },
      within: '90d',
      followedBy: { did: 'Refund Asked' },
    });
    expect(describeRule(said, context, 'en')).toBe(
      'did “Order Completed”, times is at least 3, within the last 90 days, then “Refund Asked”',
    );
    expect(describeRule(said, context, 'zh')).toBe(
      '发生过“完成订单”，次数不低于3，在最近90天内，之后“Refund Asked”',
    );
    expect(() => parseRule({ did: order, where: [{ property: 'email', eq: 'x' }] })).toThrow(/where/);
    const { sql } = compileRule(parseRule({ did: order, times: { gte: 3 }, within: '90d' }), context);
    await expect(sql).toMatchFileSnapshot('../query/golden/did-three-times.sql');
  });

  it('leaves money out where there are several currencies, and keeps what does not need it', async () => {
    await act(
      `INSERT INTO ${warehouse.database}.orders (entity, ts, order, movement, amount, currency) VALUES (16, '2024-05-02 11:00:00', 'f2', 'completed', 10, 'USD')`,
    );
    const { notices, currency } = await refreshValues(warehouse, { now, report });
    expect(currency).toBe('');
    expect(notices[0]).toMatchObject({ code: 'currencies' });
    expect(notices[0]?.en).toContain('CNY, USD');
    expect(await numbersOf(warehouse, { insight: 'spend', gt: 0 })).toEqual([]);
    expect(await numbersOf(warehouse, { insight: 'r', eq: 5 })).toEqual([6]);
    // Five customers: a fifth is one of them, two fifths are two.
    expect(await numbersOf(warehouse, { insight: 'recency', bottom: 20 })).toEqual([6]);
    expect(await numbersOf(warehouse, { insight: 'recency', top: 40 })).toEqual([1, 2]);
    expect(await numbersOf(warehouse, { not: { insight: 'recency', top: 100 } })).toEqual([]);
    const forecast = await readForecast(
      warehouse,
      { kind: 'person', of: 'sales', by: 'month', steps: 3 },
      '2024-05-03',
    );
    expect(forecast).toMatchObject({ history: [], notice: { code: 'currencies' } });
  });

  it('says rules in both languages and refuses wrong ones with their place', () => {
    const rule = parseRule({
      all: [
        { insight: 'segment', in: ['cant_lose'] },
        { insight: 'lifetime_value', gte: 100 },
        { insight: 'spend', top: 10 },
      ],
    });
    expect(describeRule(rule, context, 'en')).toBe(
      'value segment is “Can’t lose them” and value of the period to come is at least 100 and total spend is in the top 10%',
    );
    expect(describeRule(rule, context, 'zh')).toBe(
      '价值分群为“不能失去的客户”，且价值期内未来价值不低于100，且累计消费排名前 10%',
    );
    for (const wrong of [
      { insight: 'mood', eq: 1 },
      { insight: 'segment', in: ['best'] },
      { insight: 'orders', eq: 'many' },
      { insight: 'segment', eq: 'cant_lose', top: 10 },
    ])
      expect(() => compileRule(parseRule({ all: [wrong] }), context)).toThrow(/all\[0\]/);
  });
});

describe.skipIf(!isThere)('values of the customers of Online Retail', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWorkspace(2);
    const db = warehouse.database;
    const columns =
      'InvoiceNo String, StockCode String, Description String, Quantity Int32, InvoiceDate DateTime, UnitPrice Float64, CustomerID String, Country String';
    await act(`CREATE TABLE ${db}.retail ENGINE = Memory AS
      SELECT *, toUInt32OrZero(replaceOne(CustomerID, '.0', '')) AS customer FROM file('${retail}', CSVWithNames, '${columns}')`);
    await act(
      `INSERT INTO ${db}.entities SELECT customer, customer, 'user', toString(customer), min(InvoiceDate) FROM ${db}.retail WHERE customer > 0 GROUP BY customer`,
    );
    await act(`INSERT INTO ${db}.owners SELECT entity, 'person', 100000 - entity FROM ${db}.entities`);
    await act(`INSERT INTO ${db}.orders (entity, ts, order, movement, amount, currency)
      SELECT customer, min(InvoiceDate), InvoiceNo, if(startsWith(InvoiceNo, 'C'), 'cancelled', 'completed'), toDecimal64(sum(Quantity * UnitPrice), 4), 'GBP'
      FROM ${db}.retail GROUP BY customer, InvoiceNo`);
    await act(`INSERT INTO ${db}.order_lines (entity, ts, order, movement, product, name, quantity)
      SELECT customer, InvoiceDate, InvoiceNo, 'completed', StockCode, Description, Quantity
      FROM ${db}.retail WHERE customer > 0 AND NOT startsWith(InvoiceNo, 'C')`);
    await act(`DROP TABLE ${db}.retail SYNC`);
    const { kinds } = await refreshValues(warehouse, { now, asOf: '2011-12-11', report });
    process.stdout.write(`Online Retail: ${JSON.stringify(kinds)}\n`);
  });

  it('the ten segments are those published, and can be asked for', async () => {
    const { customers, segments, cells } = await readRfm(warehouse, 'person');
    expect(customers).toBe(4_338);
    expect(Object.fromEntries(segments.map((segment) => [segment.key, segment.customers]))).toEqual({
      champions: 633,
      loyal: 819,
      potential_loyal: 484,
      new: 42,
      promising: 94,
      need_attention: 187,
      about_to_sleep: 352,
      at_risk: 593,
      cant_lose: 63,
      hibernating: 1_071,
    });
    const [best] = segments;
    expect([best?.recency?.toFixed(2), best?.spend?.toFixed(2)]).toEqual(['6.36', '6857.94']);
    // Published as 12.42; counted by hand, the 633 have 7,858 invoices.
    expect((best?.orders ?? 0) * 633).toBeCloseTo(7_858, 6);
    expect(cells).toHaveLength(25);
    expect(await numbersOf(warehouse, { insight: 'segment', in: ['cant_lose'] })).toHaveLength(63);
    const all = (score: number) => ({ all: ['r', 'f', 'm'].map((insight) => ({ insight, eq: score })) });
    expect(await numbersOf(warehouse, all(5))).toHaveLength(348);
    expect(await numbersOf(warehouse, all(1))).toHaveLength(182);
  });

  it('retention by month is that published', async () => {
    const { cohorts } = await readRetention(warehouse, { kind: 'person', cohorts: 13 });
    expect(await numbersOf(warehouse, cohorts[0]?.rules[1])).toHaveLength(324);
    expect(cohorts[0]).toMatchObject({
      month: '2010-12',
      customers: [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235],
    });
    expect(cohorts[1]?.customers).toEqual([417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49]);
    const over = { kind: 'person', dormant: 90, lost: 180 } as const;
    const { months } = await readLifecycle(warehouse, over, '2011-12-11');
    expect(months.map(({ fresh }) => fresh.customers)).toEqual(
      cohorts.map(({ customers: [first] }) => first),
    );
    const sum = (month: (typeof months)[number] | undefined) =>
      states.reduce((all, state) => all + (month?.[state].customers ?? 0), 0);
    expect([sum(months[0]), sum(months.at(-1))]).toEqual([885, 4_338]);
    // 18,532 invoices of 4,338 customers: all but the first of each follow one.
    expect((await readIntervals(warehouse, 'person')).intervals).toBe(18_532 - 4_338);
    const seasons = await readSeasons(warehouse, {
      kind: 'person',
      timeZone: 'UTC',
      asOf: '2011-12-11',
    });
    expect(seasons.orders).toBe(18_532);
    expect(seasons.years).toBe(1);
    // From December to November; the shop is closed on Saturdays and has the most orders on Thursdays.
    expect(seasons.months.toSorted((a, b) => b.index - a.index)[0]?.part).toBe(11);
    expect(seasons.weekdays.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(seasons.weekdays[5]).toMatchObject({ orders: 0, index: 0, low: 0, high: 0 });
    expect(seasons.weekdays.toSorted((a, b) => b.index - a.index)[0]?.part).toBe(4);
    expect(seasons.hours.toSorted((a, b) => b.orders - a.orders)[0]?.part).toBe(12);
  });

  it('the risk of not ordering within 90 days is told better than by chance', async () => {
    const [test] = await backtestOrders(warehouse, '2011-12-11');
    process.stdout.write(`Online Retail, the last 90 days told from before: ${JSON.stringify(test)}\n`);
    expect(test?.skill).toBeGreaterThan(0);
    expect(test?.ranking).toBeGreaterThan(0.7);
  });

  it('lifetime values, associations and a forecast are there, and add up', async () => {
    const { customers, value, orders, tiers, curve } = await readLifetimeValue(warehouse, {
      kind: 'person',
      period: usualPeriod,
    });
    expect(customers).toBe(4_338);
    expect(value).toBeGreaterThan(1_000_000);
    expect(orders).toBeGreaterThan(5_000);
    const best = tiers.find(({ key }) => key === 'A');
    expect((best?.value ?? 0) / (value ?? 1)).toBeCloseTo(0.8, 2);
    expect(curve.at(-1)).toEqual({ customers: 1, value: 1 });
    const found = await readAssociations(warehouse, {
      by: 'product',
      support: 0.02,
      confidence: 0.5,
      limit: 50,
    });
    expect(found.baskets).toBe(found.read);
    expect(found.rules[0]?.lift).toBeGreaterThan(10);
    const next = await readNextProducts(warehouse, {
      profile: profileId('person', 100_000 - 12_347),
      limit: 5,
    });
    expect(next.products).toHaveLength(5);
    const forecast = await readForecast(
      warehouse,
      { kind: 'person', of: 'sales', by: 'week', steps: 4 },
      '2011-12-11',
    );
    process.stdout.write(
      `Online Retail by week: ${JSON.stringify([forecast.form, forecast.test, forecast.notice?.code])}\n`,
    );
    expect(forecast.history).toHaveLength(53);
    if (forecast.notice === null) expect(forecast.test?.error).toBeLessThan(forecast.test?.naive ?? 0);
    else expect(forecast.points).toEqual([]);
  });
});
