import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { setImmediate as breathe } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { afterAll, expect, test } from 'vitest';

import { createHttp, createLog } from '../http/index.ts';
import { knockOfRequest } from '../http/knock.ts';
import type { Arrival } from './arrival.ts';
import { openDoor, type DoorOptions } from './door.ts';
import { noPlan } from './plan/judge.ts';

const taken: Arrival[] = [];
const key = `wk_${'A'.repeat(24)}`;
const options: DoorOptions = {
  intake: {
    async take(_workspace, arrivals) {
      taken.push(...arrivals);
    },
  },
  keys: {
    find: async (said) => (said === key ? { workspace: 'ws', source: 'src', name: 'Shop' } : undefined),
  },
  plans: { find: async () => noPlan },
  clock: () => new Date(),
};
const http = createHttp({
  routes: [],
  collect: openDoor(options),
  access: {
    authenticate: async () => null,
    authorize: () => undefined,
    audit: { append: async () => undefined },
  },
  title: 'Test',
  version: '0',
  log: createLog('silent'),
  trustProxy: true,
});
const { port, close } = await http.listen(0, '127.0.0.1');
afterAll(close);

interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pieces?: readonly (string | Buffer)[];
}

/** Sends over a connection, as programs do, the body in as many pieces as are given. */
async function overNetwork(path: string, { method = 'POST', headers = {}, pieces = [] }: Sending) {
  const sent = request({ host: '127.0.0.1', port, path, method, headers });
  const heard = once(sent, 'response');
  sent.on('error', () => undefined);
  for (const piece of pieces) sent.write(piece);
  sent.end();
  const [answer] = await heard;
  let text = '';
  for await (const piece of answer) text += String(piece);
  return { status: answer.statusCode, headers: answer.headers, text };
}

/** The same without one. */
async function inProcess(path: string, { method = 'POST', headers = {}, pieces = [] }: Sending) {
  const body = method === 'POST' ? Buffer.concat(pieces.map((piece) => Buffer.from(piece))) : null;
  const answer = await http.fetch(new Request(`http://127.0.0.1:${port}${path}`, { method, headers, body }));
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
}

const basic = { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
const message = (event: string) => JSON.stringify({ userId: 'u', event, messageId: event });

for (const [way, send] of [
  ['over the network', overNetwork],
  ['in the process', inProcess],
] as const) {
  test(`what is sent ${way} is taken, whichever way its key is said`, async () => {
    taken.length = 0;
    const body = message('Called');
    const ways: [string, Sending][] = [
      ['/v1/track', { headers: basic, pieces: [body] }],
      ['/v1/track', { headers: { 'x-write-key': `${key}:` }, pieces: [body.slice(0, 9), body.slice(9)] }],
      [
        `/v1/track?writeKey=${key}`,
        { headers: { 'x-forwarded-for': '10.0.0.1, 203.0.113.7' }, pieces: [body] },
      ],
      [
        '/v1/batch',
        { pieces: [JSON.stringify({ batch: [{ ...JSON.parse(body), type: 'track' }], writeKey: key })] },
      ],
    ];
    for (const [path, sending] of ways) {
      const { status, headers, text } = await send(path, sending);
      expect({ status, text }).toEqual({ status: 200, text: '{"success":true}' });
      expect(headers['access-control-allow-origin']).toBe('*');
    }
    expect(taken.map(({ name, user, source }) => [name, user, source])).toEqual(
      ways.map(() => ['Called', 'u', 'Shop']),
    );
    expect(taken[2]?.texts.ip).toBe('203.0.113.7');
  });

  test(`what is refused ${way} says why to any page`, async () => {
    const { status, headers, text } = await send('/v1/track', {
      headers: { 'accept-language': 'zh' },
      pieces: [message('Called')],
    });
    expect(status).toBe(401);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'content-language': 'zh' });
    expect(headers['x-request-id']).toMatch(/^req_/);
    expect(JSON.parse(text)).toMatchObject({
      code: 'events.unauthenticated',
      instance: headers['x-request-id'],
    });
  });

  test(`a body ${way} that grows too large is refused, however it comes, and the next one is heard`, async () => {
    const piece = Buffer.alloc(1_000_000, 32);
    const pieces = Array.from({ length: 5 }, () => piece);
    for (const length of [{}, { 'content-length': String(5 * piece.length) }]) {
      const { status, text } = await send('/v1/track', { headers: { ...basic, ...length }, pieces });
      expect({ status, code: JSON.parse(text).code }).toEqual({ status: 413, code: 'events.too-large' });
    }
    expect((await send('/v1/track', { headers: basic, pieces: [message('Called')] })).status).toBe(200);
  });

  test(`browsers ask ${way} first, and are told the address that they know us by`, async () => {
    const asked = await send('/v1/batch', {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization' },
    });
    expect({ status: asked.status, text: asked.text }).toEqual({ status: 204, text: '' });
    expect(asked.headers['access-control-allow-headers']).toBe('authorization');
    const { text } = await send(`/v1/projects/${key}/settings`, {
      method: 'GET',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(text).toContain(`127.0.0.1:${port}`);
    expect(
      (await send(`/pixel/v1/page?writeKey=${key}&userId=u`, { method: 'GET' })).headers['content-type'],
    ).toBe('image/gif');
  });

  test(`what is no path of a tracker is answered ${way} by the rest of the application`, async () => {
    expect((await send('/v1/unknown', { method: 'GET' })).status).toBe(404);
    expect((await send('/v1/track', { method: 'GET' })).status).toBe(404);
  });
}

test('a client that leaves in the middle takes nothing with it', async () => {
  taken.length = 0;
  const sent = request({
    port,
    path: '/v1/track',
    method: 'POST',
    headers: { ...basic, 'content-length': '1000' },
  });
  sent.on('error', () => undefined);
  sent.write(message('Called'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  sent.destroy();
  expect((await overNetwork('/v1/track', { headers: basic, pieces: [message('Left')] })).status).toBe(200);
  expect(taken.map(({ name }) => name)).toEqual(['Left']);
});

test('nothing that was typed lives while its disk is waited for', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('garbage cannot be collected at will');
  const disk = new EventEmitter();
  const arrivals: WeakRef<Arrival>[] = [];
  const door = openDoor({
    ...options,
    intake: {
      // As the real one: not async, or it would hold what it was given.
      take(_workspace, came) {
        for (const arrival of came) arrivals.push(new WeakRef(arrival));
        disk.emit('waits');
        return once(disk, 'saved').then(() => undefined);
      },
    },
  });
  const batch = Array.from({ length: 5 }, (_none, n) => ({
    type: 'track',
    event: 'Called',
    userId: `u${n}`,
  }));
  const request = new Request('http://shop.example/v1/batch', {
    method: 'POST',
    headers: { 'x-write-key': key },
    body: JSON.stringify({ batch }),
  });
  const waits = once(disk, 'waits');
  const replied = door(knockOfRequest(request, { ip: undefined, trustProxy: false }));
  await waits;
  // What a reference was just made of or asked for lives until the turn is over.
  await breathe();
  collect();
  expect(arrivals).toHaveLength(5);
  expect(arrivals.filter((arrival) => arrival.deref() !== undefined)).toHaveLength(0);
  disk.emit('saved');
  expect((await replied)?.status).toBe(200);
});
