import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { command, type Warehouse } from '../store/warehouse/index.ts';
import { profileId, readProfileId } from '../lib/profile-id.ts';
import { parseRule, runQuery } from './index.ts';
import type { QueryRequest } from './request.ts';
import { openTestStore, testCatalogue, type TestRow, type TestStore } from './test-table.ts';

const context = {
  kind: 'organization',
  catalogue: testCatalogue('organization'),
  now: new Date('2025-06-15T08:00:00Z'),
} as const;
const regions = [110101, 310115, 320505, 440305] as const;

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

function makeRow(no: number): TestRow {
  return {
    _no: no,
    name: `Company ${String(no).padStart(5, '0')}`,
    region: regions[no % regions.length],
    industry: 6513,
    employees: no % 3 === 0 ? null : no % 40,
    _completeness: 50,
    _updated: '2025-06-01 00:00:00',
  };
}

function makeRows(from: number, count: number): TestRow[] {
  return Array.from({ length: count }, (_, i) => makeRow(from + i));
}

/** The same warehouse, with what it was asked for as a page. */
function watch(warehouse: Warehouse): { watched: Warehouse; asked: string[] } {
  const asked: string[] = [];
  const watched: Warehouse = {
    ...warehouse,
    rows: (statement, parameters, signal) => {
      if (statement.name === 'query.page') asked.push(statement.sql);
      return warehouse.rows(statement, parameters, signal);
    },
  };
  return { watched, asked };
}

async function read(warehouse: Warehouse, more: Partial<QueryRequest>) {
  const { rows, next } = await runQuery(warehouse, {
    ...context,
    rule: parseRule({ all: [] }),
    fields: ['name'],
    limit: 50,
    total: false,
    ...more,
  });
  return { ids: rows.map(({ id }) => id), next };
}

async function readAll(warehouse: Warehouse, more: Partial<QueryRequest>): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await read(warehouse, { ...more, after });
    ids.push(...page.ids);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

const removeRows = (warehouse: Warehouse, condition: string) =>
  warehouse.run(command('test.remove', `DELETE FROM {db}.profiles_organization WHERE ${condition}`));

function rewrite(cursor: string | null, change: (told: object) => unknown): string {
  const told: unknown = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString('utf8'));
  if (typeof told !== 'object' || told === null) throw new Error('no cursor');
  return Buffer.from(JSON.stringify(change(told))).toString('base64url');
}

const orders = [
  { sort: [] },
  { sort: [], reverse: true },
  { sort: [{ field: 'employees', direction: 'desc' }] },
  { sort: [{ field: 'name', direction: 'asc' }], reverse: true },
] as const;

describe('the next page', () => {
  it.each(orders)('skips what was read, and asks once: %j', async (order) => {
    const warehouse = await store.openWorkspace(1);
    await store.insert(warehouse, 'organization', makeRows(1, 200));
    const { watched, asked } = watch(warehouse);
    const first = await read(watched, order);
    const second = await read(watched, { ...order, after: first.next ?? '' });
    const both = await read(warehouse, { ...order, limit: 100 });
    expect([...first.ids, ...second.ids]).toEqual(both.ids);
    expect(asked.map((sql) => /OFFSET (\d+)/.exec(sql)?.[1])).toEqual([undefined, '49']);
  });

  it.each(orders)('holds its place where customers come and go before it: %j', async (order) => {
    const warehouse = await store.openWorkspace(2);
    await store.insert(warehouse, 'organization', makeRows(1_001, 200));
    const whole = await readAll(warehouse, order);
    const first = await read(warehouse, order);
    const gone = first.ids.slice(3, 10).map((id) => readProfileId(id)?.no);
    await removeRows(warehouse, `_no IN (${gone.join(', ')})`);
    expect((await read(warehouse, order)).ids).toEqual(whole.toSpliced(3, 7).slice(0, 50));
    const second = await read(warehouse, { ...order, after: first.next ?? '' });
    expect(second.ids).toEqual(whole.slice(50, 100));
    await store.insert(warehouse, 'organization', makeRows(1, 20));
    await store.insert(warehouse, 'organization', makeRows(5_001, 20));
    const now = await readAll(warehouse, order);
    const third = await read(warehouse, { ...order, after: second.next ?? '' });
    const from = now.indexOf(second.ids.at(-1) ?? '') + 1;
    expect(third.ids).toEqual(now.slice(from, from + 50));
  });

  it('follows the last row where that is gone itself', async () => {
    const warehouse = await store.openWorkspace(3);
    await store.insert(warehouse, 'organization', makeRows(1, 200));
    const sort = [{ field: 'name', direction: 'asc' }] as const;
    const first = await read(warehouse, { sort });
    expect(first.ids.at(-1)).toBe(profileId('organization', 50));
    await removeRows(warehouse, '_no = 50');
    const second = await read(warehouse, { sort, after: first.next ?? '' });
    expect(second.ids[0]).toBe(profileId('organization', 51));
    await removeRows(warehouse, '_no > 40');
    const none = await read(warehouse, { sort, after: first.next ?? '' });
    expect(none).toEqual({ ids: [], next: null });
  });

  it('follows the last row whatever its rank is said to be, and of none', async () => {
    const warehouse = await store.openWorkspace(4);
    await store.insert(warehouse, 'organization', makeRows(1, 200));
    const { next } = await read(warehouse, {});
    const expected = await read(warehouse, { after: next ?? '' });
    for (const rank of [1, 49, 51, 9_999])
      expect((await read(warehouse, { after: rewrite(next, (told) => ({ ...told, rank })) })).ids).toEqual(
        expected.ids,
      );
    const bare = rewrite(next, (told) => Object.entries(told).find(([key]) => key === 'last')?.[1]);
    expect((await read(warehouse, { after: bare })).ids).toEqual(expected.ids);
    for (const rank of [0, -5, 1.5, 1e9, '7'])
      await expect(read(warehouse, { after: rewrite(next, (told) => ({ ...told, rank })) })).rejects.toThrow(
        'cursor',
      );
  });

  it('is found by the values of the last row where very many stand before it', async () => {
    const warehouse = await store.openWorkspace(5);
    await warehouse.run(
      command(
        'test.many',
        `INSERT INTO {db}.profiles_organization (_no, region, industry)
        SELECT number + 1, [${regions.join(', ')}][1 + number % 4], 6513 FROM numbers(50120)`,
      ),
    );
    const { watched, asked } = watch(warehouse);
    const ids: string[] = [];
    let place: Partial<QueryRequest> = { offset: 49_000 };
    for (const limit of [1_000, 100, 20, 100]) {
      const page = await read(watched, { ...place, limit });
      ids.push(...page.ids);
      place = { after: page.next ?? '' };
      if (page.next === null) break;
    }
    const skipped = asked.map((sql) => /OFFSET (\d+)/.exec(sql)?.[1]);
    expect(skipped).toEqual(['49000', '49999', undefined]);
    expect(ids.map((id) => (readProfileId(id)?.no ?? 1) % 4)).toEqual(Array.from({ length: 1_120 }, () => 0));
    expect(new Set(ids).size).toBe(1_120);
    for (const offset of [49_980, 50_000, 50_001, 50_110]) {
      const page = await read(warehouse, { limit: 20, offset });
      expect(page.ids).toEqual(ids.slice(offset - 49_000, offset - 49_000 + 20));
    }
  });
});
