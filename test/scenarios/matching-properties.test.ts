import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  integer,
  nat,
  record,
  shuffledSubarray,
  tuple,
} from 'fast-check';
import { expect, test } from 'vitest';

import {
  decideMatches,
  joinBand,
  listMatchPairs,
  listMatchRuns,
  startMatching,
  undoAuthorChanges,
  undoMatchChange,
} from '../../src/identity/contract.ts';
import type { Client } from '../../src/client.ts';
import { followJob, importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv, type Row } from '../make.ts';
import { makePerson } from '../people.ts';

const { freshWorkspace } = await openTestApp();
const kind = 'person';
/** Few runs, for each takes seconds; a failure is told with its seed, and found again with it. */
const runs = { numRuns: 2, endOnFailure: true };

/** What is told of all profiles, but when they were built, and by which numbers they are kept. */
async function picture(client: Client, besides = /"updated":"[^"]*"/): Promise<string[]> {
  const rows = await listProfiles(client, { kind });
  return rows.map((row) => JSON.stringify(row).replace(besides, '')).toSorted();
}

/** Persons of whom some are written again in another way. */
const people = array(
  record({
    who: integer({ min: 0, max: 60 }),
    again: constantFrom<Row | null>(
      null,
      { 地址: '' },
      { 性别: '' },
      { 电话: '' },
      { 出生日期: '1971-11-30' },
    ),
  }),
  { minLength: 6, maxLength: 14 },
).map((some) =>
  some.flatMap(({ who, again }) => [makePerson(who), ...(again === null ? [] : [makePerson(who, again)])]),
);

async function scanned(client: Client, rows: readonly Row[]): Promise<string[]> {
  await importFile(client, { name: 'people.csv', bytes: csv([...rows]) }, { kind });
  await followJob(client, (await client.call(startMatching, { kind })).job);
  const { rows: pairs } = await client.call(listMatchPairs, { kind, limit: 100 });
  return pairs
    .map(({ band, attributes }) =>
      JSON.stringify([
        band,
        attributes.map(({ left, right }) => [left, right].map((value) => JSON.stringify(value)).toSorted()),
      ]),
    )
    .toSorted();
}

test('the order of arrival does not change who is found to be the same', async () => {
  const shuffled = people.chain((rows) =>
    tuple(constant(rows), shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
  );
  await assert(
    asyncProperty(shuffled, async ([one, other]) => {
      const found = await scanned((await freshWorkspace()).client, one);
      expect(await scanned((await freshWorkspace()).client, other)).toEqual(found);
    }),
    runs,
  );
});

test('joins that are undone, in whatever order, leave nothing behind, and importing again changes nothing', async () => {
  const work = record({
    rows: constant(Array.from({ length: 8 }, (_, index) => makePerson(index))),
    joins: array(tuple(nat(7), nat(7)), { minLength: 2, maxLength: 4 }),
    order: array(nat(10), { minLength: 4, maxLength: 4 }),
    atOnce: boolean(),
  });
  await assert(
    asyncProperty(work, async ({ rows, joins, order, atOnce }) => {
      const { client } = await freshWorkspace();
      const file = { name: 'people.csv', bytes: csv(rows) };
      await importFile(client, file, { kind });
      const before = await picture(client);
      const ids = (await listProfiles(client, { kind })).map(({ id }) => id);
      const changes: { change: string; author: string }[] = [];
      for (const [one, other] of joins) {
        const pairs = [{ left: ids[one] ?? '', right: ids[other] ?? '' }];
        const made = await client.call(decideMatches, { does: 'join', pairs }).catch(() => undefined);
        if (made !== undefined) changes.push({ change: made.change, author: made.author.id });
      }
      const joined = await picture(client);
      await importFile(client, file, { kind });
      expect(await picture(client)).toEqual(joined);
      if (atOnce && changes[0] !== undefined)
        await client.call(undoAuthorChanges, { author: changes[0].author });
      else
        for (const { change } of changes.toSorted(
          (a, b) => (order[changes.indexOf(a)] ?? 0) - (order[changes.indexOf(b)] ?? 0),
        ))
          await client.call(undoMatchChange, { id: change });
      // Each has its own values again, and none of the other side's.
      expect(await picture(client)).toEqual(before);
    }),
    runs,
  );
});

test('a band that is joined and undone is as it was, and another workspace sees nothing of it', async () => {
  await assert(
    asyncProperty(people, async (rows) => {
      const [one, other] = [await freshWorkspace(), await freshWorkspace()];
      await importFile(other.client, { name: 'people.csv', bytes: csv(rows) }, { kind });
      const theirs = await picture(other.client);
      await scanned(one.client, rows);
      const before = await picture(one.client);
      const { rows: started } = await one.client.call(listMatchRuns, { kind });
      const run = started[0]?.run ?? '';
      const { change } = await one.client.call(joinBand, { id: run });
      expect(await picture(other.client)).toEqual(theirs);
      expect((await other.client.call(listMatchPairs, { kind })).total).toBe(0);
      for (const call of [
        other.client.call(joinBand, { id: run }),
        other.client.call(undoMatchChange, { id: change }),
      ])
        await expect(call).rejects.toMatchObject({ code: 'matching.not-found' });
      await one.client.call(undoMatchChange, { id: change });
      expect(await picture(one.client)).toEqual(before);
    }),
    { ...runs, numRuns: 1 },
  );
});
