import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { openTestWorkspace } from '../../../test/warehouse.ts';
import { refreshHabits } from './fill.ts';
import { findNewest } from '../rounds.ts';
import { readInterests, renewInterests } from './interests.ts';

const now = new Date('2026-06-30T12:00:00Z');
let close: () => Promise<void>;
let warehouse: Warehouse;

const run = (sql: string) => warehouse.run(command('test.fill', sql));
const look = (entity: number, category: string, [day, times]: readonly [string, number]) =>
  run(`INSERT INTO {db}.events (name, entity, ts, received, category, source)
    SELECT 'Product Viewed', ${entity}, toDateTime64('${day} 21:00:00', 3, 'UTC') + number, toDateTime64('${day} 21:00:00', 3, 'UTC'), '${category}', 'web' FROM numbers(${times})`);

beforeAll(async () => {
  ({ warehouse, close } = await openTestWorkspace(7));
  await run(
    "INSERT INTO {db}.owners VALUES (11, 'person', 1), (12, 'person', 1), (21, 'person', 2), (31, 'organization', 3)",
  );
});
afterAll(() => close());

const classOf = async (kind: 'person' | 'organization', no: number) =>
  (await readInterests(warehouse, kind, no)).map(({ category, share }) => [
    category,
    Math.round(share * 100),
  ]);

test('a customer is of the category that it looks at most, later looks weighing more, and changes as it browses', async () => {
  // Thirty days ago a look weighs half of one today: four of then are less than three of now, by whatever device.
  await look(11, 'tea', ['2026-05-31', 4]);
  await look(12, 'cups', ['2026-06-30', 1]);
  await look(11, 'cups', ['2026-06-29', 2]);
  await look(21, 'books', ['2026-06-01', 2]);
  await look(31, 'machines', ['2020-01-01', 1]);
  await refreshHabits(warehouse, { now: new Date('2026-06-30T22:00:00Z') });
  expect(await classOf('person', 1)).toEqual([
    ['cups', 60],
    ['tea', 40],
  ]);
  expect(await classOf('person', 2)).toEqual([['books', 100]]);
  expect(await classOf('organization', 3)).toEqual([['machines', 100]]);

  const since = new Date('2026-06-30T23:00:00Z');
  const later = new Date('2026-07-01T22:00:00Z');
  expect(await findNewest(warehouse, since)).toBeNull();
  await look(21, 'tea', ['2026-07-01', 5]);
  expect(await findNewest(warehouse, since)).toEqual(new Date('2026-07-01T21:00:00Z'));
  await renewInterests(warehouse, since, { now: later });
  const [first, second] = await classOf('person', 2);
  expect([first?.[0], second?.[0]]).toEqual(['tea', 'books']);
  expect(await classOf('person', 1)).toEqual([
    ['cups', 60],
    ['tea', 40],
  ]);
  // What is brought up to date for some is what all would get.
  await refreshHabits(warehouse, { now: later });
  expect(await classOf('person', 2)).toEqual([first, second]);
});

const row = z.object({
  hour: z.number().nullable(),
  weekday: z.string(),
  channel: z.string(),
  trend: z.number().nullable(),
  favourite_category: z.string(),
  discounted: z.number().nullable(),
  cost: z.number().nullable(),
  margin: z.number().nullable(),
});

test('hours, days, channel, trend, favourite category, prices and costs are what one counts by hand', async () => {
  await run("INSERT INTO {db}.owners VALUES (41, 'person', 4)");
  await run(`INSERT INTO {db}.orders (entity, ts, order, movement, amount, currency, coupon) VALUES
    (41, '2026-06-01 10:00:00', 'a', 'completed', 10, 'CNY', 'X'), (41, '2026-06-02 10:00:00', 'b', 'completed', 10, 'CNY', ''),
    (41, '2026-06-03 10:00:00', 'c', 'completed', 10, 'CNY', ''), (41, '2026-06-04 10:00:00', 'd', 'completed', 10, 'CNY', '')`);
  await run(`INSERT INTO {db}.order_lines (entity, ts, order, movement, category, quantity) VALUES
    (41, '2026-06-01 10:00:00', 'a', 'completed', 'tea', 3), (41, '2026-06-02 10:00:00', 'b', 'completed', 'cups', 1),
    (41, '2026-06-03 10:00:00', 'c', 'refunded', 'cups', -9)`);
  await run(
    `INSERT INTO {db}.costs (entity, ts, amount, currency) VALUES (41, '2026-06-02 10:00:00', 2.5, 'CNY')`,
  );
  await run(`INSERT INTO {db}.customer_values (kind, profile, orders, monetary) VALUES ('person', 4, 4, 40)`);
  // Three Mondays at 21 in Shanghai within 90 days, one time on a Tuesday before.
  await run(`INSERT INTO {db}.events (name, entity, ts, source) VALUES ('Page Viewed', 41, '2026-06-01 13:00:00', 'shop'),
    ('Page Viewed', 41, '2026-06-08 13:30:00', 'shop'), ('Page Viewed', 41, '2026-06-15 13:00:00', 'app'), ('Page Viewed', 41, '2026-03-03 01:00:00', 'shop')`);
  await refreshHabits(warehouse, { now, timeZone: 'Asia/Shanghai' });
  const sql = `SELECT hour, toString(weekday) AS weekday, toString(channel) AS channel, trend, favourite_category, discounted, cost, margin
    FROM {db}.customer_habits WHERE profile = 4`;
  const ask = () => warehouse.row(statement({ name: 'test', sql, row }));
  expect(await ask()).toEqual({
    hour: 21,
    weekday: '1',
    channel: 'shop',
    trend: 0.5,
    favourite_category: 'tea',
    discounted: 0.25,
    cost: 2.5,
    margin: 37.5,
  });
  // Costs in another currency are not added up.
  await run(
    `INSERT INTO {db}.costs (entity, ts, amount, currency) VALUES (41, '2026-06-02 10:00:00', 1, 'USD')`,
  );
  await refreshHabits(warehouse, { now, timeZone: 'Asia/Shanghai' });
  expect(await ask()).toMatchObject({ cost: null, margin: null });
});
