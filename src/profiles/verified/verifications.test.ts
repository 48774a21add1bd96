import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import { openTestWorkspace } from '../../../test/warehouse.ts';
import { systemActor } from '../../access/index.ts';
import { catalogue } from '../../fields/index.ts';
import { profileId } from '../../lib/profile-id.ts';
import { addFieldColumns } from '../../records/index.ts';
import { command, statement } from '../../store/warehouse/index.ts';
import { removeUnhung } from './unhung.ts';
import { createVerifications } from './verifications.ts';

const { warehouse, close } = await openTestWorkspace(75);
afterAll(close);

const run = (sql: string) => warehouse.run(command('test.verified', sql));
const fields = catalogue('person', []);
const now = new Date('2026-03-01T08:00:00Z');
const verifications = createVerifications({
  clock: () => now,
  warehouse: async () => warehouse,
  fields: async () => fields,
  seen: async () => fields,
});
const caller = { ...systemActor('ws_1'), workspace: 'ws_1', role: 'owner' as const, ip: '' };
const idOf = (no: number) => profileId('person', no);
const found = async (no: number) =>
  (await verifications.list(caller, idOf(no))).rows.map(({ value, outcome, holds }) => [
    value,
    outcome,
    holds,
  ]);

/** Records 1 and 2 are one person, or two; both say the same address. */
async function join(joined: boolean): Promise<void> {
  await run('TRUNCATE TABLE {db}.links_person');
  await run('TRUNCATE TABLE {db}.profiles_person');
  if (joined) await run('INSERT INTO {db}.links_person (profile, no) VALUES (1, 2)');
  const rows = joined ? [1] : [1, 2];
  await run(
    `INSERT INTO {db}.profiles_person (_no, emails) VALUES ${rows.map((no) => `(${no}, ['li@example.org'])`).join(', ')}`,
  );
}

beforeAll(async () => {
  await addFieldColumns(warehouse, 'person', fields);
  await run(
    `INSERT INTO {db}.facts_person (_no, emails) VALUES (1, ['li@example.org']), (2, ['li@example.org'])`,
  );
});

it('what an owner confirms is written down once, however often it is handed over, and only where the record says it', async () => {
  await join(false);
  const own = {
    id: 'ver_1',
    kind: 'person',
    record: 2,
    field: 'emails',
    value: 'Li@Example.org',
    means: 'link',
    at: now,
    note: '',
    by: { id: 'frm_1', name: 'News' },
  } as const;
  for (const _ of [1, 2]) await verifications.take('ws_1', own);
  await verifications.take('ws_1', { ...own, id: 'ver_2', value: 'other@example.org' });
  await verifications.take('ws_1', { ...own, id: 'ver_3', field: 'gone' });
  expect(await found(2)).toEqual([['li@example.org', 'confirmed', true]]);
  expect(await found(1)).toEqual([]);
});

it('what was confirmed of two as one is so of the first alone, what was wrong of both', async () => {
  await join(true);
  const value = { id: idOf(1), field: 'emails', value: 'li@example.org', means: 'call', note: '' } as const;
  await verifications.create(caller, { ...value, outcome: 'confirmed' });
  expect(await found(2)).toHaveLength(2);
  await join(false);
  expect(await found(1)).toEqual([['li@example.org', 'confirmed', true]]);
  expect(await found(2)).toHaveLength(1);
  await join(true);
  await verifications.create(caller, { ...value, outcome: 'wrong' });
  await join(false);
  const wrong = ['li@example.org', 'wrong', true];
  expect([(await found(1))[0], (await found(2))[0]]).toEqual([wrong, wrong]);
});

it('goes with the last record that it hangs on', async () => {
  const count = async () =>
    warehouse.row(
      statement({
        name: 'test.verified.count',
        sql: 'SELECT count() AS n FROM {db}.verifications',
        row: z.object({ n: z.coerce.number() }),
      }),
    );
  await run('INSERT INTO {db}.records (no) VALUES (1), (2)');
  await removeUnhung(warehouse, 'person');
  expect(await count()).toEqual({ n: 3 });
  await run('DELETE FROM {db}.records WHERE no = 2');
  await removeUnhung(warehouse, 'organization');
  await removeUnhung(warehouse, 'person');
  // The one of its owner hung on this record alone.
  expect(await count()).toEqual({ n: 2 });
  expect(await found(2)).toEqual([['li@example.org', 'wrong', true]]);
});
