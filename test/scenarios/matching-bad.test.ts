import { expect, test } from 'vitest';

import { listMatchPairs, listMatchRuns, startMatching } from '../../src/identity/contract.ts';
import { createProfiles } from '../../src/profiles/contract.ts';
import { followJob, importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv, type Row } from '../make.ts';
import { makePerson } from '../people.ts';
import { waitFor } from '../wait.ts';

const { freshWorkspace } = await openTestApp();
const kind = 'person';
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

test('what everybody has, names that are none, and chains of near duplicates end in sensible bands, and it is said what was set aside', async () => {
  const { client } = await freshWorkspace();
  const oneNumber = '021-62886288';
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  const rows: Row[] = [
    // Everybody has the same phone.
    ...many(400, (index) => makePerson(index, { 电话: oneNumber })),
    // Nobody's name.
    ...many(3_000, (index): Row => ({ 姓名: 'test', 地址: `上海市浦东新区一号路${index}号` })),
    ...many(50, (index): Row => ({ 姓名: '', 电话: `021-5300${String(1_000 + index)}` })),
    ...many(50, (index): Row => ({
      姓名: '王张李'.charAt(index % 3),
      电话: `021-5400${String(1_000 + index)}`,
    })),
    ...many(50, (index): Row => ({ 姓名: `Иван 王 ${'éßñ'.charAt(index % 3)}${index}`, 电话: '' })),
    // Each is written nearly as the one before.
    ...many(26, (index): Row => ({
      姓名: `${alphabet.slice(index)}${alphabet.slice(0, index)} ${alphabet.slice(index, index + 6)}`,
      出生日期: `1980-01-${String(1 + index).padStart(2, '0')}`,
    })),
  ];
  await importFile(client, { name: 'bad.csv', bytes: csv(rows) }, { kind });
  await followJob(client, (await client.call(startMatching, { kind })).job);
  const { rows: runs } = await client.call(listMatchRuns, { kind });
  const outcome = runs[0]?.outcome;
  if (outcome === null || outcome === undefined) throw new Error('a scan that is done says what it found');
  expect(outcome.profiles).toBe(rows.length);
  expect(outcome.compared).toBeLessThan(rows.length * 25);
  const crowds = outcome.rules.filter(({ oversized }) => oversized > 0);
  expect(crowds.length).toBeGreaterThan(0);

  // One phone for all, or a name that is none, joins nobody; nor does a chain.
  const { rows: pairs } = await client.call(listMatchPairs, { kind, band: 'join', limit: 100 });
  const namesOf = pairs.map(({ left, right }) => [left.name, right.name] as const);
  expect(namesOf.filter(([left, right]) => left !== right && `${left}${right}`.length < 12)).toEqual([]);
  expect(namesOf.filter(([left]) => left === 'test')).toEqual([]);
  expect(namesOf.filter(([left]) => left.startsWith('abc'))).toEqual([]);

  // Whoever comes with that phone later is told of as left out.
  expect(runs[0]?.since).toEqual({ came: 0, crowded: 0 });
  await client.call(createProfiles, {
    kind,
    source: 'Desk',
    records: [makePerson(7, { 电话: oneNumber, 地址: '上海市浦东新区一号路9999号' })],
  });
  const after = await waitFor(
    'the newcomer',
    async () => (await client.call(listMatchRuns, { kind })).rows[0]?.since,
    (since) => (since?.came ?? 0) > 0,
  );
  expect(after).toEqual({ came: 1, crowded: 1 });
});
