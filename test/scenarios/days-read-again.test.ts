import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from '../faults/crash-house.ts';
import { root } from '../place.ts';
import { replay } from '../../src/flow/replay.ts';
import { takeRecords } from '../../src/flow/take-records.ts';
import { statement as operationalStatement } from '../../src/store/operational/index.ts';
import { command, statement } from '../../src/store/warehouse/index.ts';

const { house, workspace, warehouse, sources, settled, close } = await openCrashHouse();
afterAll(close);

const profileRow = z.object({
  name: z.string(),
  founded: z.coerce.number().nullable(),
  batch: z.coerce.number(),
});
const readProfiles = () =>
  warehouse.rows(
    statement({
      name: 'test.days',
      sql: 'SELECT name, founded, _batch AS batch FROM {db}.profiles_organization ORDER BY name',
      row: profileRow,
    }),
  );

test('days that an earlier program could not keep are read again, once and where there are any', async () => {
  const source = await sources.ensure(
    workspace,
    { name: 'api', party: 'first', channel: 'api', trust: 60, basis: 'unknown', note: '' },
    'test',
  );
  await takeRecords(house, {
    workspace,
    kind: 'organization',
    source,
    actor: 'test',
    records: [
      { name: 'Old Inc', phones: '+8613800138000', founded: '1837-10-31' },
      { name: 'Wrong Inc', phones: '1837-8888', founded: '2015-02-30' },
    ],
    sets: [],
    tiedTo: null,
  });
  await settled();
  // As the program before left it.
  for (const table of ['facts_organization', 'profiles_organization'])
    await warehouse.run(
      command(
        'test.days.forget',
        `ALTER TABLE {db}.${table} UPDATE founded = NULL, _invalid = ['founded'] WHERE 1 SETTINGS mutations_sync = 2`,
      ),
    );
  const before = await readProfiles();
  expect(before.map(({ founded }) => founded)).toEqual([null, null]);

  const migration = await readFile(join(root, 'migrations/operational/0440-days-before-1900.sql'), 'utf8');
  const none = z.unknown();
  await house.operational.run(operationalStatement({ name: 'test.days.job', sql: migration, row: none }));
  const [job] = await house.operational.rows(
    operationalStatement({
      name: 'test.days.jobs',
      sql: "SELECT workspace, kind, lane, input, state FROM jobs WHERE kind = 'replay'",
      row: none,
    }),
  );
  expect(job).toEqual({
    workspace,
    kind: 'replay',
    lane: 'write',
    input: { only: 'days' },
    state: 'queued',
  });

  await replay(house, workspace, { only: 'days', report: () => undefined });
  const after = await readProfiles();
  expect(after.map(({ name, founded }) => [name, founded])).toEqual([
    ['Old Inc', 18_371_031],
    ['Wrong Inc', null],
  ]);
  // The wrong day alone is no reason to read everything once more.
  await warehouse.run(
    command('test.days.gone', 'DELETE FROM {db}.facts_organization WHERE isNotNull(founded)'),
  );
  await replay(house, workspace, { only: 'days', report: () => undefined });
  expect((await readProfiles()).map(({ batch }) => batch)).toEqual(after.map(({ batch }) => batch));
});
