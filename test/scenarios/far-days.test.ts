import { expect, test } from 'vitest';

import { findProfile, importFile, listProfiles, replay, snapshot } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import { getProfile, updateProfile } from '../../src/profiles/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';

const { freshWorkspace } = await openTestApp();

const maker = createMaker();
const founded = [
  '1837-10-31',
  '1602年3月20日',
  'Oct 31, 1899',
  '1900-01-01',
  '2020-05-06',
  '0999-01-01',
  '2999-01-01',
];
const rows = founded.map((day) => maker.organization({ 成立日期: day, 营业期限至: '9999-12-31' }));
const file = { name: 'old.csv', bytes: csv(rows) };

test('companies of long ago have their day of founding like any other', async () => {
  const { client } = await freshWorkspace();
  const taken = await importFile(client, file);
  expect(taken).toMatchObject({ rows: 7, created: 7 });
  const fields = ['founded', 'term_to'];
  const all = await listProfiles(client, { fields });
  expect(all.map((row) => row['founded'])).toEqual([
    '1837-10-31',
    '1602-03-20',
    '1899-10-31',
    '1900-01-01',
    '2020-05-06',
    null,
    '2999-01-01',
  ]);
  expect(all.every((row) => row['term_to'] === '9999-12-31')).toBe(true);

  const ask = async (rule: unknown) => (await client.call(queryProfiles, { rule, limit: 0 })).total;
  expect(await ask({ field: 'founded', lt: '1900' })).toBe(3);
  expect(await ask({ field: 'founded', gte: '1602-03-21', lte: '1837-10' })).toBe(1);
  expect(await ask({ field: 'founded', eq: '1837' })).toBe(1);
  // A day to come is shown, and fails its check; the year 999 is none that is kept.
  expect(await ask({ field: 'founded', valid: false })).toBe(2);
  expect(await ask({ field: 'term_to', valid: false })).toBe(0);

  const sorted = await client.call(queryProfiles, {
    rule: { field: 'founded', exists: true },
    sort: [{ field: 'founded' }],
    fields: ['founded'],
    facets: ['founded'],
  });
  expect(sorted.rows.map((row) => row['founded'])).toEqual([
    '1602-03-20',
    '1837-10-31',
    '1899-10-31',
    '1900-01-01',
    '2020-05-06',
    '2999-01-01',
  ]);
  expect(sorted.facets['founded']?.map(({ value, count }) => [value, count])).toEqual([
    [2999, 1],
    [2020, 1],
    [1900, 1],
    [1899, 1],
    [1837, 1],
    [1602, 1],
  ]);
});

test('they are edited, traced, replayed and known again', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, file);
  const profile = await findProfile(client, 'founded', '1837-10-31');
  expect(profile.lineage['founded']).toMatchObject([{ value: '1837-10-31', valid: true, wins: true }]);
  await client.call(updateProfile, {
    id: profile.id,
    version: profile.version,
    set: { founded: '1805-12-02' },
  });
  const edited = await client.call(getProfile, { id: profile.id });
  expect(edited.values['founded']).toBe('1805-12-02');
  expect(edited.invalid).not.toContain('founded');
  const before = await snapshot(client);
  await replay(client);
  expect(withoutTimes(await snapshot(client))).toEqual(withoutTimes(before));
  expect(await importFile(client, file)).toMatchObject({ created: 0, updated: 0, unchanged: 7 });
});

function withoutTimes(profiles: readonly object[]): unknown[] {
  return profiles.map((profile) => ({ ...profile, _updated: null }));
}

test('a person without numbers is known again by name and an old day of birth', async () => {
  const { client } = await freshWorkspace();
  const people = [
    { 姓名: '曾国藩', 出生日期: '1811-11-26', 地址: '湖南省长沙府湘乡' },
    { 姓名: '曾国藩', 出生日期: '1911-11-26', 地址: '湖南省长沙府湘乡' },
  ];
  const list = { name: 'people.csv', bytes: csv(people) };
  expect(await importFile(client, list, { kind: 'person' })).toMatchObject({ created: 2 });
  const again = csv(people.map((row) => ({ ...row, 职业: '官员' })));
  expect(await importFile(client, { name: 'people.csv', bytes: again }, { kind: 'person' })).toMatchObject({
    created: 0,
    updated: 2,
  });
});
