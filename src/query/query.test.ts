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
import { afterAll, describe, expect, it } from 'vitest';

import { profileId } from '../lib/profile-id.ts';
import { Problem } from '../lib/problem.ts';
import { foldText } from '../lib/text-fold.ts';
import { compileRule, describeRule, parseRule, type Rule } from './index.ts';
import { fits } from './test-evaluate.ts';
import { ask, catalogue, context, naughty, numbers, openFilledStore, problemOf } from './test-rows.ts';
import { testCatalogue } from './test-table.ts';

const { store, warehouse, rows } = await openFilledStore();
afterAll(() => store.close());

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

function wantedOf(rule: Rule): string[] {
  return rows
    .filter((row) => fits(rule, row, catalogue))
    .map(({ _no }) => profileId('organization', _no))
    .toSorted();
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
