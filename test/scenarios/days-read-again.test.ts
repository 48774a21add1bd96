import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from '../faults/crash-house.ts';
import { root } from '../place.ts';
import { replay } from '../../src/flow/replay.ts';
import { takeRecords } from '../../src/flow/take-records.ts';
import { statement as operationalStatement } from '../../src/store/operational/index.ts';
import { profileId } from '../../src/lib/profile-id.ts';
import { readProfile } from '../../src/profiles/index.ts';
import { knownColumns } from '../../src/records/index.ts';
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

test('a record reads the same from its packed row and, as an earlier program kept it, from its columns', async () => {
  const source = await sources.ensure(
    workspace,
    { name: 'packed', party: 'first', channel: 'api', trust: 60, basis: 'unknown', note: '' },
    'test',
  );
  const records = [
    {
      name: '䶮博（上海）科技 \u{1F600} Inc',
      short_name: '"quoted"\t\\n\u202E',
      phones: '+8613800138001; 021-62886288转123',
      registered_capital: '330886万美元',
      employees: '5000人以上',
      founded: '1999年2月',
      industry: '软件开发',
      address: '江苏省苏州市工业园区星湖街1号',
      credit_code: '9.11E+17',
      tags: 'a; b',
    },
    // Longer than a count of one byte.
    { name: 'Long Inc', business_scope: '软件开发、'.repeat(4_000) },
  ];
  await takeRecords(house, {
    workspace,
    kind: 'organization',
    source,
    actor: 'test',
    records,
    sets: ['name', 'phones', 'tags'],
    tiedTo: null,
  });
  await settled();
  const fields = await house.fields(workspace, 'organization');
  const numbers = await warehouse.rows(
    statement({
      name: 'test.packed.numbers',
      sql: "SELECT _no AS no FROM {db}.facts_organization WHERE _source = 'packed' AND _shape != '' ORDER BY no",
      row: z.object({ no: z.coerce.number() }),
    }),
  );
  const read = () =>
    Promise.all(
      numbers.map(({ no }) =>
        readProfile(warehouse, profileId('organization', no), {
          fields,
          seen: fields,
          known: () => knownColumns(warehouse, 'facts_organization'),
          importsOf: house.batches(workspace).importsOf,
        }),
      ),
    );
  const packed = await read();
  expect(packed.map(({ values }) => values['name'])).toEqual(records.map(({ name }) => name));
  expect(packed[0]?.lineage['credit_code']?.[0]?.original).toMatchObject([{ text: '9.11E+17' }]);
  await warehouse.run(
    command(
      'test.packed.forget',
      "ALTER TABLE {db}.facts_organization UPDATE _shape = '', _row = '' WHERE 1 SETTINGS mutations_sync = 2",
    ),
  );
  expect(await read()).toEqual(packed);
});
