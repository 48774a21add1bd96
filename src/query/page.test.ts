import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { command, type Warehouse } from '../store/warehouse/index.ts';
import { profileId, readProfileId } from '../lib/profile-id.ts';
import { parseRule, runQuery } from './index.ts';
import type { QueryRequest } from './request.ts';
import { ask, context, makeRows, problemOf } from './test-rows.ts';
import { openTestStore, type TestRow, type TestStore } from './test-table.ts';

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

function makeMany(from: number, count: number): TestRow[] {
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
    await store.insert(warehouse, 'organization', makeMany(1, 200));
    const { watched, asked } = watch(warehouse);
    const first = await read(watched, order);
    const second = await read(watched, { ...order, after: first.next ?? '' });
    const both = await read(warehouse, { ...order, limit: 100 });
    expect([...first.ids, ...second.ids]).toEqual(both.ids);
    expect(asked.map((sql) => /OFFSET (\d+)/.exec(sql)?.[1])).toEqual([undefined, '49']);
  });

  it.each(orders)('holds its place where customers come and go before it: %j', async (order) => {
    const warehouse = await store.openWorkspace(2);
    await store.insert(warehouse, 'organization', makeMany(1_001, 200));
    const whole = await readAll(warehouse, order);
    const first = await read(warehouse, order);
    const gone = first.ids.slice(3, 10).map((id) => readProfileId(id)?.no);
    await removeRows(warehouse, `_no IN (${gone.join(', ')})`);
    expect((await read(warehouse, order)).ids).toEqual(whole.toSpliced(3, 7).slice(0, 50));
    const second = await read(warehouse, { ...order, after: first.next ?? '' });
    expect(second.ids).toEqual(whole.slice(50, 100));
    await store.insert(warehouse, 'organization', makeMany(1, 20));
    await store.insert(warehouse, 'organization', makeMany(5_001, 20));
    const now = await readAll(warehouse, order);
    const third = await read(warehouse, { ...order, after: second.next ?? '' });
    const from = now.indexOf(second.ids.at(-1) ?? '') + 1;
    expect(third.ids).toEqual(now.slice(from, from + 50));
  });

  it('follows the last row where that is gone itself', async () => {
    const warehouse = await store.openWorkspace(3);
    await store.insert(warehouse, 'organization', makeMany(1, 200));
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
    await store.insert(warehouse, 'organization', makeMany(1, 200));
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

describe('pages', () => {
  const rows = makeRows(400);
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await store.openWorkspace(6);
    await store.insert(warehouse, 'organization', rows);
  });

  it.each([
    [[]],
    [[{ field: 'employees', direction: 'desc' }]],
    [
      [
        { field: 'name', direction: 'asc' },
        { field: 'score', direction: 'desc' },
      ],
    ],
    [[{ field: 'founded', direction: 'asc' }]],
    [
      [
        { field: 'phones', direction: 'desc' },
        { field: '_no', direction: 'desc' },
      ],
    ],
    [
      [
        { field: 'region', direction: 'asc' },
        { field: '_completeness', direction: 'asc' },
      ],
    ],
    [[{ field: 'fax', direction: 'asc' }]],
  ] as const)('walk all rows once, in order: %j', async (sort) => {
    const fields = ['employees', 'score', 'founded', 'region'];
    const whole = await ask(warehouse, { all: [] }, { sort, fields });
    const walked: string[] = [];
    let after: string | undefined;
    do {
      const page = await ask(warehouse, { all: [] }, { sort, fields, limit: 67, total: false, after });
      walked.push(...page.rows.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    const order = whole.rows.map(({ id }) => id);
    expect(walked).toEqual(order);
    expect(new Set(walked).size).toBe(rows.length);
    const backward: string[] = [];
    let before: string | undefined;
    do {
      const asked = { sort, limit: 67, total: false, reverse: true, after: before };
      const page = await ask(warehouse, { all: [] }, asked);
      backward.push(...page.rows.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(backward).toEqual(order.toReversed());
    for (const [reverse, expected] of [
      [false, order.slice(100, 110)],
      [true, order.toReversed().slice(100, 110)],
    ] as const) {
      const middle = await ask(warehouse, { all: [] }, { sort, limit: 10, offset: 100, reverse });
      expect(middle.rows.map(({ id }) => id)).toEqual(expected);
    }
    const behind = await ask(warehouse, { all: [] }, { sort, limit: 10, offset: rows.length });
    expect([behind.rows, behind.next, behind.total]).toEqual([[], null, rows.length]);
    const [first] = sort;
    if (first?.field !== 'employees') return;
    const held = whole.rows.map(
      ({ id }) => rows.find(({ _no }) => profileId('organization', _no) === id)?.['employees'] ?? null,
    );
    const known = held.filter((value) => value !== null).map(Number);
    expect(known).toEqual(known.toSorted((a, b) => b - a));
    expect(held.slice(known.length).every((value) => value === null)).toBe(true);
  });

  it('refuse a cursor of another order', async () => {
    const { next } = await ask(warehouse, { all: [] }, { limit: 5 });
    const problem = await problemOf(() =>
      ask(warehouse, { all: [] }, { after: next ?? '', sort: [{ field: 'name', direction: 'asc' }] }),
    );
    expect(problem.code).toBe('query.cursor');
  });

  it('show how a profile is known where that is asked for', async () => {
    const {
      rows: [row],
    } = await ask(warehouse, { id: 'org_1' }, { fields: ['_updated', 'name', '_records'] });
    expect(row).toMatchObject({ id: 'org_1', _updated: '2025-06-01T00:00:00Z', _records: 0 });
    const { rows: plain } = await ask(warehouse, { id: 'org_1' }, { fields: ['name'] });
    expect(Object.keys(plain[0] ?? {})).not.toContain('_updated');
  });

  it('show values as the API gives them', async () => {
    const {
      rows: [row],
    } = await ask(
      warehouse,
      { field: 'employees', gte: 100, lte: 210 },
      {
        fields: [
          'name',
          'employees',
          'registered_capital',
          'region',
          'founded',
          'phones',
          'is_key_account',
          'fax',
        ],
        limit: 1,
      },
    );
    expect(row).toMatchObject({ kind: 'organization', employees: { min: 100 }, fax: null });
    expect(row?.id).toMatch(/^org_[0-9a-z]+$/);
    const shanghai = await ask(
      warehouse,
      { field: 'region', under: '浦东新区' },
      { fields: ['region'], limit: 1 },
    );
    expect(shanghai.rows[0]?.['region']).toEqual({ code: '310115', label: { en: 'Pudong', zh: '浦东新区' } });
  });
});
