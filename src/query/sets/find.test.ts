import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { parseRule, runQuery } from '../index.ts';
import { openTestStore, testCatalogue, type TestStore } from '../test-table.ts';
import { createMemberSets } from './sets.ts';

const context = {
  kind: 'person',
  catalogue: testCatalogue('person'),
  now: new Date('2025-06-15T08:00:00Z'),
} as const;

let store: TestStore;
let warehouse: Warehouse;

beforeAll(async () => {
  store = await openTestStore();
  warehouse = await store.openWorkspace(1);
  const run = (sql: string) => warehouse.run(command('test.fill', sql));
  await run(`INSERT INTO {db}.profiles_person (_no, _name) SELECT number, 'x' FROM numbers(1, 60)`);
  // Every third customer has a browser beside its id.
  await run(`INSERT INTO {db}.owners SELECT number + 100, 'person', number FROM numbers(1, 60)
    UNION ALL SELECT number + 200, 'person', number FROM numbers(1, 60) WHERE number % 3 = 0`);
  await run(`INSERT INTO {db}.events (entity, ts, name, amount, category)
    SELECT 101 + cityHash64(number) % 160, toDateTime('2025-06-14 10:00:00') - number % 70 * 86400, 'Order Completed', number % 9, if(number % 4 = 0, 'tea', 'cup')
    FROM numbers(300)`);
});
afterAll(() => store.close());

const bought = 'Order Completed';
const rules = [
  { did: bought, within: '30d' },
  { did: bought, within: '10d', where: [{ property: 'category', eq: 'tea' }] },
  { did: bought, times: { gte: 3 } },
  { did: bought, times: { lt: 2 }, within: '60d' },
  { not: { did: bought, sum: { of: 'amount', gt: 12 } } },
  { did: bought, avg: { of: 'amount', gte: 5 }, within: '40d' },
];

async function sizesOf(asked: readonly unknown[]): Promise<number[]> {
  const sets = createMemberSets('person');
  for (const rule of asked) sets.add(parseRule(rule), context);
  const { finds: plain, events, happened, members } = sets.finish();
  const finds = [...plain, ...happened(events.map(({ place }) => place))];
  const found = finds.map(
    ({ sql }) => `SELECT * FROM (${sql.replaceAll('pair.1, pair.2', 'pair.1 AS place, pair.2 AS members')})`,
  );
  const size = statement({
    name: 'test.sizes',
    sql: `SELECT [${members.map((one) => `bitmapCardinality(${one})`).join(', ')}] AS sizes
      FROM (SELECT arrayMap(pair -> pair.2, arraySort(pair -> pair.1, groupArray((place, members)))) AS sets FROM (${found.join(' UNION ALL ')}))`,
    row: z.object({ sizes: z.array(z.coerce.number()) }),
  });
  const parameters = Object.assign({}, ...finds.map((find) => find.parameters));
  return (await warehouse.row(size, parameters))?.sizes ?? [];
}

it('finds as many members as each rule has, whether few or many conditions ask for one event', async () => {
  const totals: (number | null)[] = [];
  for (const rule of rules)
    totals.push((await runQuery(warehouse, { ...context, rule: parseRule(rule), limit: 0 })).total);
  expect(new Set(totals).size).toBeGreaterThan(3);
  expect(totals.every((total) => total !== null && total > 0 && total < 60)).toBe(true);
  expect(await sizesOf(rules)).toEqual(totals);
  for (const [i, rule] of rules.entries()) expect(await sizesOf([rule])).toEqual([totals[i]]);
  expect(await sizesOf(rules.slice(0, 3))).toEqual(totals.slice(0, 3));
});
