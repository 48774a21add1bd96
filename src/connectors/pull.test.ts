import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openS3, s3Keys } from '../../test/s3-listener.ts';
import { statement } from '../store/operational/index.ts';
import { testEngines } from '../store/operational/test-engines.ts';
import { s3Kind } from './kinds/s3/s3.ts';
import { pullConnector, type PullParts } from './pull.ts';
import { createSealing } from './sealing.ts';
import { insertRow } from './tables.ts';

const none = z.unknown();
const at = new Date(Date.UTC(2026, 0, 1));
const addWorkspace = statement({
  name: 'test.workspace',
  sql: `INSERT INTO workspaces (id, slug, name, created_at) VALUES ('ws', 'ws', 'ws', $1)`,
  row: none,
});
const addSource = statement({
  name: 'test.source',
  sql: `INSERT INTO sources (id, workspace, name, party, channel, trust, basis, note, created_by, created_at)
    VALUES ('src', 'ws', 'Bucket', 'first', 'api', 60, 'unknown', '', 'me', $1)`,
  row: none,
});

const marks = statement({
  name: 'test.marks',
  sql: 'SELECT count(*)::int AS runs, count(mark)::int AS marks FROM connector_runs',
  row: z.object({ runs: z.number(), marks: z.number() }),
});

test('one file on which imports fail is found by halves and passed over; all others come in', async () => {
  const [engine] = testEngines();
  const operational = await engine?.openMigrated();
  if (operational === undefined) throw new Error('no engine');
  const spool = await mkdtemp(join(tmpdir(), 'clientele-pull-'));
  const bucket = await openS3();
  afterAll(async () => {
    bucket.close();
    await operational.close();
    await rm(spool, { recursive: true, force: true });
  });
  for (const name of ['a', 'b', 'c', 'bad', 'd'])
    bucket.objects.set(name, { body: name, changed: new Date(at.getTime() + bucket.objects.size * 1_000) });
  let now = at.getTime();
  const clock = () => new Date((now += 1_000));
  const sealing = createSealing(Buffer.alloc(32, 7).toString('base64'));
  const { settings, secrets } = sealing.keep(s3Kind, { endpoint: bucket.endpoint, bucket: 'crm', ...s3Keys });
  await operational.run(addWorkspace, [clock()]);
  await operational.run(addSource, [clock()]);
  const columns = ['conn', 'ws', 'src', 'Bucket', 's3', settings, secrets, 'me', clock(), clock(), true];
  await operational.run(insertRow, columns);

  const imports: string[][] = [];
  const parts: PullParts = {
    operational,
    clock,
    sealing,
    spool,
    space: { check: async () => {} },
    allowed: ['127.0.0.1'],
    uploads: {
      async adopt(_workspace, name, write) {
        const path = join(spool, name);
        await write(path);
        return { id: name, name, bytes: 1, createdBy: 'system', path };
      },
    },
    look: async () => {},
    startImport: async ({ uploads }) => `imp_${imports.push(uploads.map((path) => basename(path))) - 1}`,
    importState: async (_workspace, id) =>
      imports[Number(id.slice('imp_'.length))]?.includes('bad') === true ? 'failed' : 'done',
  };
  for (let count = 0; count < 9; count += 1)
    await pullConnector(parts, 'conn', { by: 'me', signal: new AbortController().signal });
  expect(imports).toEqual([
    ['a', 'b', 'c', 'bad', 'd'],
    ['a', 'b'],
    ['c', 'bad', 'd'],
    ['c'],
    ['bad', 'd'],
    ['bad'],
    ['d'],
  ]);
  // Marks may be long: only the connector itself keeps one.
  expect(await operational.row(marks, [])).toEqual({ runs: 9, marks: 0 });
});
