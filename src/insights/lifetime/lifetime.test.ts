import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openTestWorkspace } from '../../../test/warehouse.ts';
import { catalogue } from '../../fields/index.ts';
import { compileRule, parseRule } from '../../query/index.ts';
import { command, statement } from '../../store/warehouse/index.ts';
import { refreshValues } from '../refresh.ts';
import { readLifetimeValue } from '../rfm.ts';
import { usualPeriod } from './contract.ts';
import { readProfit } from './profit.ts';

const { warehouse, close } = await openTestWorkspace(41);
afterAll(close);

const kind = 'person' as const;
const now = new Date('2024-07-01T00:00:00Z');
const run = (sql: string) => warehouse.run(command('test.lifetime', sql));

/** Who fits a rule, of customers with values. */
async function numbersOf(rule: unknown): Promise<number[]> {
  const condition = compileRule(parseRule(rule), { kind, catalogue: catalogue(kind), now });
  const sql = `SELECT _no FROM (
    SELECT profile AS _no FROM {db}.customer_values WHERE kind = 'person' UNION DISTINCT SELECT profile FROM {db}.customer_habits WHERE kind = 'person') WHERE ${condition.sql} ORDER BY _no`;
  const rows = await warehouse.rows(
    statement({ name: 'test.fits', sql, row: z.object({ _no: z.number() }) }),
    condition.parameters,
  );
  return rows.map(({ _no }) => _no);
}

test('who makes 80% of the profit: by margin where costs are known, by spend of the others', async () => {
  await run(
    `INSERT INTO {db}.customer_values (kind, profile, monetary) VALUES ('person', 1, 100), ('person', 2, 60), ('person', 3, 40), ('person', 4, 20), ('person', 5, 10), ('organization', 1, 900)`,
  );
  await run(
    `INSERT INTO {db}.customer_habits (kind, profile, cost, margin) VALUES ('person', 2, 20, 40), ('person', 5, 40, -30), ('person', 6, 15, -15), ('organization', 1, 1, 899)`,
  );
  // 100, 40, 40, 20, -15, -30: of 155 more than 124 are made by the first two or three, as two bring alike; the sixth never bought.
  const { customers, costed, profit, best, losing, curve } = await readProfit(warehouse, kind);
  expect({ customers, costed, profit }).toEqual({ customers: 6, costed: 3, profit: 155 });
  expect(best).toMatchObject({ customers: 3, profit: 180, least: 40 });
  expect(await numbersOf(best?.rule)).toEqual([1, 2, 3]);
  expect(losing).toMatchObject({ customers: 2, profit: -45 });
  expect(await numbersOf(losing.rule)).toEqual([5, 6]);
  expect(curve[0]).toEqual({ customers: 0, profit: 0 });
  expect(curve.at(-1)).toEqual({ customers: 1, profit: 1 });
  expect(curve[3]?.profit).toBeCloseTo(180 / 155, 10);
  await run('TRUNCATE TABLE {db}.customer_habits');
  expect(await readProfit(warehouse, kind)).toMatchObject({
    costed: 0,
    profit: 230,
    losing: { customers: 0 },
  });
  await run('TRUNCATE TABLE {db}.customer_values');
  expect(await readProfit(warehouse, kind)).toMatchObject({ customers: 0, profit: null, best: null });
});

test('a longer period is worth more, a greater discount less, and a second model says how sure that is', async () => {
  const buyers = 400;
  await run(`INSERT INTO {db}.owners SELECT number + 1, 'person', number + 1 FROM numbers(${buyers})`);
  // Each orders every so many days, and some stop early.
  await run(`INSERT INTO {db}.orders (entity, ts, order, movement, amount, currency)
    SELECT n + 1, toDateTime64('2023-07-01 10:00:00', 3, 'UTC') + INTERVAL (n % 90 + place * (20 + n * 37 % 150)) DAY,
      concat('o', toString(n), '-', toString(place)), 'completed', 10 + n * 7 % 40 + place % 3, 'CNY'
    FROM (SELECT number AS n, arrayJoin(range(1 + n * 13 % 11)) AS place FROM numbers(${buyers}))
    WHERE n % 90 + place * (20 + n * 37 % 150) < 366`);
  const worth = async (period: { months: number; discount: number }) => {
    const { kinds } = await refreshValues(warehouse, { now, period, report: () => undefined });
    const { value, orders, period: said } = await readLifetimeValue(warehouse, { kind, period });
    expect(said).toEqual(period);
    return { value: value ?? 0, orders: orders ?? 0, second: kinds[0]?.second };
  };
  const year = await worth(usualPeriod);
  const half = await worth({ months: 6, discount: 0.01 });
  const dear = await worth({ months: 12, discount: 0.05 });
  expect(half.orders).toBeGreaterThan(year.orders * 0.5);
  expect(half.orders).toBeLessThan(year.orders);
  expect(half.value).toBeLessThan(year.value);
  expect(dear.orders).toBeCloseTo(year.orders, 6);
  // Five per cent a month instead of one takes about a fifth off what comes evenly within a year.
  expect(dear.value / year.value).toBeGreaterThan(0.75);
  expect(dear.value / year.value).toBeLessThan(0.84);
  const { second } = year;
  expect(second?.customers).toBe(buyers);
  expect(second?.firstOrders).toBeCloseTo(year.orders, 0);
  expect(Math.abs((second?.orders ?? 0) / year.orders - 1)).toBeLessThan(0.35);
});
