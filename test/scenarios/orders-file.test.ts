import { expect, test } from 'vitest';

import { getLifetimeValue, refreshInsights } from '../../src/insights/contract.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { followJob, listProfiles, uploadFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv } from '../make.ts';
import { importEvents, importRetail, retailMissing } from '../retail.ts';
import { waitFor } from '../wait.ts';

const { freshWorkspace } = await openTestApp();

const columns = {
  单号: 'order',
  客户: 'customer',
  时间: 'time',
  商品: 'product',
  数量: 'quantity',
  单价: 'price',
} as const;

test('a file of orders brings them with their lines, once however often it comes, to customers of its source', async () => {
  const { client } = await freshWorkspace();
  const row = (order: string, customer: string, more: Record<string, string> = {}) => ({
    单号: order,
    客户: customer,
    时间: '2026-03-01 10:00:00',
    商品: 'P1',
    数量: '2',
    单价: '¥1,250.50',
    ...more,
  });
  const file = csv([
    row('A1', '17850.0'),
    row('A1', '17850.0', { 商品: 'P2', 数量: '1', 单价: '9' }),
    row('CA1', '17850', { 时间: '2026-03-02 10:00:00', 数量: '-1', 单价: '9' }),
    row('A2', 'null', {}),
    row('A3', '17851', { 时间: '昨天' }),
  ]);
  const bring = async () =>
    importEvents(client, {
      upload: await uploadFile(client, { name: 'orders.csv', bytes: file }),
      columns,
      currency: 'CNY',
      cancelledPrefix: 'C',
    });
  expect(await bring()).toEqual({ rows: 5, events: 3, refused: 1, unread: 0 });
  expect(await bring()).toMatchObject({ events: 0, refused: 0 });
  const [person] = await waitFor(
    'the customer',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.length === 1,
  );
  expect(person).toMatchObject({ external_id: '17850' });
  const { rows } = await client.call(listTimeline, { id: String(person?.['id']), kinds: 'order' });
  expect(
    rows.map(({ text, details }) => [text, details['order'], details['amount'], details['currency']]),
  ).toEqual([
    ['Order Cancelled', 'CA1', -9, 'CNY'],
    ['Order Completed', 'A1', 2510, 'CNY'],
  ]);
});

if (retailMissing !== null) process.stdout.write(`skipped: ${retailMissing}\n`);

test.skipIf(retailMissing !== null)('a year of a real shop', async () => {
  const { client } = await freshWorkspace();
  const started = performance.now();
  const result = await importRetail(client);
  expect(result).toEqual({ rows: 541_909, events: 25_900, refused: 0, unread: 0 });
  process.stdout.write(`a year of a real shop: ${Math.round(performance.now() - started)} ms\n`);
  const people = await waitFor(
    'the customers',
    () => listProfiles(client, { kind: 'person', fields: ['external_id'] }),
    (rows) => rows.length === 4_372,
  );
  expect(people.length).toBe(4_372);
  await followJob(client, (await client.call(refreshInsights, { asOf: '2011-12-11' })).job);
  const { customers, spend } = await client.call(getLifetimeValue, {});
  // What known customers bought and did not cancel, at a price above zero.
  expect([customers, spend?.toFixed(2)]).toEqual([4_338, '8911407.90']);
});
