import { expect, test } from 'vitest';

import { importFile, listProfiles, replay } from '../actions.ts';
import type { Client } from '../../src/client.ts';
import { openTestApp } from '../harness.ts';
import { creditCode, csv, registrationNumber, type Row } from '../make.ts';

const { freshWorkspace } = await openTestApp();

test('companies are one by a valid number, never by a switchboard, a mailbox or a broken number', async () => {
  const { client } = await freshWorkspace();
  const code = creditCode(1);
  const broken = `${creditCode(2).slice(0, 17)}${creditCode(2).endsWith('A') ? 'B' : 'A'}`;
  const rows: Row[] = [
    {
      企业名称: '甲贸易有限公司',
      统一社会信用代码: '',
      注册号: '',
      电话: '021-62886288',
      邮箱: 'info@group.cn',
    },
    {
      企业名称: '乙贸易有限公司',
      统一社会信用代码: '',
      注册号: '',
      电话: '021-62886288',
      邮箱: 'info@group.cn',
    },
    { 企业名称: '丙软件有限公司', 统一社会信用代码: code, 注册号: '', 电话: '', 邮箱: '' },
    { 企业名称: '丙软件股份有限公司', 统一社会信用代码: code.toLowerCase(), 注册号: '', 电话: '', 邮箱: '' },
    { 企业名称: '丁软件有限公司', 统一社会信用代码: broken, 注册号: '', 电话: '', 邮箱: '' },
    { 企业名称: '戊软件有限公司', 统一社会信用代码: broken, 注册号: '', 电话: '', 邮箱: '' },
    { 企业名称: '己实业有限公司', 统一社会信用代码: '', 注册号: registrationNumber(7), 电话: '', 邮箱: '' },
    { 企业名称: '己实业', 统一社会信用代码: '', 注册号: registrationNumber(7), 电话: '', 邮箱: '' },
  ];
  const done = await importFile(client, { name: 'companies.csv', bytes: csv(rows) });
  expect(done).toMatchObject({ rows: 8, rejected: 0, created: 6, updated: 2 });
  const names = (await listProfiles(client)).map(({ name }) => name);
  expect(names.filter((name) => /^(?:甲|乙|丁|戊)/.test(String(name)))).toHaveLength(4);
  expect(names.filter((name) => String(name).startsWith('丙'))).toHaveLength(1);
  expect(names.filter((name) => String(name).startsWith('己'))).toHaveLength(1);
});

test('persons are one by mobile or mailbox of their own, through any chain, never by a landline or a role mailbox', async () => {
  const { client } = await freshWorkspace();
  const rows: Row[] = [
    { 姓名: '王一', 手机: '021-62886288', 邮箱: 'info@shop.cn' },
    { 姓名: '王二', 手机: '021-62886288', 邮箱: 'info@shop.cn' },
    // A chain: first and last share nothing.
    { 姓名: '李三', 手机: '13911110001', 邮箱: 'lisan@shop.cn' },
    { 姓名: '李三', 手机: '13911110002', 邮箱: 'LiSan@shop.cn' },
    { 姓名: '李三', 手机: '+86 139 1111 0002', 邮箱: 'other@shop.cn' },
    { 姓名: '李三', 手机: '13911110003', 邮箱: 'other@shop.cn' },
    { 姓名: '钱四', 手机: '13911110009转12', 邮箱: '' },
    { 姓名: '钱五', 手机: '13911110009转13', 邮箱: '' },
  ];
  const done = await importFile(client, { name: 'persons.csv', bytes: csv(rows) }, { kind: 'person' });
  expect(done).toMatchObject({ rows: 8, rejected: 0, created: 5, updated: 3 });
  const names = (await listProfiles(client, { kind: 'person' })).map(({ name }) => String(name));
  expect(names.toSorted()).toEqual(['李三', '王一', '王二', '钱五', '钱四'].toSorted());
});

/** A small generator of numbers, so that the rows below are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

test('two valid credit codes are never one profile, whatever else their records share and however they arrive', async () => {
  const random = numbers(20_260_101);
  const roll = (sides: number) => random.next().value % sides;
  const rows = Array.from({ length: 240 }, (_, index): Row => {
    // Few numbers for many records: a registration number meets several credit codes, and records without one between them.
    const codes = roll(3) === 0 ? '' : creditCode(100 + roll(40));
    return {
      企业名称: `测试${index}有限公司`,
      统一社会信用代码: codes,
      注册号: roll(4) === 0 ? '' : registrationNumber(roll(30)),
      税号: roll(3) === 0 ? `TAX${roll(20)}0000000` : '',
      邮箱: `row${index}@example.cn`,
    };
  });
  const [whole, halves] = await Promise.all([freshWorkspace(), freshWorkspace()]);
  const file = (part: readonly Row[]) => ({ name: 'part.csv', bytes: csv(part) });
  await Promise.all([
    importFile(whole.client, file(rows)),
    importFile(halves.client, file(rows.slice(120))).then(() =>
      importFile(halves.client, file(rows.slice(0, 120))),
    ),
  ]);
  const [one, other] = await Promise.all([groups(whole.client), groups(halves.client)]);
  for (const [name, list] of Object.entries({ one, other })) {
    const codes = list.flatMap((group) =>
      [
        ...new Set(group.map((row) => rows[row]?.['统一社会信用代码'] ?? '').filter((code) => code !== '')),
      ].map((code) => ({ code, group })),
    );
    expect(new Set(codes.map(({ code }) => code)).size, `each code is one profile (${name})`).toBe(
      codes.length,
    );
    expect(new Set(codes.map(({ group }) => group)).size, `each profile has one code (${name})`).toBe(
      codes.length,
    );
  }
  expect(other, 'arriving in two files the other way round').toEqual(one);
  await replay(halves.client);
  expect(await groups(halves.client), 'after a replay').toEqual(one);
});

/** Which rows share a profile: each row has a mailbox of its own, and a profile keeps them all. */
async function groups(client: Client): Promise<number[][]> {
  const lists = (await listProfiles(client)).map(({ emails }) =>
    (Array.isArray(emails) ? emails : []).map((mailbox) => Number(/\d+/.exec(String(mailbox))?.[0] ?? -1)),
  );
  return lists.map((list) => list.toSorted((a, b) => a - b)).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}
