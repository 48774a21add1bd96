import { expect, test } from 'vitest';

import { findProfile, importFile, replay, snapshot, uploadFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import { getProfile, updateProfile } from '../../src/profiles/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { countFields } from '../../src/query/fill/contract.ts';
import {
  archiveField,
  createField,
  listFields,
  restoreField,
  updateField,
} from '../../src/records/contract.ts';
import { inspectUpload } from '../../src/sources/contract.ts';

const { freshWorkspace } = await openTestApp();

test('a field of the workspace’s own works like a built-in one: in files, searches, facets, profiles and edits', async () => {
  const [{ client }, other] = await Promise.all([freshWorkspace(), freshWorkspace()]);
  const label = (en: string, zh: string) => ({ en, zh });
  await client.call(createField, {
    key: 'key_account',
    label: label('Key account', '重点客户'),
    kinds: ['organization'],
    type: 'boolean',
  });
  await client.call(createField, {
    key: 'visits',
    label: label('Visits', '拜访次数'),
    kinds: ['organization', 'person'],
    type: 'number',
    synonyms: ['来访'],
  });
  await client.call(createField, {
    key: 'grade',
    label: label('Grade', '客户等级码'),
    kinds: ['organization'],
    type: 'choice',
    choices: [
      { key: 'a', label: label('Best', '甲') },
      { key: 'b', label: label('Good', '乙') },
    ],
  });
  const maker = createMaker();
  const rows = [
    maker.organization({ 重点客户: '是', 来访: '12', 客户等级码: '甲' }),
    maker.organization({ 重点客户: '否', 来访: '3', 客户等级码: 'Good' }),
    maker.organization({ 重点客户: '', 来访: '', 客户等级码: '' }),
  ];
  const done = await importFile(client, { name: 'own.csv', bytes: csv(rows) });
  expect(done).toMatchObject({ created: 3, rejected: 0, unmapped: [] });

  const {
    rows: found,
    facets,
    total,
  } = await client.call(queryProfiles, {
    rule: {
      all: [
        { field: 'visits', gte: 3 },
        { field: 'grade', exists: true },
      ],
    },
    sort: [{ field: 'visits', direction: 'desc' }],
    facets: ['grade', 'key_account'],
    fields: ['name', 'visits', 'key_account', 'grade'],
  });
  expect(total).toBe(2);
  expect(found.map(({ visits, key_account, grade }) => ({ visits, key_account, grade }))).toEqual([
    { visits: 12, key_account: true, grade: 'a' },
    { visits: 3, key_account: false, grade: 'b' },
  ]);
  expect(new Map(facets['grade']?.map(({ value, count }) => [value, count]))).toEqual(
    new Map([
      ['a', 1],
      ['b', 1],
    ]),
  );

  const profile = await findProfile(client, 'credit_code', rows[0]?.['统一社会信用代码'] ?? '');
  expect(profile.lineage['visits']?.map(({ original }) => original)).toEqual([
    [{ column: '来访', text: '12' }],
  ]);
  const { profile: edited } = await client.call(updateProfile, { id: profile.id, set: { visits: 13 } });
  expect(edited.values['visits']).toBe(13);
  const before = await snapshot(client);
  await replay(client);
  expect(await snapshot(client)).toEqual(before);
  expect((await client.call(getProfile, { id: profile.id })).values['visits']).toBe(13);

  // A field of persons is found in a file that nobody said to be of persons.
  await client.call(createField, {
    key: 'coach',
    label: label('Coach', '私人教练'),
    kinds: ['person'],
    type: 'text',
  });
  const people = { name: 'people.csv', bytes: csv([maker.person({ 私人教练: '王教练' })]) };
  const inspected = await client.call(inspectUpload, { id: await uploadFile(client, people) });
  expect(inspected.kind.kind).toBe('person');
  expect(inspected.columns.find(({ header }) => header === '私人教练')?.field).toBe('coach');

  const keys = (await other.client.call(listFields, {})).rows.map(({ key }) => key);
  expect(keys).not.toContain('visits');
});

test('a field is renamed, put away and brought back with its values; its choices stay', async () => {
  const { client, clientAs } = await freshWorkspace();
  const label = { en: 'Grade', zh: '客户分级' };
  const choices = [{ key: 'a', label: { en: 'Best', zh: '甲' } }];
  await client.call(createField, { key: 'tier', label, kinds: ['organization'], type: 'choice', choices });
  const row = createMaker(500).organization({ 客户分级: '甲' });
  await importFile(client, { name: 'tiers.csv', bytes: csv([row]) });
  const filled = async () =>
    (await client.call(countFields, {})).rows.find(({ key }) => key === 'tier')?.filled ?? 0;
  expect(await filled()).toBe(1);

  const more = [...choices, { key: 'b', label: { en: 'Good', zh: '乙' } }];
  const changed = await client.call(updateField, {
    key: 'tier',
    label: { en: 'Tier', zh: '层级' },
    sensitivity: 'sensitive',
    choices: more,
  });
  expect(changed).toMatchObject({ label: { en: 'Tier' }, type: 'choice', sensitivity: 'sensitive' });
  await expect(client.call(updateField, { key: 'tier', choices: more.slice(1) })).rejects.toMatchObject({
    code: 'fields.choices',
  });
  await expect(client.call(updateField, { key: 'name', sensitivity: 'public' })).rejects.toMatchObject({
    code: 'fields.not-found',
  });
  const keysFor = async (who: typeof client) => (await who.call(listFields, {})).rows.map(({ key }) => key);
  expect(await keysFor(await clientAs('viewer'))).not.toContain('tier');

  await client.call(archiveField, { key: 'tier' });
  expect(await keysFor(client)).not.toContain('tier');
  expect((await client.call(listFields, { archived: 'only' })).rows.map(({ key }) => key)).toEqual(['tier']);
  const profile = await findProfile(client, 'credit_code', row['统一社会信用代码'] ?? '');
  expect(profile.values).not.toHaveProperty('tier');
  await replay(client);
  await client.call(restoreField, { key: 'tier' });
  expect((await client.call(getProfile, { id: profile.id })).values['tier']).toBeDefined();
});
