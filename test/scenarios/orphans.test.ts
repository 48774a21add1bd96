import { expect, test } from 'vitest';

import {
  countProfiles,
  findProfile,
  importFile,
  listProfiles,
  problemOf,
  replay,
  snapshot,
  undo,
} from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { creditCode, csv, type Row } from '../make.ts';
import { getProfile, retractRecord, updateProfile } from '../../src/profiles/contract.ts';

const { freshWorkspace } = await openTestApp();

const file = (rows: readonly Row[]) => ({ name: 'list.csv', bytes: csv(rows) });
const row: Row = { 企业名称: '甲贸易有限公司', 统一社会信用代码: creditCode(1), 法定代表人: '王一' };

for (const rebuilt of [false, true]) {
  test(`an edit waits for its company to come back when the import is undone${rebuilt ? ', through a replay as well' : ''}`, async () => {
    const { client } = await freshWorkspace();
    const first = await importFile(client, file([row]));
    const { id } = await findProfile(client, 'credit_code', creditCode(1));
    const edit = await client.call(updateProfile, { id, set: { legal_representative: '李二' } });
    await undo(client, first.import);
    if (rebuilt) await replay(client);
    // Nobody is left whom the edit could be about.
    expect(await snapshot(client)).toEqual([]);
    expect(await countProfiles(client)).toBe(0);
    expect((await problemOf(client.call(getProfile, { id }))).code).toBe('profiles.not-found');

    expect(await importFile(client, file([row]))).toMatchObject({ created: 1, updated: 0 });
    const back = await findProfile(client, 'credit_code', creditCode(1));
    expect(back.values['legal_representative']).toBe('李二');
    expect(back.lineage['legal_representative']?.map(({ source, wins }) => [source, wins])).toEqual([
      ['manual', true],
      ['Test', false],
    ]);
    // The old address still leads to the company.
    expect((await client.call(getProfile, { id })).id).toBe(back.id);
    const before = await snapshot(client);
    await replay(client);
    expect(await snapshot(client)).toEqual(before);
    await client.call(retractRecord, { id: edit.record });
    expect((await findProfile(client, 'credit_code', creditCode(1))).values['legal_representative']).toBe(
      '王一',
    );
  });
}

test('an edit stays with its company while any record of it is left', async () => {
  const { client } = await freshWorkspace();
  const first = await importFile(client, file([row]), { source: '甲' });
  await importFile(client, file([{ ...row, 法定代表人: '赵三' }]), { source: '乙' });
  const { id } = await findProfile(client, 'credit_code', creditCode(1));
  await client.call(updateProfile, { id, set: { legal_representative: '李二' } });
  await undo(client, first.import);
  const [only, ...others] = await listProfiles(client);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ legal_representative: '李二' });
});

test('an id whose first record was taken back leads to the profile of those that are left', async () => {
  const { client } = await freshWorkspace();
  const ofFile = async (source: string, said: Row) =>
    importFile(client, file([{ ...row, ...said }]), { source });
  const imports = [await ofFile('甲', {}), await ofFile('乙', { 法定代表人: '赵三' })];
  const { id } = await findProfile(client, 'credit_code', creditCode(1));
  await undo(client, imports[0]?.import ?? '');
  const second = await findProfile(client, 'credit_code', creditCode(1));
  expect(second.id).not.toBe(id);
  expect(await client.call(getProfile, { id })).toEqual(second);
  // An edit by the old address goes to the profile as it is now.
  const edited = await client.call(updateProfile, { id, set: { legal_representative: '李二' } });
  expect(edited.profile.id).toBe(second.id);
  await ofFile('丙', { 法定代表人: '钱四' });
  await undo(client, imports[1]?.import ?? '');
  const third = await findProfile(client, 'credit_code', creditCode(1));
  expect(third.id).not.toBe(second.id);
  expect(await client.call(getProfile, { id })).toEqual(third);
  expect(await client.call(getProfile, { id: second.id })).toEqual(third);
  expect(third.values['legal_representative']).toBe('李二');
  await replay(client);
  expect((await client.call(getProfile, { id })).id).toBe(third.id);
  expect((await problemOf(client.call(getProfile, { id: 'org_zzzz' }))).code).toBe('profiles.not-found');
});

test('a single record that is taken back leaves its address to the others', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, file([row]), { source: '甲' });
  await importFile(client, file([{ ...row, 法定代表人: '赵三' }]), { source: '乙' });
  const { id, lineage } = await findProfile(client, 'credit_code', creditCode(1));
  const record = lineage['legal_representative']?.find(({ source }) => source === '甲')?.record ?? '';
  const { profile } = await client.call(retractRecord, { id: record });
  expect(profile?.id).not.toBe(id);
  expect((await client.call(getProfile, { id })).id).toBe(profile?.id);
});
