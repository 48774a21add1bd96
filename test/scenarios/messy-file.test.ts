import iconv from 'iconv-lite';
import { expect, test } from 'vitest';

import { countProfiles, findProfile, importFile, readRejected, snapshot } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, creditCode, csv } from '../make.ts';

const { freshWorkspace } = await openTestApp();

const code = creditCode(501);
const messy = [
  {
    企业名称: '　ＡＢＣ　信息科技(上海)有限公司 ',
    统一社会信用代码: `${code.slice(0, 6).toLowerCase()} ${code.slice(6).toLowerCase()}`,
    法定代表人: '欧阳娜娜',
    地址: '上海市浦东新区张江路88号',
    电话: '021-62886288转123；13800138000',
    邮箱: 'Info@ABC-Tech.CN',
    成立日期: '2001年3月5日',
    注册资本: '77800.32万人民币',
    员工人数: '5000-9999人',
    官网: 'HTTPS://https://WWW.ABC-Tech.cn/关于 http://abc.com',
  },
  // The same company again, from somebody who types worse.
  {
    企业名称: 'ABC信息科技（上海）有限公司',
    统一社会信用代码: code,
    法定代表人: '欧阳娜',
    地址: '上海市浦东新区张江路88号3楼',
    电话: '13900139000',
    传真: '不详',
    邮箱: '暂无',
    成立日期: '2001/3/5',
    注册资本: '',
    员工人数: '约6千人',
  },
  {
    企业名称: '䶮博科技有限公司',
    统一社会信用代码: '9.11E+17',
    法定代表人: '',
    地址: '江苏省苏州市工业园区星湖街1号',
    电话: '见官网',
    邮箱: 'a＠b.cn',
    成立日期: '20010230',
    注册资本: '330886万美元',
    员工人数: '1000人以上',
  },
  {
    企业名称: '',
    统一社会信用代码: '',
    法定代表人: '王伟',
    地址: '某地',
    电话: '',
    邮箱: '',
    成立日期: '',
    注册资本: '',
    员工人数: '',
  },
];

test('a messy Chinese file becomes normalised profiles, says beforehand what it will do, and changes nothing when it comes again', async () => {
  const { client } = await freshWorkspace();
  const text = csv([...createMaker().organizations(6), ...messy]);
  const file = { name: '客户名单.csv', bytes: new Uint8Array(iconv.encode(text, 'gb18030')) };

  const dry = await importFile(client, file, { dryRun: true });
  expect(await snapshot(client)).toEqual([]);

  const done = await importFile(client, file);
  const counts = ({ rows, accepted, rejected, created, updated, unchanged, conflicts }: typeof done) => ({
    rows,
    accepted,
    rejected,
    created,
    updated,
    unchanged,
    conflicts,
  });
  expect(counts(done)).toMatchObject({ rows: 10, accepted: 9, rejected: 1, created: 8, unchanged: 0 });
  expect(done.created + done.updated + done.unchanged).toBe(done.accepted);
  expect(counts(dry)).toEqual(counts(done));
  expect(done.unmapped).toEqual([]);
  expect(Object.fromEntries(done.issues.map(({ field, rows, ruined }) => [field, { rows, ruined }]))).toEqual(
    {
      credit_code: { rows: 1, ruined: 1 },
      phones: { rows: 1, ruined: 0 },
      founded: { rows: 1, ruined: 0 },
    },
  );
  const rejected = iconv.decode(Buffer.from(await readRejected(client, done.import)), 'gb18030');
  expect(rejected.split(/\r?\n/)[0]).toContain('企业名称');
  expect(rejected).toMatch(/王伟.*某地/);
  expect(rejected).toMatch(/\b11\b/);
  // The reason is said in words, not by its code.
  expect(rejected).not.toContain('row.nameless');

  const profile = await findProfile(client, 'credit_code', code);
  expect(profile.values).toMatchObject({
    name: 'ABC信息科技（上海）有限公司',
    credit_code: code,
    founded: '2001-03-05',
    website: 'https://www.abc-tech.cn/关于',
    registered_capital: { min: 778_003_200, max: 778_003_200, currency: 'CNY' },
    region: { code: '310115' },
  });
  expect(profile.records).toBe(2);
  expect(new Set(Array.isArray(profile.values['phones']) ? profile.values['phones'] : [])).toEqual(
    new Set(['+862162886288;ext=123', '+8613800138000', '+8613900139000']),
  );
  const representatives = profile.lineage['legal_representative'] ?? [];
  expect(representatives.map(({ wins }) => wins)).toEqual([true, false]);
  expect(new Set(representatives.map(({ value }) => value))).toEqual(new Set(['欧阳娜娜', '欧阳娜']));
  expect(new Set(representatives.map(({ line }) => line))).toEqual(new Set([8, 9]));
  expect(representatives.map(({ file: name }) => name)).toEqual(['客户名单.csv', '客户名单.csv']);
  expect(profile.lineage['employees']?.map(({ original }) => original[0]?.text).toSorted()).toEqual([
    '5000-9999人',
    '约6千人',
  ]);

  const rare = await findProfile(client, 'name', '䶮博科技有限公司');
  expect(rare.values).toMatchObject({
    registered_capital: { min: 3_308_860_000, currency: 'USD' },
    employees: { min: 1000, max: null },
  });
  expect(rare.values['emails']).toEqual(['a@b.cn']);
  expect(rare.invalid.toSorted()).toEqual(['credit_code', 'founded', 'phones']);
  // What could not be read is not lost: it stands in the lineage as it came.
  expect(rare.values['phones']).toBeUndefined();
  expect(rare.lineage['phones']).toMatchObject([
    { value: null, wins: false, valid: false, file: '客户名单.csv', line: 10, import: done.import },
  ]);
  expect(rare.lineage['phones']?.[0]?.original).toEqual([{ column: '电话', text: '见官网' }]);

  const before = await snapshot(client);
  expect(before).toHaveLength(8);
  const again = await importFile(client, file);
  expect(counts(again)).toMatchObject({
    rows: 10,
    accepted: 9,
    rejected: 1,
    created: 0,
    updated: 0,
    unchanged: 9,
  });
  expect(await snapshot(client)).toEqual(before);
  expect(await countProfiles(client)).toBe(8);
});
