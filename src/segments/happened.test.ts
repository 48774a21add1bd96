import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import { catalogue } from '../fields/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { openTestWorkspaces } from '../../test/warehouse.ts';
import { refreshMembers } from './refresh.ts';
import type { SegmentRow } from './tables.ts';

const kind = 'person' as const;
const dayMs = 86_400_000;

/** The same customers twice: in the one place sets are kept from refresh to refresh, in the other they are forgotten. */
let places: readonly Warehouse[] = [];
let close = async () => {};
/** Names of the statements that the first place ran since the last refresh began. */
const ran: string[] = [];

beforeAll(async () => {
  ({ warehouses: places, close } = await openTestWorkspaces([31, 32]));
  await both(`INSERT INTO {db}.profiles_person (_no, _name) SELECT number, 'x' FROM numbers(1, 300)`);
  await both(`INSERT INTO {db}.owners SELECT number, 'person', number FROM numbers(1, 300)`);
  await happen(2_000, 1, '2025-06-14 10:00:00');
});
afterAll(() => close());

async function both(sql: string): Promise<void> {
  for (const warehouse of places) await warehouse.run(command('test.write', sql));
}

/** Events of two months before a moment, of customers and of browsers that nobody is known by (301 to 320). */
async function happen(count: number, load: number, until: string): Promise<void> {
  const draw = (purpose: string) => `cityHash64(number, '${purpose}', ${load})`;
  await both(`INSERT INTO {db}.events (entity, ts, name, amount, category, load)
    SELECT 1 + ${draw('who')} % 320, toDateTime('${until}', 'UTC') - ${draw('when')} % (60 * 86400),
      ['Order Completed', 'Product Viewed'][1 + ${draw('what')} % 2], ${draw('amount')} % 90, ['tea', 'cup'][1 + ${draw('category')} % 2], ${load}
    FROM numbers(${count})`);
}

const bought = 'Order Completed';
const rules: readonly unknown[] = [
  { did: bought, within: '10d' },
  { did: bought, within: '30d' },
  { did: bought, times: { gte: 2 }, within: '21d' },
  { did: bought, sum: { of: 'amount', gt: 120 } },
  { not: { did: 'Product Viewed', within: '14d', where: [{ property: 'category', eq: 'tea' }] } },
  { did: bought, between: ['2025-06-01', '2025-06-16'] },
  {
    all: [
      { did: bought, times: { lt: 2 } },
      { did: 'Product Viewed', within: '7d' },
    ],
  },
];
const segments = rules.map((rule, n): SegmentRow => {
  const none = { description: '', folder: '', owner: '', owner_name: '', ms: null, error: null };
  return { ...none, id: `seg_${n}`, kind, name: '', rule, fixed: false, refreshed_at: null };
});

const membersOf = statement({
  name: 'test.members',
  sql: 'SELECT segment, arraySort(bitmapToArray(members)) AS members FROM {db}.segment_members ORDER BY segment',
  row: z.object({ segment: z.string(), members: z.array(z.number()) }),
});

/** Brings both up to date and holds them against each other; how often sets that were kept were used. */
async function compare(now: number): Promise<{ kept: boolean; sizes: readonly number[] }> {
  const [one, other] = places;
  if (one === undefined || other === undefined) throw new Error('no workspace');
  ran.length = 0;
  const spied: Warehouse = {
    ...one,
    run: (asked, ...rest) => {
      ran.push(asked.name);
      return one.run(asked, ...rest);
    },
  };
  await other.run(command('test.forget', 'TRUNCATE TABLE {db}.segment_kept'));
  for (const warehouse of [spied, other]) {
    const fields = async () => catalogue(kind);
    const { failed } = await refreshMembers(warehouse, { segments, now: new Date(now), fields, world: {} });
    expect(failed).toEqual([]);
  }
  const [members, whole] = [await one.rows(membersOf), await other.rows(membersOf)];
  expect(members).toEqual(whole);
  return {
    kept: ran.includes('segments.happened.known'),
    sizes: members.map(({ members: { length } }) => length),
  };
}

it('keeps sets of what customers did and asks again about those with whom something happened', async () => {
  let now = Date.parse('2025-06-15T08:00:00Z');
  const first = await compare(now);
  expect(first.kept).toBe(false);
  expect(first.sizes.every((size) => size > 10 && size < 300)).toBe(true);
  // Nothing happened; then time passes, and events are no longer within the days that count.
  expect(await compare(now)).toEqual({ kept: true, sizes: first.sizes });
  now += 6 * 3_600_000;
  const later = await compare(now);
  expect(later.kept).toBe(true);
  expect(later.sizes).not.toEqual(first.sizes);
  // Events come, some of customers that had none.
  await happen(30, 2, '2025-06-15 12:00:00');
  expect((await compare(now)).kept).toBe(true);
  // A browser becomes a customer's, and an id somebody else's.
  await both(`INSERT INTO {db}.owners VALUES (301, 'person', 7)`);
  await both(`ALTER TABLE {db}.owners UPDATE profile = 9 WHERE entity = 8 SETTINGS mutations_sync = 2`);
  const joined = await compare(now);
  expect(joined.kept).toBe(true);
  // Somebody is gone, somebody is new.
  await both(`DELETE FROM {db}.profiles_person WHERE _no = 12`);
  await both(`INSERT INTO {db}.profiles_person (_no, _name) VALUES (400, 'y')`);
  await both(`INSERT INTO {db}.owners VALUES (302, 'person', 400)`);
  expect((await compare(now)).kept).toBe(true);
  // All of it once more, step by step.
  for (let round = 0; round < 5; round += 1) {
    now += 3_600_000;
    await happen(10, 10 + round, new Date(now).toISOString().slice(0, 19).replace('T', ' '));
    expect((await compare(now)).kept).toBe(true);
  }
});

it('asks all again where more may have happened than is seen, and once a day', async () => {
  let now = Date.parse('2025-06-16T08:00:00Z');
  await compare(now);
  // Events are gone.
  await both(`DELETE FROM {db}.events WHERE entity = 20`);
  expect((await compare(now)).kept).toBe(false);
  expect((await compare(now)).kept).toBe(true);
  // A file that had been set aside comes late, under its old number.
  await happen(20, 3, '2025-06-15 12:00:00');
  expect((await compare(now)).kept).toBe(false);
  // Something happened with half of all customers.
  await happen(400, 30, '2025-06-16 07:00:00');
  expect((await compare(now)).kept).toBe(false);
  // Whose events were is not known as it was kept.
  await places[0]?.run(command('test.write', `INSERT INTO {db}.segment_owners VALUES (303, 'person', 3)`));
  expect((await compare(now)).kept).toBe(false);
  expect((await compare(now)).kept).toBe(true);
  now += dayMs;
  expect((await compare(now)).kept).toBe(false);
});
