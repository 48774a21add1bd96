import { expect, test } from 'vitest';

import {
  decideMatches,
  joinBand,
  linkFiles,
  listMatchChanges,
  listMatchPairs,
  listMatchRuns,
  startMatching,
  undoMatchChange,
} from '../../src/identity/contract.ts';
import type { Client } from '../../src/client.ts';
import type { Kind } from '../../src/fields/types.ts';
import { followJob, importFile, listProfiles, replay, uploadFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { creditCode, csv, type Row } from '../make.ts';
import { makePerson as person, streets } from '../people.ts';

const { freshWorkspace } = await openTestApp();

const people = Array.from({ length: 120 }, (_, index) => person(index));
/** Some of them again, each written in another way. */
const again = [
  person(3, { 姓名: 'Liu Zhiqiang', 地址: '' }),
  person(10, { 出生日期: '1970-02-30'.replace('30', '11') }),
  person(25, { 电话: '', 地址: `浦东新区${streets[25 % 7] ?? ''}${10 + 75}号` }),
  person(40, { 性别: '' }),
  person(57, { 地址: '' }),
];

async function scanned(client: Client, kind: Kind) {
  const { job, run } = await client.call(startMatching, { kind });
  await followJob(client, job);
  const { rows } = await client.call(listMatchRuns, { kind });
  const outcome = rows.find((row) => row.run === run)?.outcome;
  if (outcome === null || outcome === undefined) throw new Error('a scan that is done says what it found');
  return { run, outcome };
}

/** Everything that is told of profiles, in an order that does not depend on when they were built. */
async function picture(client: Client, kind: Kind): Promise<string[]> {
  const rows = await listProfiles(client, { kind });
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

test('persons written in other ways are found, joined in bulk, and undone to what they were', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { kind: 'person' });
  await importFile(client, { name: 'again.csv', bytes: csv(again) }, { kind: 'person', source: 'Other' });
  const before = await picture(client, 'person');
  expect(before).toHaveLength(125);
  const { run, outcome } = await scanned(client, 'person');
  expect(outcome.profiles).toBe(125);
  expect(outcome.duplicates).toBeGreaterThanOrEqual(4);
  expect(outcome.duplicates).toBeLessThanOrEqual(8);
  expect(outcome.steps.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['match.plain', 'match.pairs', 'match.graded', 'match.scored', 'match.judged']),
  );
  expect(await picture(client, 'person')).toEqual(before);

  const band = await client.call(listMatchPairs, { kind: 'person', band: 'join' });
  expect(band.total).toBe(outcome.join);
  const [first] = band.rows;
  expect(first?.confidence).toBe(10);
  expect(first?.attributes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['family_name', 'birth_date', 'phones']),
  );
  const change = await client.call(joinBand, { id: run });
  const joined = await listProfiles(client, { kind: 'person' });
  expect(joined.length).toBeLessThanOrEqual(122);
  expect((await client.call(listMatchPairs, { kind: 'person', band: 'join' })).total).toBe(0);

  // Joins hold when everything is built anew, and when the same file comes again.
  const after = await picture(client, 'person');
  await replay(client);
  expect(await picture(client, 'person')).toHaveLength(after.length);
  await importFile(client, { name: 'again.csv', bytes: csv(again) }, { kind: 'person', source: 'Other' });
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(after.length);

  const undone = await client.call(undoMatchChange, { id: change.change });
  expect(undone.undoneAt).not.toBeNull();
  const restored = await picture(client, 'person');
  const without = (lines: readonly string[]) => lines.map((line) => line.replace(/"updated":"[^"]*"/, ''));
  expect(without(restored)).toEqual(without(before));
});

