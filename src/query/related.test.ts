import { afterAll, beforeAll, expect, it } from 'vitest';

import { kinds, type Kind } from '../fields/index.ts';
import type { Problem } from '../lib/problem.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { compileRule, parseRule, runQuery, type RelatedKind } from './index.ts';
import { openTestStore, testCatalogue, type TestStore } from './test-table.ts';
import { knownColumns } from '../records/index.ts';

const now = new Date('2025-06-15T08:00:00Z');
const catalogues = { organization: testCatalogue('organization'), person: testCatalogue('person') };

let store: TestStore;
let warehouse: Warehouse;
let related: ReadonlyMap<Kind, RelatedKind>;

beforeAll(async () => {
  store = await openTestStore();
  warehouse = await store.openWorkspace(1);
  await store.insert(warehouse, 'organization', [
    {
      _no: 1,
      name: '启明软件有限公司',
      former_names: ['启明电脑'],
      legal_representative: '王偉',
      phones: ['1'],
    },
    { _no: 2, name: '云图物流有限公司', parent_name: '啟明軟件有限公司', phones: ['1', '2'] },
    { _no: 3, name: '独', parent_name: '独', phones: ['3', '3'] },
  ]);
  await store.insert(warehouse, 'person', [
    { _no: 1, name: '王伟', employer_name: '启明软件有限公司', phones: ['2'] },
    { _no: 2, name: '王伟', employer_name: '云图物流有限公司' },
    { _no: 3, name: '李芳', employer_name: '啟明電腦' },
    { _no: 4, name: '独', employer_name: '独' },
  ]);
  const pairs = kinds.map(async (kind) => {
    const columns = await knownColumns(warehouse, `profiles_${kind}`);
    return [kind, { catalogue: catalogues[kind], columns }] as const;
  });
  related = new Map(await Promise.all(pairs));
});
afterAll(() => store.close());

const contextOf = (kind: Kind) => ({ kind, catalogue: catalogues[kind], now, related });

async function numbersOf(kind: Kind, rule: unknown): Promise<string[]> {
  const { rows, total } = await runQuery(warehouse, { ...contextOf(kind), rule: parseRule(rule) });
  expect(total).toBe(rows.length);
  return rows.map(({ id }) => id).toSorted();
}

function codeOf(rule: unknown, context: Omit<ReturnType<typeof contextOf>, 'related'>): string {
  try {
    compileRule(parseRule(rule), context);
    return '';
  } catch (error) {
    const { code }: Pick<Problem, 'code'> = Object(error);
    return code;
  }
}

const ofQiming = { field: 'name', contains: '启明' };

it('names are compared as they are searched, former ones too, and none of one character', async () => {
  expect(await numbersOf('person', { related: 'works_at' })).toEqual(['per_1', 'per_2', 'per_3']);
  expect(await numbersOf('person', { related: 'works_at', where: ofQiming })).toEqual(['per_1', 'per_3']);
  expect(await numbersOf('person', { related: 'represents' })).toEqual(['per_1']);
  expect(await numbersOf('organization', { related: 'child_of', direction: 'out' })).toEqual(['org_2']);
});

it('nobody shares a number with itself', async () => {
  const phone = (kind: Kind, where?: unknown) => ({
    related: 'shares_phone',
    kind,
    ...(where === undefined ? {} : { where }),
  });
  expect(await numbersOf('organization', phone('organization'))).toEqual(['org_1', 'org_2']);
  expect(await numbersOf('organization', phone('organization', ofQiming))).toEqual(['org_2']);
  expect(await numbersOf('organization', phone('person'))).toEqual(['org_2']);
});

it('several relationships stand in one rule, each with its own values', async () => {
  const rule = {
    any: [
      { related: 'works_at', where: { field: 'name', contains: '云图' } },
      { not: { related: 'works_at', where: { all: [ofQiming, { related: 'child_of', direction: 'in' }] } } },
    ],
  };
  expect(await numbersOf('person', rule)).toEqual(['per_2', 'per_4']);
});

it('is asked as often as a rule may, side by side and inside each other', async () => {
  const one = { related: 'works_at', where: { related: 'represents' } };
  const many = { any: Array.from({ length: 10 }, () => one) };
  expect(await numbersOf('person', many)).toEqual(['per_1', 'per_3']);
  expect(codeOf({ any: [...many.any, one] }, contextOf('person'))).toBe('rule.too-large');
  const inner = { related: 'works_at', where: { related: 'works_at', where: { related: 'works_at' } } };
  const deepest = { related: 'works_at', where: inner };
  expect(await numbersOf('person', deepest)).toEqual(['per_1', 'per_2', 'per_3']);
  expect(codeOf({ related: 'works_at', where: deepest }, contextOf('organization'))).toBe('rule.too-large');
});

it('is nobody where no profile has what it is found by', async () => {
  expect(await numbersOf('organization', { related: 'shares_email_domain' })).toEqual([]);
  expect(await numbersOf('organization', { not: { related: 'shares_address' } })).toHaveLength(3);
});

it('is refused where nothing is known of the other kind, and where its kind is not said', () => {
  const { related: _, ...alone } = contextOf('person');
  expect(codeOf({ related: 'works_at' }, alone)).toBe('rule.related');
  expect(codeOf({ related: 'shares_phone' }, contextOf('organization'))).toBe('rule.related');
  expect(codeOf({ related: 'shares_phone' }, contextOf('person'))).toBe('');
});

/** The constant tables of folding, which would fill the golden files. */
const foldTables = /translateUTF8\(([\w.]+), '[^']*(?:\\'[^']*)*', '[^']*(?:\\'[^']*)*'\)/gu;

it.each([
  ['related-employer', 'person', { related: 'works_at', where: ofQiming }],
  ['related-number', 'organization', { related: 'shares_phone', kind: 'organization' }],
] as const)('compiles: %s', async (name, kind, rule) => {
  const { sql, parameters } = compileRule(parseRule(rule), contextOf(kind));
  const values = Object.entries(parameters).map(([key, value]) => `-- ${key} = ${JSON.stringify(value)}`);
  const text = [`-- ${JSON.stringify(rule)}`, sql.replaceAll(foldTables, 'fold($1)'), ...values, ''];
  await expect(text.join('\n')).toMatchFileSnapshot(`golden/${name}.sql`);
});
