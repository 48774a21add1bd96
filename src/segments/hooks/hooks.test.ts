import { once } from 'node:events';
import { createServer } from 'node:http';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { followJob, importFile, listProfiles, problemOf } from '../../../test/actions.ts';
import { openTestApp, type TestWorkspace } from '../../../test/harness.ts';
import { csv } from '../../../test/make.ts';
import { waitFor } from '../../../test/wait.ts';
import { signStandard } from '../../connectors/index.ts';
import { updateProfile } from '../../profiles/contract.ts';
import { createSegment, refreshSegments, removeSegment } from '../contract.ts';
import * as contract from './contract.ts';

const { freshWorkspace } = await openTestApp({ CLIENTELE_PRIVATE_HOSTS: '127.0.0.1' });

const message = z.object({
  data: z.object({
    segment: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
    changes: z.array(z.object({ profile: z.string(), change: z.string() })),
  }),
});

interface Got {
  readonly id: string;
  readonly signature: string;
  readonly time: string;
  readonly body: string;
}

/** An address that keeps what it is sent, and answers as it is told. */
async function listen() {
  const got: Got[] = [];
  const answer = { status: 500 };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name] ?? '');
      got.push({
        id: header('webhook-id'),
        signature: header('webhook-signature'),
        time: header('webhook-timestamp'),
        body: Buffer.concat(pieces).toString('utf8'),
      });
      response.writeHead(answer.status).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterAll(() => void server.close());
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}/hook`, got, answer };
}

const people = [
  { 姓名: '王一', 手机: '13812340001', 性别: '女' },
  { 姓名: '李二', 手机: '13812340002', 性别: '女' },
  { 姓名: '赵三', 手机: '13812340003', 性别: '男' },
];

async function bringUpToDate(client: TestWorkspace['client']): Promise<void> {
  await followJob(client, (await client.call(refreshSegments, {})).job);
}

test('who comes and leaves is sent signed, once, again after a failure with the same id, and never into a private network', async () => {
  const { client, clientAs } = await freshWorkspace();
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { source: 'crm', kind: 'person' });
  const rule = { field: 'gender', eq: 'female' };
  const segment = await client.call(createSegment, { kind: 'person', name: '女性客户', rule });
  await bringUpToDate(client);
  const { url, got, answer } = await listen();
  const hook = await client.call(contract.createSegmentHook, { id: segment.id, url });
  const inner = await client.call(contract.createSegmentHook, {
    id: segment.id,
    url: 'http://169.254.169.254/latest',
  });
  const analyst = await clientAs('analyst');
  const forbidden = { code: 'access.forbidden' };
  expect(await problemOf(analyst.call(contract.listSegmentHooks, { id: segment.id }))).toMatchObject(
    forbidden,
  );
  const wrong = client.call(contract.createSegmentHook, { id: segment.id, url: 'ftp://x/' });
  expect((await problemOf(wrong)).code).toBe('request.invalid');

  // What was before the address was given is not sent.
  await bringUpToDate(client);
  const listed = await listProfiles(client, { kind: 'person' });
  const idOf = (name: string) => String(listed.find((row) => row['name'] === name)?.id);
  await client.call(updateProfile, { id: idOf('李二'), set: { gender: '男' } });
  await client.call(updateProfile, { id: idOf('赵三'), set: { gender: '女' } });
  await bringUpToDate(client);
  const deliveries = async (id: string) => (await client.call(contract.listSegmentDeliveries, { id })).rows;
  const failed = await waitFor(
    'a try',
    () => deliveries(hook.id),
    ([first]) => first?.tries === 1,
  );
  expect(failed).toMatchObject([{ state: 'waiting', status: 500, changes: 2, sentAt: null }]);
  const [refused] = await waitFor(
    'the other try',
    () => deliveries(inner.id),
    ([first]) => first?.tries === 1,
  );
  expect(refused).toMatchObject({ state: 'waiting', status: null });
  expect(refused?.reason?.en).toContain('private network');

  // What comes later waits behind it, so that the order holds.
  await client.call(updateProfile, { id: idOf('李二'), set: { gender: '女' } });
  await bringUpToDate(client);
  await waitFor(
    'the second',
    () => deliveries(hook.id),
    (rows) => rows.length === 2,
  );
  expect(got).toHaveLength(1);
  answer.status = 204;
  expect(await client.call(contract.retrySegmentDeliveries, { id: hook.id })).toEqual({ waiting: 2 });
  await waitFor(
    'all of it',
    () => deliveries(hook.id),
    (rows) => rows.every(({ state }) => state === 'sent'),
  );
  expect(got).toHaveLength(3);
  expect(got[0]?.id).toBe(got[1]?.id);
  expect(got[2]?.id).not.toBe(got[1]?.id);
  for (const { id, time, body, signature } of got)
    expect(signature).toBe(signStandard(hook.secret, { id, time, body }));
  const told = got.map(({ body }) => message.parse(JSON.parse(body)).data);
  expect(told[1]).toEqual({
    segment: { id: segment.id, name: '女性客户', kind: 'person' },
    changes: [
      { profile: idOf('赵三'), change: 'entered' },
      { profile: idOf('李二'), change: 'left' },
    ],
  });
  expect(told[2]?.changes).toEqual([{ profile: idOf('李二'), change: 'entered' }]);
  // Nothing is sent where nothing has changed.
  await bringUpToDate(client);
  await client.call(contract.retrySegmentDeliveries, { id: hook.id });
  expect((await client.call(contract.listSegmentHooks, { id: segment.id })).rows).toMatchObject([
    { id: hook.id, waiting: 0, failed: 0 },
    { id: inner.id, waiting: 2, failed: 0 },
  ]);
  expect(got).toHaveLength(3);
  await client.call(contract.removeSegmentHook, { id: inner.id });
  expect((await problemOf(deliveries(inner.id))).code).toBe('segment-hooks.not-found');
  await client.call(removeSegment, { id: segment.id });
  expect((await problemOf(deliveries(hook.id))).code).toBe('segment-hooks.not-found');
});
