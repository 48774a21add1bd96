import { expect, test } from 'vitest';

import { decideMatches, undoMatchChange } from '../../src/identity/contract.ts';
import { refreshInsights } from '../../src/insights/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { followJob } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';

const { app, freshWorkspace } = await openTestApp();

/** Who ordered, when, for how much. */
const orders = [
  ['li', '2026-01-05', 100],
  ['li', '2026-02-05', 50],
  ['wang', '2026-03-01', 30],
  ['zhao', '2026-03-02', 20],
] as const;

test('the values of customers follow them when they are joined, and are as before when that is undone', async () => {
  const { client } = await freshWorkspace();
  const batch = orders.map(([userId, day, revenue], n) => ({
    type: 'track',
    event: 'Order Completed',
    userId,
    messageId: `order-${n}`,
    timestamp: `${day}T10:00:00Z`,
    properties: { order_id: String(n), revenue, currency: 'CNY' },
  }));
  await sendEvents({ app, client }, { source: 'Shop', batch, people: 3 });
  await followJob(client, (await client.call(refreshInsights, {})).job);
  const values = async () => {
    const fields = ['tracked_id', '_value.orders', '_value.spend', '_value.recency', '_value.segment'];
    const rule = { insight: 'orders', gte: 1 };
    const { rows } = await client.call(queryProfiles, { kind: 'person', rule, fields });
    return rows
      .map((row) => fields.map((field) => String(row[field])))
      .toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1));
  };
  const before = await values();
  expect(before.map(([who, count, spend]) => [who, count, spend])).toEqual([
    ['li', '2', '150'],
    ['wang', '1', '30'],
    ['zhao', '1', '20'],
  ]);
  const { rows: people } = await client.call(queryProfiles, { kind: 'person', fields: ['tracked_id'] });
  const idOf = (who: string) => String(people.find((row) => String(row['tracked_id']) === who)?.id);
  const pairs = [{ left: idOf('li'), right: idOf('wang') }];
  const { change } = await client.call(decideMatches, { does: 'join', pairs });
  await waitFor('the values of one customer', values, (rows) => rows.some(([, count]) => count === '3'));
  expect((await values()).map(([, count, spend]) => [count, spend])).toEqual([
    ['3', '180'],
    ['1', '20'],
  ]);
  await client.call(undoMatchChange, { id: change });
  await waitFor('the values of two', values, (rows) => rows.length === 3);
  expect(await values()).toEqual(before);
});
