import { expect, test } from 'vitest';

import type { Client } from '../../src/client.ts';
import { decideMatches, previewJoin, undoMatchChange } from '../../src/identity/contract.ts';
import { getProfile, retractRecord } from '../../src/profiles/contract.ts';
import { createNote } from '../../src/teamwork/contract.ts';
import { importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv } from '../make.ts';
import { makePerson } from '../people.ts';

const { freshWorkspace } = await openTestApp();
const kind = 'person';

/** The edit that sets the name of a profile. */
async function editOf(client: Client, id: string): Promise<string> {
  const { lineage } = await client.call(getProfile, { id });
  return lineage['name']?.find(({ channel }) => channel === 'manual')?.record ?? '';
}

test('whoever joins two profiles chooses values field by field, and undoing takes the choice back with the join', async () => {
  const { client, clientAs } = await freshWorkspace();
  const rows = [makePerson(1), makePerson(2, { 电话: '' }), makePerson(3)];
  await importFile(client, { name: 'people.csv', bytes: csv(rows) }, { kind });
  const [left = '', right = '', third = ''] = (await listProfiles(client, { kind })).map(({ id }) => id);
  await client.call(createNote, { id: right, text: 'Called back' });
  const preview = await client.call(previewJoin, { left, right });
  expect(preview).toMatchObject({
    stays: left,
    left: { records: 1, notes: 0, events: 0 },
    right: { records: 1, notes: 1, consents: 0 },
  });
  const before = await Promise.all([left, right].map((id) => client.call(getProfile, { id })));
  const values = ({ values: all, records }: (typeof before)[number]) => ({ all, records });
  const of = async (id: string, field: string) => (await client.call(getProfile, { id })).values[field];
  const pairs = [{ left, right }];
  const join = (choose: Record<string, 'left' | 'right'>) =>
    client.call(decideMatches, { does: 'join', pairs, choose });
  await expect(join({ nonsense: 'left' })).rejects.toMatchObject({ code: 'profiles.fields' });
  await expect(
    client.call(decideMatches, { does: 'apart', pairs, choose: { name: 'left' } }),
  ).rejects.toMatchObject({ code: 'matching.choose' });
  await expect(
    client.call(decideMatches, {
      does: 'join',
      pairs: [...pairs, { left, right: third }],
      choose: { name: 'left' },
    }),
  ).rejects.toMatchObject({ code: 'matching.choose' });
  expect(await listProfiles(client, { kind })).toHaveLength(3);

  for (const [name, birth] of [
    ['left', 'right'],
    ['right', 'left'],
  ] as const) {
    const { change } = await join({ name, birth_date: birth });
    const side = { left: before[0], right: before[1] };
    expect(await of(right, 'name')).toEqual(side[name]?.values['name']);
    expect(await of(left, 'birth_date')).toEqual(side[birth]?.values['birth_date']);
    // The choice is an edit with its author, and says so.
    const { lineage } = await client.call(getProfile, { id: left });
    expect(lineage['name']?.find(({ wins }) => wins)).toMatchObject({ channel: 'manual' });
    await client.call(undoMatchChange, { id: change });
    const after = await Promise.all([left, right].map((id) => client.call(getProfile, { id })));
    expect(after.map(values)).toEqual(before.map(values));
  }

  // Somebody may have taken the choice back already.
  const { change } = await join({ name: 'right' });
  await client.call(retractRecord, { id: await editOf(client, left) });
  await client.call(undoMatchChange, { id: change });
  expect(await listProfiles(client, { kind })).toHaveLength(3);

  const viewer = await clientAs('viewer');
  expect(await viewer.call(previewJoin, { left, right })).toEqual(preview);
  const stranger = await freshWorkspace();
  await expect(stranger.client.call(previewJoin, { left, right })).rejects.toMatchObject({
    code: 'profiles.not-found',
  });
});
