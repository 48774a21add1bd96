import { expect, test } from 'vitest';

import { importFile, listProfiles, undo } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv, type Row } from '../make.ts';
import type { Client } from '../../src/client.ts';
import { createProfiles, updateProfile } from '../../src/profiles/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';

const { freshWorkspace } = await openTestApp();
const size = 400;

/** What somebody sees who looks again and again: totals, sums of facets, rows of a page and how many of these differ. */
function watch(client: Client) {
  const seen = new Map<string, number>();
  const end = new AbortController();
  const look = async (): Promise<void> => {
    const { total, facets, rows } = await client.call(queryProfiles, {
      rule: { all: [] },
      limit: 1_000,
      fields: ['name'],
      facets: ['region', 'employees'],
    });
    const sum = (name: string) => facets[name]?.reduce((all, { count }) => all + count, 0);
    const view = [
      total,
      sum('region'),
      sum('employees'),
      rows.length,
      new Set(rows.map(({ id }) => id)).size,
    ].join();
    seen.set(view, (seen.get(view) ?? 0) + 1);
  };
  const going = Array.from({ length: 3 }, async () => {
    while (!end.signal.aborted) await look();
  });
  return {
    async stop(): Promise<readonly string[]> {
      end.abort();
      await Promise.all(going);
      return [...seen.keys()];
    },
  };
}

const each = (count: number) => Array.from({ length: 5 }, () => count).join();

test('whoever looks while profiles change counts each of them once, never twice and never not', async () => {
  const { client } = await freshWorkspace();
  const rows = createMaker().organizations(size);
  await importFile(client, { name: 'first.csv', bytes: csv(rows) });
  const watcher = watch(client);
  const [one] = await listProfiles(client, { fields: ['name'] });
  for (const capital of ['1', '2', '3', '4'])
    await client.call(updateProfile, { id: one?.id ?? '', set: { registered_capital: `${capital}万` } });
  const changed = rows.map((row): Row => ({ ...row, 法定代表人: '周全' }));
  const second = await importFile(client, { name: 'second.csv', bytes: csv(changed) });
  expect(second).toMatchObject({ created: 0, updated: size });
  await client.call(createProfiles, {
    kind: 'organization',
    source: 'API',
    records: changed.slice(0, 20),
  });
  await undo(client, second.import);
  expect(await watcher.stop()).toEqual([each(size)]);
  expect(await listProfiles(client)).toHaveLength(size);
});
