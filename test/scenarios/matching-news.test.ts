import { expect, test } from 'vitest';

import {
  decideMatches,
  getMatchBands,
  listMatchModels,
  listMatchPairs,
  listMatchRuns,
  setMatchBands,
  startMatching,
} from '../../src/identity/contract.ts';
import type { Client } from '../../src/client.ts';
import { createProfiles, updateProfile } from '../../src/profiles/contract.ts';
import { followJob, importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv, type Row } from '../make.ts';
import { makePerson } from '../people.ts';
import { waitFor } from '../wait.ts';

const { freshWorkspace } = await openTestApp();
const kind = 'person';

const people = Array.from({ length: 120 }, (_, index) => makePerson(index));

async function scan(client: Client): Promise<void> {
  await followJob(client, (await client.call(startMatching, { kind })).job);
}

/** The pairs that a profile is in now. */
const pairsOf = async (client: Client, id: string) =>
  (await client.call(listMatchPairs, { kind, limit: 100 })).rows.filter(
    ({ left, right }) => left.id === id || right.id === id,
  );

/** Sends one record; answers its profile. */
async function send(client: Client, record: Row): Promise<string> {
  const { profiles } = await client.call(createProfiles, { kind, source: 'Desk', records: [record] });
  return profiles[0] ?? '';
}

test('whoever comes or changes after a scan is compared with everybody at once, without another scan', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { kind });
  await scan(client);
  const before = await client.call(listMatchPairs, { kind });

  const twin = await send(client, makePerson(10, { 地址: '' }));
  const found = await waitFor(
    'the pair of a record that came',
    () => pairsOf(client, twin),
    (rows) => rows.length > 0 && rows.every(({ changed }) => !changed),
  );
  expect(found[0]?.attributes.find(({ field }) => field === 'phones')?.level).toBe('same');
  expect(found[0]?.probability).toBeGreaterThan(0.95);

  // What was edited away is no pair any more, and comes back with the next edit.
  const edit = (birth: string, phone: string) =>
    client.call(updateProfile, {
      id: twin,
      set: {
        birth_date: birth,
        phones: [phone],
        name: phone.endsWith('1') ? '欧阳不同' : String(makePerson(10)['姓名']),
      },
    });
  await edit('1931-01-31', '0755-88000001');
  await waitFor(
    'the pair to go, which until then says that it is out of date',
    async () => {
      const rows = await pairsOf(client, twin);
      expect(rows.filter(({ changed }) => !changed)).toEqual([]);
      return rows;
    },
    (rows) => rows.length === 0,
  );
  await edit(String(makePerson(10)['出生日期']), String(makePerson(10)['电话']));
  const [again] = await waitFor(
    'the pair to come back',
    () => pairsOf(client, twin),
    (rows) => rows.length > 0,
  );

  // What is to stay apart does not come back when either of the two changes.
  if (again === undefined) throw new Error('a pair was waited for');
  await client.call(decideMatches, {
    does: 'apart',
    pairs: [{ left: again.left.id, right: again.right.id }],
  });
  const more = [
    makePerson(3, { 地址: '' }),
    makePerson(50, { 性别: '' }),
    makePerson(400),
    makePerson(400, { 地址: '' }),
  ];
  await client.call(updateProfile, { id: twin, set: { gender: 'male' } });
  await importFile(client, { name: 'more.csv', bytes: csv(more) }, { kind, source: 'Other' });
  // Two of the file are the same person, whom nobody knew.
  await waitFor(
    'the pairs of an import',
    () => client.call(listMatchPairs, { kind, limit: 100 }),
    ({ total, rows }) =>
      total > before.total &&
      rows.some(({ left, right }) => left.sources[0] === 'Other' && right.sources[0] === 'Other'),
  );
  expect(await pairsOf(client, twin)).toHaveLength(0);
  expect((await client.call(listMatchRuns, { kind })).rows).toHaveLength(1);

  // Bands hold from the next scan on, which goes by what is saved until something else is asked for.
  const bands = { kind, joinAt: 0.9, reviewAt: 0.6 } as const;
  await expect(client.call(setMatchBands, { ...bands, reviewAt: 0.95 })).rejects.toMatchObject({
    code: 'matching.bands',
  });
  await client.call(setMatchBands, bands);
  expect(await client.call(getMatchBands, { kind })).toEqual(bands);
  await scan(client);
  const versions = async () =>
    (await client.call(listMatchModels, { kind })).rows.map(({ version }) => version);
  expect(await versions()).toEqual([1]);
  await followJob(client, (await client.call(startMatching, { kind, learn: true })).job);
  expect(await versions()).toEqual([2, 1]);
  const { rows: runs } = await client.call(listMatchRuns, { kind });
  expect(runs.map(({ model, joinAt }) => [model, joinAt])).toEqual([
    [2, 0.9],
    [1, 0.9],
    [1, 0.95],
  ]);
  const likely = await client.call(listMatchPairs, { kind, limit: 100 });
  expect(likely.rows.filter(({ band, probability: p }) => band === 'join' && p < 0.9)).toHaveLength(0);

  const other = await freshWorkspace();
  expect((await other.client.call(listMatchPairs, { kind })).total).toBe(0);
});
