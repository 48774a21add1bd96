import { expect, test } from 'vitest';

import * as contract from '../../src/dashboards/market/contract.ts';
import { refreshInsights } from '../../src/insights/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { followJob, importFile, problemOf } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { csv } from '../make.ts';

const { app, freshWorkspace } = await openTestApp();

/** Who bought, when, for how much, of which category. */
const orders = [
  ['a', '2023-11-10', 100, 'tea'],
  ['a', '2024-01-10', 40, 'tea'],
  ['b', '2024-02-10', 60, 'pots'],
  ['c', '2024-03-31', 50, 'tea'],
] as const;

async function sell({ client }: TestWorkspace, currency: string): Promise<void> {
  const batch = orders.map(([who, day, revenue, category], i) => ({
    type: 'track',
    event: 'Order Completed',
    userId: `user-${who}`,
    messageId: `${currency}${i}`,
    timestamp: `${day}T10:00:00Z`,
    properties: {
      order_id: `${currency}${i}`,
      revenue,
      currency,
      products: [{ product_id: category, category, price: revenue, quantity: 1 }],
    },
  }));
  await sendEvents({ app, client }, { source: `Shop ${currency}`, batch, people: 3 });
  await followJob(client, (await client.call(refreshInsights, {})).job);
}

const figure = { size: 1_000, currency: 'CNY', source: 'Report 2024' };

test('the share of a market is own sales by period and part, with what to think of beside it', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const people = [
    { 姓名: '甲一', 应用内编号: 'user-a', 地区: '江苏省' },
    { 姓名: '乙二', 应用内编号: 'user-b', 地区: '浙江省' },
  ];
  await importFile(client, { name: 'p.csv', bytes: csv(people) }, { source: 'crm', kind: 'person' });
  const add = (more: Record<string, unknown>) =>
    client.call(contract.createMarketSize, { ...figure, period: '2024-Q1', ...more });
  const { id } = await add({});
  expect((await client.call(contract.listMarketShares, {})).rows).toMatchObject([
    { share: null, sales: null, notice: { code: 'not-computed' } },
  ]);
  await sell(workspace, 'CNY');
  await add({ period: '2023' });
  await add({ period: '2024' });
  await add({ period: '2025-01' });
  await add({ period: '2024-02', currency: 'USD' });
  await add({ period: '2024-01', size: 20 });
  await add({ dimension: 'region', part: '江苏', size: 400 });
  await add({ dimension: 'category', part: 'tea', size: 900 });
  const { rows, asOf } = await client.call(contract.listMarketShares, {});
  expect(asOf).toBe('2024-04-01');
  expect(
    rows.map(({ label, period, sales, share, notice }) => [label.en, period, sales, share, notice?.code]),
  ).toEqual([
    ['Whole market', '2023', 100, 0.1, 'late'],
    ['Whole market', '2024', 150, 0.15, 'unfinished'],
    ['Whole market', '2024-01', 40, 2, 'too-much'],
    ['Whole market', '2024-02', 60, null, 'currency'],
    ['Whole market', '2024-Q1', 150, 0.15, undefined],
    ['Whole market', '2025-01', 0, null, 'not-begun'],
    ['tea', '2024-Q1', 90, 0.1, undefined],
    ['Jiangsu', '2024-Q1', 40, 0.1, undefined],
  ]);
  // The customers behind a share are those who bought there then.
  const bought = async (rule: unknown) =>
    (await client.call(queryProfiles, { kind: 'person', rule, total: true })).total;
  expect(await bought(rows[4]?.rule)).toBe(3);
  expect(await bought(rows[6]?.rule)).toBe(2);
  expect(await bought(rows[7]?.rule)).toBe(1);
  await client.call(contract.updateMarketSize, { ...figure, id, size: 300 });
  expect((await client.call(contract.listMarketShares, {})).rows[4]?.share).toBe(0.5);
  await client.call(contract.removeMarketSize, { id });
  expect(await problemOf(client.call(contract.removeMarketSize, { id }))).toMatchObject({
    code: 'market.not-found',
  });
  // With a second currency nothing can be added up.
  await sell(workspace, 'USD');
  expect((await client.call(contract.listMarketShares, {})).rows[0]).toMatchObject({
    share: null,
    notice: { code: 'currencies' },
  });
});

test('what cannot be a market is refused in words, and others do not see it', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const add = (more: Record<string, unknown>, by = client) =>
    by.call(contract.createMarketSize, { ...figure, period: '2024', ...more });
  await add({});
  expect(await problemOf(add({}))).toMatchObject({ code: 'market.same' });
  for (const wrong of [
    { dimension: 'region', part: 'Atlantis' },
    { dimension: 'region' },
    { part: 'tea' },
    { dimension: 'industry', part: 'C15', kind: 'person' },
  ])
    expect(await problemOf(add(wrong))).toMatchObject({ code: 'market.part' });
  for (const wrong of [{ period: '2024-13' }, { size: 0 }, { size: -1 }, { currency: '¥' }, { source: '' }])
    expect((await problemOf(add(wrong))).code).toMatch(/invalid|input/);
  expect(await problemOf(add({ period: '2023' }, await workspace.clientAs('viewer')))).toMatchObject({
    code: 'access.forbidden',
  });
  const other = await freshWorkspace();
  expect((await other.client.call(contract.listMarketShares, {})).rows).toEqual([]);
});
