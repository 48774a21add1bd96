import { afterAll, beforeAll, expect, it } from 'vitest';

import { openTestWorkspace } from '../../../test/warehouse.ts';
import { command } from '../../store/warehouse/index.ts';
import { refreshValues } from '../refresh.ts';
import { readDemand } from './demand.ts';
import { readForecast } from './series.ts';

const { warehouse, close } = await openTestWorkspace(61);
afterAll(close);
const run = (sql: string) => warehouse.run(command('test.demand', sql));
const now = new Date('2024-06-01T00:00:00Z');
const asOf = '2024-05-01';

/** One message of an order: its lines are `category: quantity`, priced at one each. */
interface Sent {
  readonly entity: number;
  readonly at: string;
  readonly order: string;
  readonly movement?: 'completed' | 'updated' | 'cancelled' | 'refunded';
  readonly lines: Readonly<Record<string, number>>;
}

async function send(sent: readonly Sent[]): Promise<void> {
  const orders = sent.map(({ entity, at, order, movement = 'completed', lines }, n) => {
    const amount = Object.values(lines).reduce((sum, quantity) => sum + quantity, 0);
    return `(${entity}, '${at} 10:00:00', '${order}', '${movement}', ${amount}, 'CNY', ${n + 1})`;
  });
  const lines = sent.flatMap(({ entity, at, order, movement = 'completed', lines: each }, n) =>
    Object.entries(each).map(
      ([category, quantity], line) =>
        `(${entity}, '${at} 10:00:00', '${order}', '${movement}', ${line + 1}, '${category}-1', '${category}', ${quantity}, ${n + 1})`,
    ),
  );
  await run(
    `INSERT INTO {db}.orders (entity, ts, order, movement, amount, currency, message) VALUES ${orders.join(', ')}`,
  );
  await run(
    `INSERT INTO {db}.order_lines (entity, ts, order, movement, line, product, category, quantity, message) VALUES ${lines.join(', ')}`,
  );
}

/** Twelve months of each: tea is bought more in winter, cups in every year as in the one before; umbrellas until a year ago. */
const season = {
  tea: [40, 30, 10, -10, -30, -40, -40, -30, -10, 10, 30, 40],
  cups: [7, 1, 30, 4, 12, 2, 25, 3, 9, 21, 5, 16],
} as const;
const months = Array.from({ length: 52 }, (_, i) => ({
  at: new Date(Date.UTC(2020, i, 15)).toISOString().slice(0, 10),
  tea: 100 + i + (season.tea[i % 12] ?? 0),
  cups: season.cups[i % 12] ?? 0,
}));

beforeAll(async () => {
  await run(`INSERT INTO {db}.owners VALUES (1, 'person', 1), (2, 'person', 2), (3, 'organization', 3)`);
  await send([
    ...months.map(({ at, tea, cups }, i) => ({ entity: 1, at, order: `o${i}`, lines: { tea, cups } })),
    ...months.slice(0, 30).map(({ at }, i) => ({ entity: 1, at, order: `u${i}`, lines: { umbrellas: 1 } })),
    // Of a company, of nobody, cancelled, of the month that is not over, changed, sent twice.
    { entity: 3, at: '2024-04-02', order: 'firm', lines: { tea: 5_000 } },
    { entity: 0, at: '2024-04-02', order: 'nobody', lines: { tea: 5_000 } },
    { entity: 2, at: '2024-04-02', order: 'a', lines: { tea: 5_000 } },
    { entity: 2, at: '2024-04-03', order: 'a', movement: 'cancelled', lines: { tea: -5_000 } },
    { entity: 2, at: '2024-05-02', order: 'b', lines: { tea: 5_000 } },
    { entity: 2, at: '2024-04-04', order: 'c', lines: { tea: 90, cups: 80 } },
    { entity: 2, at: '2024-04-05', order: 'c', movement: 'updated', lines: { tea: 3 } },
    { entity: 2, at: '2024-03-04', order: 'd', lines: { tea: 2 } },
    { entity: 2, at: '2024-03-05', order: 'd', lines: { tea: 2 } },
  ]);
  await refreshValues(warehouse, { now, asOf, report: () => undefined });
});

const asked = { kind: 'person', by: 'month', steps: 3 } as const;

it('what was ordered is counted once, as it stands last, and goes on as it did', async () => {
  const found = await readDemand(warehouse, { ...asked, part: 'category', limit: 5 }, asOf);
  expect(found).toMatchObject({ from: '2024-02-01', total: 2 });
  const [tea, cups] = found.rows;
  const sum = (from: number, of: 'tea' | 'cups') =>
    months.slice(from, from + 3).reduce((all, month) => all + month[of], 0);
  expect(tea).toMatchObject({
    item: 'tea',
    pieces: sum(49, 'tea') + 5,
    yearAgo: sum(40, 'tea'),
    notice: null,
    rule: { bought: { between: ['2024-02-01', '2024-04-30'], category: 'tea' } },
  });
  expect(cups).toMatchObject({ item: 'cups', pieces: sum(49, 'cups') });
  expect(cups?.next?.mean).toBeCloseTo(sum(40, 'cups'), 6);
  // Tea goes on as it did: a year before, and twelve more in each month.
  const { mean, low80 } = tea?.next ?? { mean: 0, low80: 0 };
  expect(Math.abs(mean / (sum(40, 'tea') + 3 * 12) - 1)).toBeLessThan(0.05);
  expect(low80).toBeLessThan(mean);
});

it('one category or all can be followed, and what is not bought any more is nothing until today', async () => {
  const one = { ...asked, of: 'pieces', part: 'category', item: 'tea' } as const;
  const series = await readForecast(warehouse, one, asOf);
  expect(series.history.map(({ value }) => value)).toEqual(
    months.map((month, i) => month.tea + (i === 51 ? 3 : i === 50 ? 2 : 0)),
  );
  expect(series.points.map(({ at }) => at)).toEqual(['2024-05-01', '2024-06-01', '2024-07-01']);
  const umbrellas = await readForecast(warehouse, { ...one, item: 'umbrellas' }, asOf);
  expect(umbrellas.history.map(({ value }) => value)).toEqual(months.map((_, i) => (i < 30 ? 1 : 0)));
  const all = await readForecast(warehouse, { ...asked, of: 'pieces' }, asOf);
  expect(all.history.at(-1)?.value).toBe((months[51]?.tea ?? 0) + (months[51]?.cups ?? 0) + 3);
  const product = await readDemand(warehouse, { ...asked, part: 'product', limit: 1 }, asOf);
  expect(product).toMatchObject({ total: 2, rows: [{ item: 'tea-1' }] });

  const nobody = await readDemand(
    warehouse,
    { ...asked, kind: 'person', part: 'product', limit: 5 },
    '2019-01-01',
  );
  expect(nobody).toEqual({ from: null, total: 0, rows: [] });
});
