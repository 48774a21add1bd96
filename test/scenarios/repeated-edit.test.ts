import { expect, test } from 'vitest';

import { getProfile, retractRecord, updateProfile } from '../../src/profiles/contract.ts';
import { importFile, listProfiles, snapshot } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';

const { freshWorkspace } = await openTestApp();

test('the same value set on two profiles is set on both, and set again after another it counts again', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'two.csv', bytes: csv(createMaker().organizations(2)) });
  const [one, other] = await listProfiles(client);
  if (one === undefined || other === undefined) throw new Error('two profiles were imported');
  const set = async (id: string, legal: string) => {
    await client.call(updateProfile, { id, set: { legal_representative: legal } });
    return (await client.call(getProfile, { id })).values['legal_representative'];
  };
  expect(await set(one.id, '赵改')).toBe('赵改');
  expect(await set(other.id, '赵改')).toBe('赵改');
  expect(await set(one.id, '钱改')).toBe('钱改');
  expect(await set(one.id, '赵改')).toBe('赵改');
});

test('somebody of whom only a name is known stays when an edit of theirs is taken back', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, {
    name: 'names.csv',
    bytes: csv([{ 企业名称: '无钥匙有限公司' }, { 企业名称: '另一家有限公司' }]),
  });
  const before = await snapshot(client);
  expect(before).toHaveLength(2);
  const id = before[0]?.id ?? '';
  const { record } = await client.call(updateProfile, { id, set: { notes: '一' } });
  await client.call(updateProfile, { id, set: { short_name: '钥匙' } });
  await client.call(retractRecord, { id: record });
  const after = await snapshot(client);
  expect(after.map((row) => [row.id, row['notes'] ?? null])).toEqual(before.map((row) => [row.id, null]));
  expect(after[0]?.['short_name']).toBe('钥匙');
});