test('two profiles are kept apart for ever, and codes that differ never meet', async () => {
  const { client, clientAs } = await freshWorkspace();
  const rows = Array.from({ length: 60 }, (_, index): Row => ({
    企业名称: `上海${'华信达恒泰博睿云金桥'[index % 10] ?? ''}${'启明远中科东方天海'[index % 9] ?? ''}${index}软件有限公司`,
    统一社会信用代码: index < 4 ? creditCode(index + 1) : '',
    电话: `021-5${1_000_000 + index * 3_571}`,
    地址: `上海市徐汇区漕溪路${index + 1}号`,
  }));
  const twin = (index: number, said: Row): Row => ({ ...rows[index], ...said });
  const more = [
    twin(10, {
      企业名称: String(rows[10]?.['企业名称']).replace(/^上海/, '').replace('有限公司', '（上海）有限公司'),
    }),
    twin(0, { 统一社会信用代码: creditCode(77) }),
  ];
  await importFile(client, { name: 'firms.csv', bytes: csv([...rows, ...more]) });
  const { outcome } = await scanned(client, 'organization');
  expect(outcome.rivals).toBeGreaterThanOrEqual(1);
  const { rows: pairs } = await client.call(listMatchPairs, { kind: 'organization' });
  expect(pairs.filter(({ left, right }) => left.name === right.name)).toHaveLength(0);
  const pair = pairs.find(({ left, right }) => `${left.name}${right.name}`.includes('（上海）'));
  if (pair === undefined) throw new Error('brackets and places hide nobody');
  expect(pair.attributes.find(({ field }) => field === 'name')?.level).toBe('same');
  const ends = { left: pair.left.id, right: pair.right.id };

  const viewer = await clientAs('viewer');
  await expect(viewer.call(decideMatches, { does: 'join', pairs: [ends] })).rejects.toMatchObject({
    code: 'access.forbidden',
  });
  await client.call(decideMatches, { does: 'join', pairs: [ends] });
  expect(await listProfiles(client)).toHaveLength(61);
  await expect(client.call(decideMatches, { does: 'join', pairs: [ends] })).rejects.toMatchObject({
    code: 'matching.one',
  });
  const { rows: changes } = await client.call(listMatchChanges, {});
  const id = changes.map(({ change }) => change).join();
  await client.call(undoMatchChange, { id });
  expect(await listProfiles(client)).toHaveLength(62);

  await client.call(decideMatches, { does: 'apart', pairs: [ends] });
  await client.call(decideMatches, { does: 'join', pairs: [ends] });
  expect(await listProfiles(client)).toHaveLength(62);
  await scanned(client, 'organization');
  const left = await client.call(listMatchPairs, { kind: 'organization' });
  expect(left.rows.filter(({ left: l }) => l.id === ends.left || l.id === ends.right)).toHaveLength(0);

  const other = await freshWorkspace();
  expect((await other.client.call(listMatchPairs, { kind: 'organization' })).total).toBe(0);
  await expect(other.client.call(undoMatchChange, { id })).rejects.toMatchObject({
    code: 'matching.not-found',
  });
});

test('a thousand rows that say the same, and a chain of near duplicates, end in the review', async () => {
  const { client } = await freshWorkspace();
  const same = Array.from({ length: 1_000 }, (): Row => ({ 姓名: 'test', 电话: '021-62886288' }));
  const chain = Array.from({ length: 20 }, (_, index): Row => ({
    姓名: `${'abcdefghijklmnopqrst'.slice(index)}${'uvwxyzabcdefghijklmno'.slice(0, index)}`,
    电话: `021-5${1_000_000 + index}`,
  }));
  await importFile(client, { name: 'bad.csv', bytes: csv([...same, ...chain]) }, { kind: 'person' });
  const { outcome } = await scanned(client, 'person');
  expect(outcome.compared).toBeLessThan(20_000);
});

test('two files are linked by what both have, and nothing of them is kept', async () => {
  const { client } = await freshWorkspace();
  const left = await uploadFile(client, { name: 'ours.csv', bytes: csv(people) });
  const right = await uploadFile(client, { name: 'theirs.csv', bytes: csv(again) });
  const { stream } = await client.download(linkFiles, { left, right });
  const lines = (await new Response(stream).text()).trim().split('\n');
  expect(lines[0]).toContain('"left_line","right_line","probability"');
  const pairs = lines.slice(1).map((line) => line.split(',').slice(0, 2).map(Number));
  // The header is line 1, so the first row is line 2.
  expect(pairs).toEqual(
    expect.arrayContaining([
      [12, 3],
      [42, 5],
      [59, 6],
    ]),
  );
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(0);
});
