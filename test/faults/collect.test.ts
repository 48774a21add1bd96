import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { createWriteKey, listArrivals } from '../../src/events/contract.ts';
import { createSource } from '../../src/sources/contract.ts';
import { openWarehouse, scopeWarehouse, statement } from '../../src/store/warehouse/index.ts';
import { onServers } from '../place.ts';
import { waitFor } from '../wait.ts';
import { buildProgram, startServer, type TestServer } from './server.ts';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 });
if (onServers) console.log('kills during collection: skipped, they are about the engines inside the process');

const kills = process.env['TEST_FAULTS'] === '1' ? 30 : 2;
const data = await mkdtemp(join(tmpdir(), 'clientele-collect-'));
const program = onServers ? '' : await buildProgram();
let server: TestServer | undefined;
afterAll(async () => {
  await server?.end('SIGKILL');
  for (const folder of [data, program]) if (folder !== '') await rm(folder, { recursive: true, force: true });
  vi.resetConfig();
});

const note = z.object({ url: z.string() });
const urlOf = async () => note.parse(JSON.parse(await readFile(join(data, 'server.json'), 'utf8'))).url;

/** Twenty messages, every fifth of them an order. */
function makeBatch(number: number): string {
  const batch = Array.from({ length: 20 }, (_none, n) => ({
    type: 'track',
    event: n % 5 === 0 ? 'Order Completed' : 'Called',
    userId: `u${(number + n) % 50}`,
    anonymousId: `a${(number + n) % 50}`,
    messageId: `${number}-${n}`,
    properties: n % 5 === 0 ? { order_id: `${number}-${n}`, revenue: 1 } : {},
  }));
  return JSON.stringify({ batch });
}

/** Sends batches one after another; one that was not acknowledged stays the next. */
function openSender(key: string, numbers: { next: number }) {
  let pending: number | undefined;
  return {
    get isDone() {
      return pending === undefined;
    },
    async send(url: string, more: () => boolean): Promise<void> {
      for (;;) {
        if (pending === undefined && !more()) return;
        pending ??= numbers.next++;
        const answer = await fetch(`${url}/v1/batch?writeKey=${key}`, {
          method: 'POST',
          body: makeBatch(pending),
        }).catch(() => undefined);
        if (answer === undefined) return;
        await answer.text().catch(() => '');
        if (answer.status === 200) pending = undefined;
        else await sleep(50);
      }
    },
  };
}

const counted = z.object({ n: z.coerce.number(), once: z.coerce.number() });

test.skipIf(onServers)(
  'whatever was acknowledged before a kill is there once, and what is sent again changes nothing',
  async () => {
    server = await startServer({ program, data });
    const source = await server.client.call(createSource, { name: 'Shop', channel: 'web' });
    const { key } = await server.client.call(createWriteKey, { source: source.id });
    const numbers = { next: 1 };
    const senders = Array.from({ length: 6 }, () => openSender(key, numbers));
    for (let kill = 0; kill < kills; kill += 1) {
      const url = await urlOf();
      let going = true;
      const sending = Promise.all(senders.map((one) => one.send(url, () => going)));
      await sleep(100 + Math.random() * 1_500);
      const ended = server.end('SIGKILL');
      going = false;
      await ended;
      await sending;
      server = await startServer({ program, data });
    }
    const url = await urlOf();
    await Promise.all(senders.map((one) => one.send(url, () => false)));
    expect(senders.every((one) => one.isDone)).toBe(true);
    const sent = (numbers.next - 1) * 20;
    // A client that never heard the answer sends all of it once more.
    for (let number = 1; number < numbers.next; number += Math.ceil(numbers.next / 20))
      await fetch(`${url}/v1/batch?writeKey=${key}`, { method: 'POST', body: makeBatch(number) });
    const running = server;
    await waitFor(
      'everything in the warehouse',
      () => running.client.call(listArrivals, { source: source.id, limit: 1 }),
      ({ waiting }) => waiting === 0,
    );
    expect(await server.end('SIGTERM')).toBe(0);
    server = undefined;
    const engine = await openWarehouse({ url: null, cluster: null, directory: join(data, 'warehouse') });
    const count = (table: string) =>
      scopeWarehouse(engine, 1).row(
        statement({
          name: 'test.count',
          sql: `SELECT count() AS n, uniqExact(message) AS once FROM {db}.${table}`,
          row: counted,
        }),
      );
    const [events, orders] = [await count('events'), await count('orders')];
    await engine.close();
    expect(events).toEqual({ n: sent, once: sent });
    expect(orders).toEqual({ n: sent / 5, once: sent / 5 });
    console.log(`kills during collection: ${kills}, ${sent} messages acknowledged, each there once`);
  },
);
