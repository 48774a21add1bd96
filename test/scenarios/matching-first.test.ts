import { expect, test } from 'vitest';

import { listMatchPairs, listMatchRuns } from '../../src/identity/contract.ts';
import { createProfiles } from '../../src/profiles/contract.ts';
import { openTestApp } from '../harness.ts';
import { makePerson } from '../people.ts';
import { waitFor } from '../wait.ts';

const { freshWorkspace } = await openTestApp({}, { quietMs: 200 });
const kind = 'person';

test('the first records are compared by what is shipped, though nobody has asked for a search', async () => {
  const { client } = await freshWorkspace();
  const send = (...records: Record<string, string>[]) =>
    client.call(createProfiles, { kind, source: 'Desk', records });
  const likely = (index: number) => makePerson(index, { 地址: '' });
  await send(
    makePerson(1),
    makePerson(2),
    makePerson(3),
    { 姓名: '王芳', 电话: '021-60000001' },
    // Of the same name, and nothing else: no reason to join them.
    { 姓名: '王芳', 电话: '021-67777772' },
    likely(2),
  );
  const found = await waitFor(
    'the pair of the first records',
    () => client.call(listMatchPairs, { kind }),
    ({ total }) => total > 0,
  );
  const [first] = found.rows;
  expect([first?.band, first?.attributes.find(({ field }) => field === 'phones')?.level]).toEqual([
    'join',
    'same',
  ]);
  expect(found.rows.filter(({ band, left }) => band === 'join' && left.name === '王芳')).toEqual([]);
  const { rows: runs } = await client.call(listMatchRuns, { kind });
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ state: 'done', model: 1 });

  // From here on whoever comes is compared at once, in either script and order of names.
  await send(
    { 姓名: 'Li Xiaoming', 出生日期: '1961-02-13', 电话: '' },
    { ...likely(3), 姓名: makePerson(3)['姓名'] + '' },
  );
  await waitFor(
    'the pairs of newcomers',
    () => client.call(listMatchPairs, { kind }),
    ({ total }) => total > found.total,
  );
  expect((await client.call(listMatchRuns, { kind })).rows).toHaveLength(1);
});
