import { expect, test } from 'vitest';

import {
  decideMatches,
  listMatchChanges,
  undoAuthorChanges,
  undoMatchChange,
} from '../../src/identity/contract.ts';
import type { Client } from '../../src/client.ts';
import { getProfile, listTimeline, updateProfile } from '../../src/profiles/contract.ts';
import { importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv } from '../make.ts';
import { makePerson } from '../people.ts';

const { freshWorkspace } = await openTestApp();
const kind = 'person';

/** What is told of all profiles, but when they were built. */
async function picture(client: Client): Promise<string[]> {
  const rows = await listProfiles(client, { kind });
  return rows.map((row) => JSON.stringify(row).replace(/"updated":"[^"]*"/, '')).toSorted();
}

test('all joins of a person are undone together, at any later time, and a profile tells what was done with it', async () => {
  const { client, clientAs } = await freshWorkspace();
  const people = Array.from({ length: 12 }, (_, index) => makePerson(index));
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { kind });
  const start = await picture(client);
  const ids = (await listProfiles(client, { kind })).map(({ id }) => id);
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = ids;
  const [one, other] = [await clientAs('editor'), await clientAs('editor')];
  const join = (by: Client, left: string, right: string) =>
    by.call(decideMatches, { does: 'join', pairs: [{ left, right }] });
  const kept = await join(other, b, c);
  const only = await picture(client);
  const first = await join(one, a, b);
  await join(one, d, e);
  await one.call(decideMatches, { does: 'apart', pairs: [{ left: e, right: f }] });
  expect(await listProfiles(client, { kind })).toHaveLength(9);

  // What comes after the join stays with the record that it came with.
  await client.call(updateProfile, { id: a, set: { occupation: '木匠' } });
  expect(await listProfiles(client, { kind })).toHaveLength(9);

  const { rows: told } = await client.call(listTimeline, { id: a, kinds: 'joined,apart,parted' });
  expect(told.map((entry) => entry.kind)).toEqual(['joined', 'joined']);
  expect(told[0]).toMatchObject({
    id: first.change,
    actor: first.author,
    details: { undone: false, more: 0 },
  });
  const names = people.slice(0, 2).map((row) => row['姓名']);
  expect(JSON.stringify(told[0])).toContain(String(names[0]));
  expect(JSON.stringify(told[0])).toContain(String(names[1]));

  const author = first.author.id;
  await expect(one.call(undoAuthorChanges, { author })).rejects.toMatchObject({ code: 'access.forbidden' });
  expect(await client.call(undoAuthorChanges, { author })).toEqual({ undone: 2 });
  expect(await client.call(undoAuthorChanges, { author })).toEqual({ undone: 0 });
  const after = await picture(client);
  expect((await client.call(getProfile, { id: a })).values['occupation']).toBe('木匠');
  expect((await client.call(getProfile, { id: b })).values['occupation']).not.toBe('木匠');
  const changed = (lines: readonly string[]) => lines.filter((line) => !line.includes(`"id":"${a}"`));
  expect(changed(after)).toEqual(changed(only));

  const { rows } = await client.call(listMatchChanges, { author });
  expect(rows.map(({ does, undoneAt }) => [does, undoneAt === null])).toEqual([
    ['apart', true],
    ['join', false],
    ['join', false],
  ]);
  expect(rows[1]?.undoneBy?.id).not.toBe(author);
  const { rows: history } = await client.call(listTimeline, { id: a, kinds: 'joined,apart,parted' });
  expect(history.map((entry) => [entry.kind, entry.id])).toEqual([
    ['parted', `${first.change}:undone`],
    ['joined', first.change],
  ]);

  await client.call(undoMatchChange, { id: kept.change });
  expect(changed(await picture(client))).toEqual(changed(start));
  const stranger = await freshWorkspace();
  expect(await stranger.client.call(undoAuthorChanges, { author })).toEqual({ undone: 0 });
});
