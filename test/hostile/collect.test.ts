import { gzipSync } from 'node:zlib';

import { monitorEventLoopDelay } from 'node:perf_hooks';

import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { createWriteKey, listArrivals } from '../../src/events/contract.ts';
import { createSource } from '../../src/sources/contract.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';

const { app, freshWorkspace } = await openTestApp();

/** Mutated requests that are sent: all of them with TEST_FAULTS=1. */
const fuzzed = process.env['TEST_FAULTS'] === '1' ? 100_000 : 1_000;
vi.setConfig({ testTimeout: 1_800_000 });
afterAll(() => vi.resetConfig());

/** Values that stand where others are expected. */
const strange: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'null',
  '[object Object]',
  'x'.repeat(5_000),
  '\ud800',
  'a\u0000b',
  '1900-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  [],
  [[[[[]]]]],
  {},
  { toString: 1, valueOf: null },
  { length: 1e9 },
  { $set: { $set: {} } },
];

interface Dice {
  (most: number): number;
}

/** A copy of a JSON value in which one part, somewhere, is another. */
function estrange(value: unknown, dice: Dice): unknown {
  if (dice(6) === 0 || typeof value !== 'object' || value === null) return strange[dice(strange.length)];
  if (Array.isArray(value)) {
    const at = dice(value.length);
    const changed = value.map((one: unknown, index) => (index === at ? estrange(one, dice) : one));
    return dice(8) === 0 ? [...changed, ...changed] : changed;
  }
  const entries = Object.entries(value);
  const at = dice(entries.length);
  const names = ['__proto__', 'constructor', 'type', 'userId', 'batch', 'products', '$set', 'context'];
  return Object.fromEntries(
    entries.map(([key, one], index) => {
      if (index !== at) return [key, one];
      return [dice(5) === 0 ? names[dice(names.length)] : key, estrange(one, dice)];
    }),
  );
}

async function openCollector() {
  const { client } = await freshWorkspace();
  const source = await client.call(createSource, { name: 'Hostile', channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const send = async (body: string | Uint8Array<ArrayBuffer>, path = '/v1/batch'): Promise<number> => {
    const url = `http://in-process${path}?writeKey=${key}`;
    const answer = await app.fetch(new Request(url, { method: 'POST', body }));
    await answer.arrayBuffer();
    return answer.status;
  };
  return { client, source, key, send };
}

const answered = z.object({ outcomes: z.array(z.looseObject({ taken: z.boolean() })) });

test('what is broken, huge or hostile is answered clearly, and fails alone', async () => {
  const { client, source, key, send } = await openCollector();
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const message = (more: object) => ({ type: 'track', event: 'Called', userId: 'u', ...more });
  expect(await send('')).toBe(400);
  expect(await send('{"batch":[')).toBe(400);
  expect(await send(new Uint8Array([0x1f, 0x8b, 8, 0, 1]))).toBe(400);
  expect(await send(new Uint8Array(10_000_000).fill(0x20))).toBe(413);
  expect(await send(gzipSync(Buffer.alloc(50_000_000, 0x20)))).toBe(413);
  expect(
    await send(`{"batch":[{"type":"track","event":"x","userId":"u","properties":{"deep":${deep}}}]}`),
  ).toBe(200);
  expect(
    await send(
      Buffer.concat([
        Buffer.from('{"batch":[{"type":"track","userId":"u","event":"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}]}'),
      ]),
    ),
  ).toBe(200);
  expect(await send(gzipSync(JSON.stringify({ batch: [message({})] })))).toBe(200);
  const batch = [
    message({ messageId: 'good' }),
    message({ userId: '\ud800', event: 'lone \udc00 surrogate' }),
    message({ timestamp: '3000-01-01T00:00:00Z' }),
    message({ properties: { revenue: -5, quantity: 1e300, nul: 'a\u0000b' } }),
    message({ event: { not: 'a name' } }),
    message({ properties: { big: 'x'.repeat(300_000) } }),
    null,
    'text',
  ];
  const url = `http://in-process/v1/batch?debug=1&writeKey=${key}`;
  const text = JSON.stringify({ batch }).replace(
    '"userId":"u"',
    '"__proto__":{"polluted":1},"constructor":1,"userId":"u"',
  );
  const answer = await app.fetch(new Request(url, { method: 'POST', body: text }));
  const { outcomes } = answered.parse(await answer.json());
  expect(outcomes.map((one) => one['code'] ?? 'taken')).toEqual([
    'taken',
    'taken',
    'event.time',
    'taken',
    'event.unnamed',
    'event.too-large',
    'event.shape',
    'event.shape',
  ]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  const { rows } = await waitFor(
    'all of it in the warehouse',
    () => client.call(listArrivals, { source: source.id }),
    (found) => found.waiting === 0 && found.rows.length === 11,
  );
  expect(rows.filter((row) => row.refused === null)).toHaveLength(5);
});

/** Packed bytes, one in four of them broken afterwards. */
function gzipped(bytes: Buffer, dice: Dice): Buffer<ArrayBuffer> {
  const packed = Buffer.from(gzipSync(bytes));
  if (dice(4) === 0) packed[dice(packed.length)] = dice(256);
  return packed;
}

test('mutated requests are never a fault of the server', async () => {
  const { client, source, send } = await openCollector();
  const usual = {
    batch: [
      {
        type: 'identify',
        userId: 'u',
        anonymousId: 'a',
        traits: { email: 'a@b.cn', address: { city: '上海' } },
      },
      {
        type: 'track',
        event: 'Order Completed',
        userId: 'u',
        properties: { revenue: 1, products: [{ product_id: 'p', price: 2 }] },
      },
      { event: '$identify', distinct_id: 'u', properties: { $set: { name: 'x' }, $anon_distinct_id: 'a' } },
    ],
    context: {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      screen: { width: 1, height: 1 },
      campaign: { source: 'x' },
      page: { url: 'https://a.cn' },
    },
    sentAt: '2026-03-01T00:00:00Z',
  };
  const paths = ['/v1/batch', '/v1/track', '/batch/', '/i/v0/e/', '/api/s/track', '/beacon/v1/batch'];
  let state = 7;
  const random = (most: number) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % most;
  const mutate = (): Buffer<ArrayBuffer> => {
    const bytes = Buffer.from(JSON.stringify(random(2) === 0 ? usual : estrange(usual, random)));
    if (random(3) === 0) return gzipped(bytes, random);
    for (let times = random(4); times >= 0; times -= 1)
      bytes[random(Math.max(1, bytes.length))] = random(256);
    return random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
  };
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const statuses = new Map<number, number>();
  for (let n = 0; n < fuzzed; n += 1) {
    const status = await send(mutate(), paths[random(paths.length)]);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  delay.disable();
  console.log(
    `mutated requests: ${fuzzed}, answers ${JSON.stringify([...statuses])}, longest wait for the event loop ${Math.round(delay.max / 1e6)} ms`,
  );
  expect([...statuses.keys()].filter((status) => ![200, 400].includes(status))).toEqual([]);
  expect(statuses.get(200)).toBeGreaterThan(0);
  await waitFor(
    'all of it in the warehouse',
    () => client.call(listArrivals, { source: source.id, limit: 1 }),
    ({ waiting }) => waiting === 0,
  );
});
