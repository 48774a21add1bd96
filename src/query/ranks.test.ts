import { afterAll, beforeAll, expect, it } from 'vitest';

import { readProfileId } from '../lib/profile-id.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';
import { createMemberSets, describeRule, parseRule, runQuery } from './index.ts';
import { openTestStore, testCatalogue, type TestRow, type TestStore } from './test-table.ts';

const context = {
  kind: 'organization',
  catalogue: testCatalogue('organization'),
  now: new Date('2025-06-15T08:00:00Z'),
} as const;

let store: TestStore;
let warehouse: Warehouse;

/** 40 companies, each with as many employees as its number, the last ten unknown; capital by turns in two currencies. */
const rows = Array.from({ length: 40 }, (_, i): TestRow => {
  const no = i + 1;
  const employees = no > 30 ? null : no;
  const capital = no % 2 === 0 ? no * 1_000 : no;
  return {
    _no: no,
    name: `company ${no}`,
    employees,
    employees_max: employees,
    registered_capital: capital,
    registered_capital_max: capital,
    registered_capital_currency: no % 2 === 0 ? 'CNY' : 'USD',
    _sources: [no <= 20 ? 'early' : 'late'],
  };
});

beforeAll(async () => {
  store = await openTestStore();
  warehouse = await store.openWorkspace(1);
  await store.insert(warehouse, 'organization', rows);
  await warehouse.run(
    command(
      'test.values',
      "INSERT INTO {db}.customer_values (kind, profile, orders, monetary) SELECT 'organization', number, 1, number FROM numbers(1, 40)",
    ),
  );
});
afterAll(() => store.close());

const among = { source: 'early' };
const rules: readonly (readonly [unknown, readonly number[]])[] = [
  // Of thirty of whom it is known the highest tenth, ties included.
  [{ field: 'employees', top: 10 }, [28, 29, 30]],
  [{ field: 'employees', bottom: 10 }, [1, 2, 3]],
  [{ field: 'employees', top: 10, lt: 30 }, [28, 29]],
  // Whoever has as much as the highest tenth of those who came early.
  [{ all: [{ field: 'employees', top: 10, of: among }, among] }, [19, 20]],
  [{ all: [{ insight: 'spend', top: 10, of: among }, among] }, [19, 20]],
  [{ all: [{ insight: 'spend', bottom: 10, of: { not: among } }, { not: among }] }, [21, 22]],
  [
    { not: { field: 'employees', bottom: 90 } },
    [28, 29, 30, ...Array.from({ length: 10 }, (_, i) => 31 + i)],
  ],
  // Amounts rank among those in their own currency.
  [{ field: 'registered_capital', top: 10 }, [37, 38, 39, 40]],
  [{ field: 'registered_capital', bottom: 5, currency: 'USD' }, [1]],
  [{ field: 'registered_capital', top: 10, of: { field: 'registered_capital', currency: 'USD' } }, [37, 39]],
];

it('find the highest and the lowest so many per cent, of all or of those whom a rule fits', async () => {
  const sets = createMemberSets('organization');
  for (const [rule, wanted] of rules) {
    const asked = { ...context, rule: parseRule(rule), sort: [{ field: '_no', direction: 'asc' }] } as const;
    const { rows: found } = await runQuery(warehouse, { ...asked, limit: 100 });
    const numbers = found.map((row) => readProfileId(row.id)?.no);
    expect(numbers, JSON.stringify(rule)).toEqual(wanted);
    sets.add(asked.rule, context);
  }
  expect(sets.finish().members).toHaveLength(rules.length);
});

it('are said in words, and refused where they make no sense', () => {
  const say = (rule: unknown) => [
    describeRule(parseRule(rule), context, 'en'),
    describeRule(parseRule(rule), context, 'zh'),
  ];
  expect(say({ field: 'employees', top: 10, of: among })).toEqual([
    'Employees is in the top 10% of those for whom (known from “early”)',
    expect.stringMatching(/^在（.*early.*）的客户中.*排名前 10%$/),
  ]);
  expect(say({ field: 'employees', bottom: 5 })[0]).toBe('Employees is in the bottom 5%');
  const ask = async (rule: unknown) => runQuery(warehouse, { ...context, rule: parseRule(rule) });
  const refused = (rule: unknown) =>
    ask(rule).then(
      () => 'answered',
      (problem: Error) => problem.message,
    );
  return Promise.all([
    expect(refused({ field: 'name', top: 10 })).resolves.toMatch(/cannot be asked/),
    expect(refused({ field: 'employees', gte: 1, of: among })).resolves.toMatch(/add “top”/),
    expect(refused({ field: 'employees', top: 1, of: { insight: 'spend', top: 5 } })).resolves.toMatch(
      /cannot depend on ranks/,
    ),
    expect(refused({ field: 'employees', top: 1, of: { field: 'secret_thing', eq: 1 } })).resolves.toMatch(
      /no field/,
    ),
    expect(refused({ field: 'employees', top: 200 })).resolves.toMatch(/top/),
  ]);
});
