import { expect, test } from 'vitest';

import { listMatchPairs, startMatching } from '../../src/identity/contract.ts';
import { followJob, importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv, type Row } from '../make.ts';
import { makePerson } from '../people.ts';

const { freshWorkspace } = await openTestApp();
const kind = 'person';

test('persons are found whose names stand in the other script, in either order, and by what they are called', async () => {
  const { client } = await freshWorkspace();
  const born = (day: number) => `1971-03-${10 + day}`;
  const pair = (index: number, one: string, other: string): Row[] => [
    { 姓名: one, 出生日期: born(index), 电话: `021-5100000${index}` },
    { 姓名: other, 出生日期: born(index), 电话: `021-5200000${index}` },
  ];
  const rows = [
    ...pair(1, '张伟', 'Zhang Wei'),
    ...pair(2, '欧阳小明', 'Xiaoming Ouyang'),
    ...pair(3, '单建国', 'Shan Jian Guo'),
    ...pair(4, 'Robert Miller', 'Bob Miller'),
    ...pair(5, '张伟', '李强'),
  ];
  const others = Array.from({ length: 100 }, (_, index) => makePerson(index));
  await importFile(client, { name: 'people.csv', bytes: csv([...others, ...rows]) }, { kind });
  await followJob(client, (await client.call(startMatching, { kind })).job);
  const { rows: pairs } = await client.call(listMatchPairs, { kind, limit: 100 });
  const levelOf = (one: string, other: string) => {
    const found = pairs.find(
      ({ left, right }) => [left.name, right.name].toSorted().join() === [one, other].toSorted().join(),
    );
    return found?.attributes.find(({ field }) => field === 'given_name')?.level;
  };
  expect(levelOf('张伟', 'Zhang Wei')).toBe('swapped');
  expect(levelOf('欧阳小明', 'Xiaoming Ouyang')).toBe('sound');
  expect(levelOf('单建国', 'Shan Jian Guo')).toBe('swapped');
  expect(levelOf('Robert Miller', 'Bob Miller')).toBe('nickname');
  expect(levelOf('张伟', '李强')).toBeUndefined();
});
