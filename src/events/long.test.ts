import { expect, test } from 'vitest';

import { listProfiles } from '../../test/actions.ts';
import { openTestApp } from '../../test/harness.ts';
import { onServers } from '../../test/place.ts';
import { waitFor } from '../../test/wait.ts';
import { listTimeline } from '../profiles/contract.ts';
import { createSource } from '../sources/contract.ts';
import { createWriteKey, listArrivals } from './contract.ts';
import { getCosts } from './costs/contract.ts';
import { updateIdentityGuards } from './guards/contract.ts';

const { app, freshWorkspace } = await openTestApp({ CLIENTELE_COUNTRY: 'GB' });

async function openShop() {
  const { client } = await freshWorkspace();
  const source = await client.call(createSource, { name: 'Shop', channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const send = async (batch: readonly object[]): Promise<void> => {
    const body = JSON.stringify({ writeKey: key, batch });
    const answer = await app.fetch(new Request('http://in-process/v1/batch', { method: 'POST', body }));
    expect(answer.status).toBe(200);
  };
  return { client, source: source.id, send };
}

const events = 100_000;
const perBatch = 1_000;
/** Of another customer, beside whom it is seen how slow the machine itself is. */
const fewEvents = 3_000;
/** Through the listener that stands for a server each statement takes several times as long. */
const slowMs = onServers ? 2_000 : 300;
/** So many times what the customer with few events takes, where that is more. */
const slowTimes = 2;
/** Milliseconds of work where the engine is in this process, so that what else the machine does is not counted; else of waiting. */
function readClock(): number {
  if (onServers) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
const first = Date.parse('2026-01-01T00:00:00Z');

/** Nine views of ten, and an order among a thousand. */
function eventAt(n: number, userId: string): object {
  const timestamp = new Date(first + n * 60_000).toISOString();
  const at = { userId, messageId: `${userId} ${n}`, timestamp };
  if (n % 1_000 === 0)
    return { ...at, type: 'track', event: 'Order Completed', properties: { order_id: `A${n}`, total: 5 } };
  if (n % 10 === 0)
    return { ...at, type: 'track', event: 'Product Viewed', properties: { product_id: `P${n % 97}` } };
  return {
    ...at,
    type: 'page',
    name: `Page ${n % 31}`,
    properties: { url: `https://shop.cn/${n % 31}`, title: `Page ${n % 31}` },
  };
}

test('the timeline of a customer with 100,000 events is there at once, whole and by kind', async () => {
  const { client, source, send } = await openShop();
  for (const [userId, name, count] of [
    ['u-1', 'Li', events],
    ['u-2', 'An', fewEvents],
  ] as const) {
    await send([{ type: 'identify', userId, traits: { email: `${name}@shop.cn`, name } }]);
    for (let n = 0; n < count; n += perBatch)
      await send(Array.from({ length: perBatch }, (_, index) => eventAt(n + index, userId)));
  }
  await waitFor(
    'all of it',
    () => client.call(listArrivals, { source }),
    ({ waiting }) => waiting === 0,
  );
  const people = await waitFor(
    'Li and An',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.length === 2,
  );
  const [id = '', other = ''] = ['Li', 'An'].map((name) =>
    String(people.find((row) => row['name'] === name)?.id),
  );
  for (const one of [id, other])
    await waitFor(
      'events',
      () => client.call(listTimeline, { id: one, kinds: 'order' }),
      ({ rows }) => rows.length > 0,
    );
  const times = new Map<string, number[]>();
  const measure = async (name: string, input: { id: string; kinds?: string; after?: string }) => {
    const started = readClock();
    const page = await client.call(listTimeline, input);
    times.set(name, [...(times.get(name) ?? []), readClock() - started]);
    return page;
  };
  const read = async (name: string, input: { kinds?: string; after?: string }) => {
    await measure(`few ${name}`, { id: other, ...input });
    return measure(name, { id, ...input });
  };
  const views = await read('visit', { kinds: 'visit' });
  expect(views.rows[0]?.at).toBe(new Date(first + (events - 1) * 60_000).toISOString());
  for (let again = 0; again < 10; again += 1) {
    const page = await read('first', {});
    expect(page.rows).toHaveLength(30);
    await read('next', { after: page.next ?? '' });
    const orders = await read('order', { kinds: 'order' });
    expect(orders.rows.map(({ details }) => details['order'])[0]).toBe(`A${events - 1_000}`);
    expect(orders.rows).toHaveLength(30);
    await read('order next', { kinds: 'order', after: orders.next ?? '' });
    await read('visit', { kinds: 'visit' });
    await read('event', { kinds: 'event' });
  }
  // Whatever else the machine does makes some of them slower and none faster.
  const quartile = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 4)] ?? 0;
  const usual = new Map([...times].map(([name, list]) => [name, Math.round(quartile(list))]));
  const slow = [...usual].filter(
    ([name, ms]) => ms > Math.max(slowMs, slowTimes * (usual.get(`few ${name}`) ?? Infinity)),
  );
  expect(slow).toEqual([]);
});

test('a telephone that as many customers share as may joins no other, however people of the country write it', async () => {
  const { client, send } = await openShop();
  await client.call(updateIdentityGuards, { guards: [{ field: 'tracked_id', limit: 10, window: 'ever' }] });
  const people = 11;
  const batch = Array.from({ length: people }, (_, n) => ({
    type: 'identify',
    userId: `u-${n}`,
    traits: { phone: n % 2 === 0 ? '07400 123456' : '+44 7400 123 456' },
  }));
  await send(batch.slice(0, -1));
  await waitFor(
    'one of all',
    () => listProfiles(client, { kind: 'person' }),
    ([one, other]) => one?.['phones'] !== undefined && other === undefined,
  );
  await send(batch.slice(-1));
  const rows = await waitFor(
    'another',
    () => listProfiles(client, { kind: 'person' }),
    (found) => found.length > 1,
  );
  expect(rows).toHaveLength(2);
});

test('what it cost to serve a customer is added up by month, by what it was, and altogether', async () => {
  const { client, source, send } = await openShop();
  const cost = (event: string, properties: object, timestamp: string) => ({
    type: 'track',
    userId: 'u-1',
    messageId: `cost ${timestamp}`,
    event,
    properties,
    timestamp,
  });
  await send([
    { type: 'identify', userId: 'u-1', traits: { email: 'li@shop.cn', name: 'Li' } },
    cost('Call Ended', { cost: 12.5, currency: 'CNY' }, '2026-01-31T23:00:00Z'),
    cost('Call Ended', { cost: '1,000', currency: 'CNY' }, '2026-02-01T00:00:00Z'),
    cost('Sample Sent', { cost: 7.5, currency: 'CNY' }, '2026-02-02T00:00:00Z'),
    cost('Sample Sent', { cost: 3, currency: 'USD' }, '2026-02-03T00:00:00Z'),
    { ...cost('Sample Sent', { cost: 99, currency: 'CNY' }, '2026-02-04T00:00:00Z'), userId: 'u-2' },
  ]);
  await waitFor(
    'all of it',
    () => client.call(listArrivals, { source }),
    ({ waiting }) => waiting === 0,
  );
  const people = await waitFor(
    'Li',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.some(({ name }) => name === 'Li'),
  );
  const id = people.find(({ name }) => name === 'Li')?.id ?? '';
  const costs = await client.call(getCosts, { id });
  expect(costs.totals).toEqual([
    { currency: 'CNY', amount: 1_020, times: 3 },
    { currency: 'USD', amount: 3, times: 1 },
  ]);
  expect(costs.months).toEqual([
    { month: '2026-01', currency: 'CNY', amount: 12.5, times: 1 },
    { month: '2026-02', currency: 'USD', amount: 3, times: 1 },
    { month: '2026-02', currency: 'CNY', amount: 1_007.5, times: 2 },
  ]);
  expect(costs.kinds.map(({ amount, currency }) => [amount, currency])).toEqual([
    [1_012.5, 'CNY'],
    [7.5, 'CNY'],
    [3, 'USD'],
  ]);
});
