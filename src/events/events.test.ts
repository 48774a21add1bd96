import { expect, test } from 'vitest';

import { openTestApp, type TestWorkspace } from '../../test/harness.ts';
import { listProfiles } from '../../test/actions.ts';
import { waitFor } from '../../test/wait.ts';
import { listTimeline } from '../profiles/contract.ts';
import { createSource } from '../sources/contract.ts';
import { createWriteKey, listArrivals, replayRefused } from './contract.ts';

const { app, freshWorkspace } = await openTestApp();

type Client = TestWorkspace['client'];

/** A source with a write key. */
async function openSource(client: Client, name = 'Shop') {
  const source = await client.call(createSource, { name, channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  return { source: source.id, key };
}

/** Sends as a client of a protocol does. */
async function send(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const answer = await app.fetch(
    new Request(`http://in-process${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  return { status: answer.status, body: await answer.json() };
}

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

const settled = (client: Client, source: string, count: number) =>
  waitFor(
    `${count} arrivals`,
    () => client.call(listArrivals, { source }),
    ({ rows, waiting }) => rows.length === count && waiting === 0,
  );

test('page views before the sign-up, and a message sent twice, are once on the timeline of the customer', async () => {
  const { client } = await freshWorkspace();
  const { source, key } = await openSource(client);
  const view = {
    type: 'page',
    name: 'Home',
    anonymousId: 'anon-1',
    messageId: 'm-1',
    timestamp: '2026-03-01T10:00:00Z',
    properties: { url: 'https://shop.cn/?utm_source=x', title: 'Home' },
  };
  expect(await send('/v1/batch', { batch: [view, view] }, basic(key))).toMatchObject({ status: 200 });
  expect(await send('/v1/page', view, basic(key))).toMatchObject({ status: 200, body: { success: true } });
  const identify = {
    userId: 'u-1',
    anonymousId: 'anon-1',
    messageId: 'm-2',
    timestamp: '2026-03-01T10:05:00Z',
    traits: { email: 'li@shop.cn', firstName: '娜', lastName: '李', phone: '13911110001' },
  };
  await send('/v1/identify', identify, basic(key));
  const order = {
    event: 'order_completed',
    userId: 'u-1',
    messageId: 'm-3',
    timestamp: '2026-03-01T10:06:00Z',
    properties: {
      order_id: 'A1',
      revenue: 30.5,
      currency: 'cny',
      products: [{ product_id: 'P1', name: 'Tea', price: 15.25, quantity: 2 }],
    },
  };
  await send('/v1/track', order, basic(key));
  await settled(client, source, 3);
  const [person] = await waitFor(
    'the profile',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.length === 1 && rows[0]?.['name'] !== undefined,
  );
  expect(person).toMatchObject({ name: '李娜', emails: ['li@shop.cn'], tracked_id: 'u-1' });
  const timeline = await client.call(listTimeline, {
    id: String(person?.['id']),
    kinds: 'visit,order,event',
  });
  expect(timeline.rows.map(({ kind, text, at }) => [kind, text, at])).toEqual([
    ['order', 'Order Completed', '2026-03-01T10:06:00.000Z'],
    ['visit', 'Page Viewed', '2026-03-01T10:00:00.000Z'],
  ]);
  expect(timeline.rows[0]?.details).toMatchObject({ amount: 30.5, currency: 'CNY', order: 'A1' });
});

test('a bad message fails alone, is kept with its reason, and is taken when it was mended', async () => {
  const { client } = await freshWorkspace();
  const { source, key } = await openSource(client);
  const good = { type: 'track', event: 'Called', userId: 'u-1', messageId: 'g' };
  const bad = { type: 'track', event: 'Called', userId: 'null', messageId: 'b' };
  const answer = await send('/v1/batch?debug=1', {
    writeKey: key,
    batch: [good, bad, 5, { ...good, messageId: 'o', timestamp: '1900-01-01T00:00:00Z' }],
  });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      outcomes: [{ taken: true }, { code: 'event.nobody' }, { code: 'event.shape' }, { code: 'event.time' }],
    },
  });
  const { rows } = await settled(client, source, 4);
  const refused = rows.find((row) => row.refused?.code === 'event.nobody');
  expect(JSON.parse(refused?.raw ?? '')).toEqual(bad);
  const again = await client.call(replayRefused, {
    source,
    messages: [{ id: refused?.id ?? '', raw: JSON.stringify({ ...bad, userId: 'u-2' }) }],
  });
  expect(again).toEqual({ taken: 1, refused: [] });
  const after = await settled(client, source, 4);
  expect(
    after.rows
      .filter((row) => row.refused === null)
      .map(({ user }) => user)
      .toSorted(),
  ).toEqual(['u-1', 'u-2']);
  expect(await send('/v1/track', good, basic('wk_nobody'))).toMatchObject({
    status: 401,
    body: { code: 'events.unauthenticated' },
  });
});

test('an address that hundreds give makes no two of them one, whenever they come', async () => {
  const { client } = await freshWorkspace();
  const { key } = await openSource(client);
  const come = (from: number, count: number) =>
    send(
      '/v1/batch',
      {
        batch: Array.from({ length: count }, (_none, n) => ({
          type: 'identify',
          userId: `guest-${from + n}`,
          messageId: `c-${from + n}`,
          traits: { name: `Guest ${from + n}`, email: ' Till@Shop.example ', phone: '13911119999' },
        })),
      },
      basic(key),
    );
  const people = (count: number) =>
    waitFor(
      `${count} customers`,
      () => listProfiles(client, { kind: 'person' }),
      (rows) => rows.length === count,
    );
  await come(0, 60);
  await people(60);
  await come(60, 60);
  const rows = await people(120);
  expect(rows.filter((row) => Array.isArray(row['emails']))).toHaveLength(1);
  // Who has an id of its own is known by it all the same.
  await send(
    '/v1/identify',
    { userId: 'guest-100', traits: { name: 'Guest 100', city: '上海' } },
    basic(key),
  );
  await send('/v1/identify', { userId: 'home', traits: { email: 'g@home.example' } }, basic(key));
  await people(121);
});

test('a browser of a shop, on which many sign in and out, is nobody’s, and joins nobody', async () => {
  const { client } = await freshWorkspace();
  const { source, key } = await openSource(client);
  const batch = Array.from({ length: 8 }, (_none, n) => [
    { type: 'page', name: 'Home', anonymousId: 'till', messageId: `p-${n}` },
    {
      type: 'identify',
      userId: `clerk-${n}`,
      anonymousId: 'till',
      messageId: `k-${n}`,
      traits: { name: `Clerk ${n}` },
    },
  ]).flat();
  await send('/v1/batch', { batch }, basic(key));
  await settled(client, source, 16);
  const rows = await waitFor(
    'eight customers',
    () => listProfiles(client, { kind: 'person' }),
    (found) => found.length === 8 && found.every((row) => row['name'] !== null),
  );
  for (const { id } of rows) {
    const timeline = await client.call(listTimeline, { id, kinds: 'visit' });
    expect(timeline.rows).toEqual([]);
  }
});
