import { expect, test } from 'vitest';

import { createWriteKey, listArrivals } from '../../src/events/contract.ts';
import { getFunnel, listEventNames, refreshInsights } from '../../src/insights/contract.ts';
import { getIntervals, getLifecycle } from '../../src/insights/over-time/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { createSource } from '../../src/sources/contract.ts';
import { followJob, importFile, listProfiles, problemOf } from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { csv } from '../make.ts';
import { waitFor } from '../wait.ts';
import * as contract from '../../src/dashboards/contract.ts';

const { app, freshWorkspace } = await openTestApp();

type Client = TestWorkspace['client'];

/** Who bought, when, for how much. */
const orders = [
  ['a', '2024-01-10', 100],
  ['a', '2024-03-20', 40],
  ['b', '2024-02-10', 60],
  ['b', '2024-03-02T00:00:00Z', 20],
  ['c', '2024-03-25', 30],
  ['d', '2024-03-31', 50],
] as const;

async function sendOrders(client: Client, currency: string, mark = ''): Promise<void> {
  const source = await client.call(createSource, { name: `Shop${mark}`, channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const batch = orders.map(([who, day, revenue], i) => ({
    type: 'track',
    event: 'Order Completed',
    userId: `user-${who}`,
    messageId: `${mark}${i}`,
    timestamp: day.includes('T') ? day : `${day}T10:00:00Z`,
    properties: { order_id: `${mark}${i}`, revenue, currency },
  }));
  const views = [
    ['a', '2024-03-19', 'tea'],
    ['b', '2024-01-01', 'pot'],
  ].map(([who, day, product]) => ({
    type: 'track',
    event: 'Product Viewed',
    userId: `user-${who}`,
    messageId: `${mark}${who}${product}`,
    timestamp: `${day}T09:00:00Z`,
    properties: { product_id: product },
  }));
  const answer = await app.fetch(
    new Request('http://in-process/v1/batch', {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      body: JSON.stringify({ batch: [...batch, ...views] }),
    }),
  );
  expect(answer.status).toBe(200);
  await waitFor(
    'arrivals',
    () => client.call(listArrivals, { source: source.id }),
    ({ rows, waiting }) => rows.length > 0 && waiting === 0,
  );
}

async function compute(client: Client): Promise<void> {
  await followJob(client, (await client.call(refreshInsights, {})).job);
}

const idsOf = async (client: Client, rule: unknown) => {
  const { rows } = await client.call(queryProfiles, { kind: 'person', rule, fields: ['tracked_id'] });
  return rows.map((row) => String(row['tracked_id']).replace('user-', '')).toSorted();
};

/** States by month, intervals and funnels: each number has as many customers behind it. */
async function lookOverTime(client: Client): Promise<void> {
  const { months } = await client.call(getLifecycle, { kind: 'person', dormant: 30, lost: 60 });
  expect(
    months.map(({ month, ...states }) => [month, ...Object.values(states).map(({ customers }) => customers)]),
  ).toEqual([
    ['2024-01', 1, 0, 0, 0],
    ['2024-02', 1, 0, 1, 0],
    ['2024-03', 2, 2, 0, 0],
  ]);
  for (const { fresh, active, dormant, lost } of months)
    for (const { customers, rule } of [fresh, active, dormant, lost])
      if (rule !== null) expect(await idsOf(client, rule)).toHaveLength(customers);
  expect(months.map(({ active: { rule } }) => rule === null)).toEqual([true, true, false]);
  expect(await problemOf(client.call(getLifecycle, { dormant: 60, lost: 60 }))).toMatchObject({
    code: 'insights.silences',
  });
  const { intervals, median, bins, orders: nth } = await client.call(getIntervals, { kind: 'person' });
  expect([intervals, median]).toEqual([2, 45.5]);
  expect(bins.flatMap(({ from, to, intervals: n }) => (n === 0 ? [] : [[from, to, n]]))).toEqual([
    [15, 30, 1],
    [61, 90, 1],
  ]);
  expect(nth.map((one) => [one.order, one.customers, one.median])).toEqual([
    [1, 4, null],
    [2, 2, 45.5],
  ]);
  expect(await idsOf(client, nth[1]?.rule)).toEqual(['a', 'b']);
  const names = (await client.call(listEventNames, {})).rows.map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual(['Order Completed', 'Product Viewed']);
  const tea = { did: 'Product Viewed', where: { property: 'product', eq: 'tea' } } as const;
  for (const [first, counts] of [
    ['Product Viewed', [2, 1]],
    [tea, [1, 1]],
  ] as const) {
    const funnel = await client.call(getFunnel, {
      kind: 'person',
      steps: [first, 'Order Completed'],
      days: 30,
    });
    expect(funnel.steps.map(({ customers }) => customers)).toEqual(counts);
    for (const { rule, customers } of funnel.steps) expect(await idsOf(client, rule)).toHaveLength(customers);
  }
  // One order is not two, though it would pass both steps.
  const again = ['Order Completed', 'Order Completed'];
  const repeated = await client.call(getFunnel, { kind: 'person', steps: again });
  expect(repeated).toMatchObject({ steps: [], notice: { code: 'repeated' } });
  const pot = { did: 'Product Viewed', where: { property: 'product', eq: 'pot' } } as const;
  expect((await client.call(getFunnel, { kind: 'person', steps: [tea, pot] })).steps).toMatchObject([
    { customers: 1 },
    { customers: 0 },
  ]);
  const none = await client.call(getFunnel, {
    kind: 'person',
    steps: ['Nothing', 'Order Completed', 'More'],
  });
  const rule = { did: 'Nothing', followedBy: [{ did: 'Order Completed', within: '30d' }, { did: 'More' }] };
  expect(none).toMatchObject({ notice: { code: 'nobody' }, steps: [{}, {}, { rule }] });
}

test('metrics are what the customers behind them add up to, by span, month and part', async () => {
  const { client } = await freshWorkspace();
  const people = [
    { 姓名: '甲一', 性别: '女', 应用内编号: 'user-a', 出生日期: '1990-05-01' },
    { 姓名: '乙二', 性别: '男', 应用内编号: 'user-b', 出生日期: '' },
  ];
  await importFile(client, { name: 'p.csv', bytes: csv(people) }, { source: 'crm', kind: 'person' });
  const early = await client.call(contract.readMetric, { metric: 'sales', kind: 'person' });
  expect(early).toMatchObject({ value: null, notice: { code: 'not-computed' } });
  await sendOrders(client, 'CNY');
  await waitFor(
    'profiles',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.length === 4,
  );
  await compute(client);
  const read = (metric: string, more: { days?: 30 | 90; by?: string } = {}) =>
    client.call(contract.readMetric, { metric, kind: 'person', days: 30, ...more });

  // Now is the start of the first of April: the span is the 2nd to the 31st of March, midnight of the 2nd included.
  const sales = await read('sales');
  expect(sales).toMatchObject({ asOf: '2024-04-01', value: 140, before: 60, currency: 'CNY', notice: null });
  expect(sales.months).toEqual([
    { month: '2024-01', value: 100 },
    { month: '2024-02', value: 60 },
    { month: '2024-03', value: 140 },
  ]);
  expect(await idsOf(client, sales.rule)).toEqual(['a', 'b', 'c', 'd']);
  expect(await read('orders')).toMatchObject({ value: 4, before: 1 });
  expect(await read('average_purchase')).toMatchObject({ value: 35, before: 60 });
  const fresh = await read('acquisition');
  expect([fresh.value, await idsOf(client, fresh.rule)]).toEqual([2, ['c', 'd']]);
  // Two had bought before, and both came again; of the one known thirty days earlier nobody had.
  const kept = await read('retention');
  expect([kept.value, kept.before, await idsOf(client, kept.rule)]).toEqual([1, 0, ['a', 'b']]);
  // Orders do not reach back over two spans of ninety days.
  expect(await read('active', { days: 90 })).toMatchObject({ value: 4, before: null });

  for (const by of ['gender', 'age', 'source', 'tier', 'region']) {
    const parts = (await read('sales', { by })).parts.filter(({ value }) => value !== 0);
    for (const { rule, value } of parts) {
      const behind = await idsOf(client, rule);
      const sum = orders.reduce(
        (all, [who, day, amount]) => (behind.includes(who) && day >= '2024-03-02' ? all + amount : all),
        0,
      );
      expect([by, behind, value]).toEqual([by, behind, sum]);
    }
    expect(parts.length, by).toBeGreaterThan(0);
  }
  const gender = await read('sales', { by: 'gender' });
  expect(Object.fromEntries(gender.parts.map(({ key, value, before }) => [key, [value, before]]))).toEqual({
    female: [40, 0],
    male: [20, 60],
    '': [80, 0],
  });
  expect(await read('customers', { by: 'gender' })).toMatchObject({ value: 4, before: null, months: [] });
  const quality = await read('data_quality');
  expect(await idsOf(client, quality.rule)).toHaveLength(Math.round((quality.value ?? 0) * 4));
  expect((await problemOf(read('mood'))).code).toBe('metrics.metric');
  expect((await problemOf(read('sales', { by: 'industry' }))).code).toBe('metrics.dimension');

  await lookOverTime(client);

  // What has no rate is not added up.
  await sendOrders(client, 'USD', 'u');
  await compute(client);
  expect(await read('sales')).toMatchObject({ value: null, parts: [], notice: { code: 'currencies' } });
  expect(await read('orders')).toMatchObject({ value: 8, notice: null });
});

test('a role that may not see a field is not told its parts', async () => {
  const { client, clientAs } = await freshWorkspace();
  const viewer = await clientAs('viewer');
  const namesOf = async (who: Client) =>
    (await who.call(contract.getMetricModel, { kind: 'person' })).dimensions.map(({ key }) => key);
  expect(await namesOf(client)).toEqual(['region', 'source', 'age', 'gender', 'segment', 'tier']);
  const open = await namesOf(viewer);
  for (const by of ['age', 'gender'].filter((one) => !open.includes(one)))
    expect(
      (await problemOf(viewer.call(contract.readMetric, { metric: 'customers', kind: 'person', by }))).code,
    ).toBe('metrics.dimension');
  expect(open).toContain('segment');
});

test('dashboards are private until they are shared; cards are changed from the version that was seen', async () => {
  const { client, clientAs } = await freshWorkspace();
  const [analyst, other, viewer] = await Promise.all([
    clientAs('analyst'),
    clientAs('analyst'),
    clientAs('viewer'),
  ]);
  const made = await analyst.call(contract.createDashboard, { name: 'Mine' });
  const { id } = made;
  const code = async (promise: Promise<unknown>) => (await problemOf(promise)).code;
  expect((await other.call(contract.listDashboards, {})).rows).toEqual([]);
  expect(await code(other.call(contract.getDashboard, { id }))).toBe('dashboards.not-found');
  expect(await code(client.call(contract.removeDashboard, { id }))).toBe('dashboards.not-found');
  await analyst.call(contract.updateDashboard, { id, shared: true });
  expect((await viewer.call(contract.getDashboard, { id })).changeable).toBe(false);
  expect(await code(viewer.call(contract.createDashboard, { name: 'No' }))).toBe('access.forbidden');
  const rfm = { id: 'one', type: 'rfm', kind: 'person' } as const;
  expect(await code(other.call(contract.pinCard, { id, card: rfm }))).toBe('dashboards.not-yours');

  const pinned = await analyst.call(contract.pinCard, { id, card: rfm });
  expect(pinned.cards).toEqual([{ ...rfm, title: '', size: 'wide' }]);
  const sales = { id: 'two', type: 'metric', kind: 'person', metric: 'sales', target: 1000 } as const;
  const both = await client.call(contract.pinCard, { id, card: sales });
  expect(both).toMatchObject({ count: 2, version: pinned.version + 1, changeable: true });
  const swapped = { id, cards: both.cards.toReversed() };
  const late = analyst.call(contract.updateDashboard, { ...swapped, version: pinned.version });
  expect(await code(late)).toBe('dashboards.changed');
  await analyst.call(contract.updateDashboard, { ...swapped, version: both.version });
  expect((await viewer.call(contract.getDashboard, { id })).cards.map((card) => card.id)).toEqual([
    'two',
    'one',
  ]);
  const twice = { name: 'Twice', cards: [rfm, rfm] };
  expect(await code(analyst.call(contract.createDashboard, twice))).toBe('dashboards.cards');
  await analyst.call(contract.removeDashboard, { id });
  expect((await client.call(contract.listDashboards, {})).rows).toEqual([]);
});
