import { expect, test } from 'vitest';

import { getProfile, updateProfile } from '../../src/profiles/contract.ts';
import { importFile, listProfiles } from '../actions.ts';
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
