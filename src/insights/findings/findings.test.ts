import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { catalogue } from '../../fields/index.ts';
import { addFieldColumns } from '../../records/index.ts';
import {
  command,
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  type Warehouse,
  type WarehouseEngine,
} from '../../store/warehouse/index.ts';
import { parseRule, runQuery } from '../../query/index.ts';
import { refreshValues } from '../refresh.ts';
import { lookAround } from './find.ts';

const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
const fields = catalogue('person');
const looking = { kind: 'person', catalogue: fields, now: new Date('2026-06-01T12:00:00Z') } as const;
const asOf = '2026-06-01';

let directory: string;
let engine: WarehouseEngine;
let warehouse: Warehouse;

const run = (sql: string) => warehouse.run(command('test.fill', sql));

/**
 * 3,000 customers from two sources. Women order half as often as of late, and visit more; men do as they did. Of men from the fair more
 * come for the first time. A third orders often and large, for long; the others once or twice.
 */
async function fill(): Promise<void> {
  await addFieldColumns(
    warehouse,
    'person',
    fields.filter(({ key }) => key === 'gender'),
  );
  await run(`INSERT INTO {db}.profiles_person (_no, gender, _sources)
    SELECT number, if(number % 2 = 0, 'female', 'male'), [if(number % 3 = 0, 'fair', 'shop')] FROM numbers(1, 3000)`);
  await run(`INSERT INTO {db}.owners SELECT number, 'person', number FROM numbers(1, 3000)`);
  const order = (
    when: string,
    from: string,
  ) => `INSERT INTO {db}.orders (entity, ts, order, movement, amount, currency)
    SELECT number, toDateTime('2026-06-01 00:00:00') - (${when}) * 86400 - 3600, concat(toString(number), ' ', toString(n)), 'completed', if(number % 10 < 3, 500, 20) + number % 7, 'CNY'
    FROM (${from})`;
  const people = (count: string, where: string) =>
    `SELECT number, arrayJoin(range(toUInt32(${count}))) AS n FROM numbers(1, 3000) WHERE ${where}`;
  // Old customers, who order often, also before both times.
  await run(order('60 + n * 29 + number % 25', people('10', 'number % 10 < 3')));
  // Four weeks before, and the four after: women halve.
  await run(
    order('29 + (number + 100 * n) % 26', people('1', 'number % 10 < 5')).replace(
      'toString(n)',
      'toString(n + 100)',
    ),
  );
  await run(
    order(
      '(number + 100 * n) % 27',
      people('1', 'number % 10 < 5 AND (number % 2 = 1 OR number % 4 = 0)'),
    ).replace('toString(n)', 'toString(n + 200)'),
  );
  // First orders long ago of those who have none yet; of men from the fair within the last quarter.
  await run(
    order(
      'if(number % 2 = 1 AND number % 3 = 0, 58 + number % 30, 95 + number % 85)',
      people('1', 'number % 10 >= 5'),
    ).replace('toString(n)', 'toString(n + 300)'),
  );
  // Bread for all, tea for a third; pots for a fifth, and of late for half of those with tea. Cups go with tea as often as ever.
  const bought = (name: string, when: string, where: string) =>
    run(`INSERT INTO {db}.order_lines (entity, ts, order, movement, product, name, category, quantity)
      SELECT number, toDateTime('2026-06-01 00:00:00') - (${when}) * 86400, toString(number), 'completed', '${name}', '', '', 1
      FROM numbers(1, 3000) WHERE ${where}`);
  for (const when of ['5 + number % 80', '96 + number % 80']) {
    await bought('bread', when, '1');
    await bought('tea', when, 'number % 3 = 0');
    await bought('cup', when, 'number % 4 = 0');
    await bought('pot', when, when.startsWith('5') ? 'number % 5 = 0 OR number % 6 = 0' : 'number % 5 = 0');
  }
  await run(`INSERT INTO {db}.events (entity, ts, name)
    SELECT number, toDateTime('2026-05-31 00:00:00') - (number + n * 28) % 56 * 86400, 'Product Viewed'
    FROM (SELECT number, arrayJoin(range(2)) AS n FROM numbers(1, 3000))`);
  await run(`INSERT INTO {db}.events (entity, ts, name)
    SELECT number, toDateTime('2026-05-31 00:00:00') - number % 27 * 86400, 'Product Viewed' FROM numbers(1, 3000) WHERE number % 4 = 0`);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-findings-'));
  engine = await openWarehouse({ url, cluster: null, directory: join(directory, 'warehouse') });
  warehouse = scopeWarehouse(engine, (url === null ? 0 : 900_000 + (process.pid % 1_000) * 100) + 1);
  await migrateWarehouse(engine, warehouse.database, await readWarehouseMigrations('migrations/warehouse'));
  await fill();
  await refreshValues(warehouse, { now: looking.now, asOf, report: () => undefined });
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

it('tells what changed beside the rest, which niche grows, and the groups that customers fall into', async () => {
  const found = await lookAround(warehouse, looking, asOf);
  const [women, men] = ['change:gender:female:down', 'change:gender:male:up'].map((key) =>
    found.find((one) => one.key === key),
  );
  expect(women).toMatchObject({ rule: { field: 'gender', eq: 'female' } });
  expect(women?.title.en).toMatch(/^Orders from Female fell by 50% while visits rose by \d+%$/);
  expect(women?.title.zh).toMatch(/^女的订单下降 50%，而访问增长 \d+%$/);
  // Men did as they did before: that the rest fell is no news of them.
  expect(men).toBeUndefined();
  expect(found.filter(({ key }) => key.startsWith('change:_sources'))).toEqual([]);

  const niche = found.find(({ type }) => type === 'niche');
  expect(niche).toMatchObject({
    key: 'niche:_sources:fair&gender:male',
    rule: { all: [{ source: 'fair' }, { field: 'gender', eq: 'male' }] },
  });
  const clusters = found.filter(({ type }) => type === 'cluster');
  expect(clusters.length).toBeGreaterThan(2);
  expect(clusters[0]?.rule).toEqual({ insight: 'cluster', in: ['1'] });
  expect(clusters[0]?.name.en).toContain('order often');
  expect(clusters.reduce((sum, { size }) => sum + size, 0)).toBe(3_000);
});

it('tells what is bought together of late and was not before, and finds who did', async () => {
  const found = await lookAround(warehouse, looking, asOf);
  const pairs = found.filter(({ type }) => type === 'association');
  expect(pairs.map(({ key }) => key)).toEqual(['association:product:pot&tea']);
  expect(pairs[0]?.title).toEqual({
    en: 'Who buys pot now buys tea too',
    zh: '买pot的客户如今也买tea',
  });
  expect(pairs[0]?.detail.en).toMatch(
    /^600 customers bought both in 91 days, 1\.8 times .* before 200, 1\.0 times/,
  );
  const answer = await runQuery(warehouse, {
    ...looking,
    rule: parseRule(pairs[0]?.rule),
    limit: 0,
    facets: [],
  });
  expect(answer.total).toBe(600);
});
