import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { afterAll, expect, test } from 'vitest';

import { createWriteKey, listArrivals, retryAside } from '../../src/events/contract.ts';
import { createSource } from '../../src/sources/contract.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';

const data = await mkdtemp(join(tmpdir(), 'clientele-unreadable-'));
afterAll(() => rm(data, { recursive: true, force: true }));
const { app, freshWorkspace } = await openTestApp({ CLIENTELE_DATA: data });

test('a file of the log that can never be loaded is set aside, holds nobody up, and is tried again on request', async () => {
  const { client, id } = await freshWorkspace();
  const source = await client.call(createSource, { name: 'Shop', channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const folder = join(data, 'collect', id);
  const rows = Buffer.alloc(100, 0xff);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(rows.length, 0);
  head.writeUInt32LE(crc32(rows), 4);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '5.log'), Buffer.concat([head, rows]));
  const body = JSON.stringify({ userId: 'u', event: 'Called' });
  const answer = await app.fetch(
    new Request(`http://in-process/v1/track?writeKey=${key}`, { method: 'POST', body }),
  );
  expect(answer.status).toBe(200);
  const look = () => client.call(listArrivals, { source: source.id });
  const isAside = ({ rows: found, waiting, aside }: Awaited<ReturnType<typeof look>>) =>
    found.length === 1 && waiting === 0 && aside === 108;
  await waitFor('the event in the warehouse, the broken file aside', look, isAside);
  expect(await readdir(folder)).toEqual(['5.aside']);
  await client.call(retryAside, {});
  expect((await look()).aside).toBe(0);
  await waitFor('the broken file aside again', look, isAside);
});
