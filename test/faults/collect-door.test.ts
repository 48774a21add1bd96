import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openDoor } from '../../src/events/door.ts';
import { openIntake } from '../../src/events/intake/intake.ts';
import { openPlans } from '../../src/events/plan/plans.ts';
import { openWriteKeys } from '../../src/events/write-keys.ts';
import { createHttp, createLog } from '../../src/http/index.ts';
import { Problem } from '../../src/lib/problem.ts';
import { migrateOperational, openOperational, statement } from '../../src/store/operational/index.ts';
import { root } from '../place.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-door-'));
const operational = await openOperational({ directory: join(directory, 'operational') });
await migrateOperational(operational, join(root, 'migrations', 'operational'), { release: 'test' });
const disk = { full: false };
const intake = openIntake({
  directory: join(directory, 'collect'),
  space: {
    async check() {
      if (disk.full) throw new Problem('store.full', { en: 'full', zh: '已满' });
    },
  },
  limits: { waitingBytes: 1_000_000, backlogBytes: 3_000, segmentBytes: 1_000 },
  operational,
  // A warehouse that never answers: what is acknowledged has to wait on disk.
  warehouse: () => new Promise(() => undefined),
  loaded: () => undefined,
  onFault: () => undefined,
});
afterAll(async () => {
  vi.useRealTimers();
  await rm(directory, { recursive: true, force: true });
});

const clock = () => new Date();
const http = createHttp({
  routes: [],
  collect: openDoor({
    intake,
    keys: openWriteKeys(operational, clock, {
      get: async () => {
        throw new Error('nobody asks for sources');
      },
    }),
    plans: openPlans(operational, clock),
    clock,
  }),
  access: {
    authenticate: async () => null,
    authorize: () => undefined,
    audit: { append: async () => undefined },
  },
  title: 'Test',
  version: '0',
  log: createLog('silent'),
});

const key = `wk_${'A'.repeat(24)}`;
for (const sql of [
  "INSERT INTO workspaces (id, slug, name, created_at) VALUES ('ws', 'ws', 'W', now())",
  "INSERT INTO sources (id, workspace, name, party, channel, trust, basis, note, created_by, created_at) VALUES ('src', 'ws', 'Shop', 'first', 'web', 50, '', '', '', now())",
  `INSERT INTO write_keys (id, workspace, source, key, created_by, created_at) VALUES ('k', 'ws', 'src', '${key}', '', now())`,
])
  await operational.run(statement({ name: 'test.make', sql, row: z.unknown() }), []);

let sent = 0;
const send = async (size = 10) => {
  const body = JSON.stringify({
    userId: 'u',
    event: 'Called',
    messageId: String((sent += 1)),
    properties: { text: 'x'.repeat(size) },
  });
  const url = `http://in-process/v1/track?writeKey=${key}`;
  const answer = await http.fetch(new Request(url, { method: 'POST', body }));
  await answer.arrayBuffer();
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
};

test('a full disk refuses before anything is lost, and what comes after is taken', async () => {
  disk.full = true;
  expect((await send()).status).toBe(507);
  expect(intake.backlog('ws')).toBe(0);
  disk.full = false;
  expect((await send()).status).toBe(200);
  expect(intake.backlog('ws')).toBeGreaterThan(0);
});

test('without the operational store what is sent with a known key is taken', async () => {
  expect((await send()).status).toBe(200);
  await operational.close();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  expect((await send()).status).toBe(200);
});

test('over capacity it says when to come back, and takes nothing in part', async () => {
  const answers = [];
  for (let n = 0; n < 10; n += 1) answers.push(await send(1_000));
  const before = intake.backlog('ws');
  const last = await send(1_000);
  expect(last).toEqual({ status: 429, retryAfter: '2' });
  expect(intake.backlog('ws')).toBe(before);
  expect(answers.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
});
