import { gzipSync } from 'node:zlib';

import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';

import { importFile, listProfiles, problemOf, readRejected, snapshot, undo } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv, quoteCell } from '../make.ts';

const { freshWorkspace } = await openTestApp();

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (...parts: readonly (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

/** A workbook of some 100 kB that unpacks to 110 MB. */
function bombBook(): Uint8Array<ArrayBuffer> {
  const sheet = Buffer.alloc(110 * 1024 * 1024, ' ');
  sheet.write('<worksheet><sheetData><!--');
  sheet.write('--></sheetData></worksheet>', sheet.length - 27);
  return new Uint8Array(
    zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<r><Relationship Id="r1" Target="worksheets/s.xml"/></r>'),
      'xl/worksheets/s.xml': sheet,
    }),
  );
}

/** Parses CSV text as a spreadsheet would. */
function readCsv(content: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  for (const [, quoted, plain, mark] of content
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    cell = quoted?.replaceAll('""', '"') ?? plain ?? '';
    rows.at(-1)?.push(cell);
    if (mark !== ',' && mark !== '') rows.push([]);
    if (mark === '') break;
  }
  return rows.filter((row) => row.length > 1);
}

test('good rows of a damaged file come in, bad ones come back with line and reason, and are welcome once mended', async () => {
  const { client } = await freshWorkspace();
  const [first, second, third, fourth] = createMaker()
    .organizations(4)
    .map((row) => Object.values(row));
  const headers = Object.keys(createMaker().organization());
  const line = (cells: readonly string[] = []) => `${cells.map(quoteCell).join(',')}\r\n`;
  const broken = bytesOf(
    line(headers),
    line(first),
    line([...(second ?? []).slice(0, 1), '多', '了', '三', '格', ...(second ?? []).slice(1)]),
    line(third),
    '只有一格\r\n',
    line(third?.map((cell, index) => (index === 2 ? `a\0b` : cell))),
    `,${','.repeat(headers.length - 2)}\r\n`,
    bytesOf('坏字节', new Uint8Array([0xff, 0xfe, 0xc0]), `${','.repeat(headers.length - 1)}\r\n`),
    line(fourth),
    '"没有结束的引号,,,,,,,\r\n',
  );
  const done = await importFile(
    client,
    { name: 'broken.csv', bytes: broken },
    { shape: { encoding: 'utf-8' } },
  );
  expect(done).toMatchObject({ accepted: 3, created: 3 });
  expect(await listProfiles(client)).toHaveLength(3);
  const [head = [], ...rejected] = readCsv(text(await readRejected(client, done.import)));
  expect(head.slice(0, headers.length)).toEqual(headers);
  expect(rejected).toHaveLength(done.rejected);
  const reasons = rejected.map((cells) => ({ line: Number(cells.at(-1)), reason: cells.at(-2) ?? '' }));
  expect(reasons.map(({ line: at }) => at)).toEqual(expect.arrayContaining([3, 5, 6, 8, 10]));
  for (const { line: at, reason } of reasons)
    expect(reason, `line ${at}`).toMatch(/\p{Script=Han}.* [A-Z].{20}/u);
  expect(done.examples.rejected.length).toBeGreaterThan(0);

  // The file that came back is mended by hand and sent as it is, with its two more columns.
  const mended = [head, ...rejected.slice(0, 1).map((cells) => [...(second ?? []), ...cells.slice(-2)])]
    .map((cells) => cells.map(quoteCell).join(','))
    .join('\r\n');
  const again = await importFile(client, { name: 'broken.rejected.csv', bytes: `\uFEFF${mended}\r\n` });
  expect(again).toMatchObject({ rows: 1, created: 1, rejected: 0 });
  expect(new Set((await listProfiles(client)).map(({ name }) => name))).toEqual(
    new Set([first, second, third, fourth].map((cells) => cells?.[0])),
  );
});

test('what is no table of customers is refused with a reason in both languages, and changes nothing', async () => {
  const { client } = await freshWorkspace();
  const encrypted = bytesOf(
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(512),
  );
  const book = new Uint8Array(
    write(
      { SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet([['企业名称'], ['某公司']]) } },
      { type: 'array', bookType: 'xlsx' },
    ),
  );
  const blank = new Uint8Array(
    write({ SheetNames: ['a'], Sheets: { a: {} } }, { type: 'array', bookType: 'xlsx' }),
  );
  const cases: readonly (readonly [code: string, name: string, bytes: Uint8Array<ArrayBuffer>])[] = [
    ['uploads.empty', 'nothing.csv', bytesOf('')],
    ['files.empty', 'blank.csv', bytesOf('\r\n \r\n')],
    ['files.empty', 'blank.xlsx', blank],
    ['files.password', 'secret.xlsx', encrypted],
    ['files.broken', 'cut.xlsx', book.slice(0, book.length - 100)],
    [
      'files.format',
      'picture.csv',
      bytesOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(200)),
    ],
    [
      'files.gzip',
      'cut.csv.gz',
      new Uint8Array(gzipSync(csv(createMaker().organizations(50)))).slice(0, 300),
    ],
    ['files.bomb', 'bomb.xlsx', bombBook()],
    [
      'files.columns',
      'wide.csv',
      bytesOf(`${Array.from({ length: 6_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(5_999)}1\n`),
    ],
    ['import.no-name', 'numbers.csv', bytesOf('a,b\n1,2\n3,4\n')],
  ];
  for (const [code, name, bytes] of cases) {
    const problem = await problemOf(importFile(client, { name, bytes }));
    expect({ name, code: problem.code }).toEqual({ name, code });
    expect(problem.text.zh, name).toMatch(/\p{Script=Han}/u);
    expect(problem.text.en, name).not.toMatch(/[{}]/);
  }
  expect(await snapshot(client)).toEqual([]);
});

test('odd but honest tables come in: 3,000 columns, double and missing headers, emoji, right-to-left, mixed dates', async () => {
  const { client } = await freshWorkspace();
  const wide = Array.from({ length: 3_000 }, (_, index) => (index === 1_500 ? '企业名称' : `列${index}`));
  const files = [
    {
      name: 'wide.csv',
      bytes: `${wide.join(',')}\n${wide.map((_, index) => (index === 1_500 ? '宽表有限公司' : String(index))).join(',')}\n`,
    },
    { name: 'double.csv', bytes: '企业名称,电话,电话,,\n双头有限公司,13800138001,13800138002,x,y\n' },
    {
      name: 'signs.csv',
      bytes:
        '企业名称,地址\n😀表情有限公司,👨‍👩‍👧‍👦路1号\nشركة النور,القاهرة\n"逗号,引号""换行\n有限公司",<script>alert(1)</script>\n',
    },
    {
      name: 'dates.csv',
      bytes:
        '企业名称,成立日期\n甲日期有限公司,31/12/2001\n乙日期有限公司,2002-01-02\n丙日期有限公司,2003年3月\n丁日期有限公司,37257\n',
    },
  ];
  const done = [];
  for (const file of files) done.push(await importFile(client, file, { source: file.name }));
  expect(done.map(({ accepted, rejected }) => ({ accepted, rejected }))).toEqual(
    [1, 1, 3, 4].map((accepted) => ({ accepted, rejected: 0 })),
  );
  const profiles = await listProfiles(client);
  expect(profiles.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['宽表有限公司', '双头有限公司', '😀表情有限公司', 'شركة النور']),
  );
  expect(profiles.find(({ name }) => name === '双头有限公司')).toMatchObject({
    phones: ['+8613800138001', '+8613800138002'],
  });
  expect(profiles.filter(({ address }) => address === '<script>alert(1)</script>')).toHaveLength(1);
  const founded = new Map(profiles.map(({ name, founded: date }) => [name, date]));
  expect(['甲', '乙', '丁'].map((name) => founded.get(`${name}日期有限公司`))).toEqual([
    '2001-12-31',
    '2002-01-02',
    '2002-01-01',
  ]);
  for (const { import: id } of done.toReversed()) await undo(client, id);
  expect(await snapshot(client)).toEqual([]);
});

test('the same table in any usual encoding is the same customers', async () => {
  const rows = createMaker().organizations(5);
  const plain = csv(rows);
  const { client } = await freshWorkspace();
  const reference = await importFile(client, { name: 'utf-8.csv', bytes: plain });
  expect(reference).toMatchObject({ created: 5 });
  for (const encoding of ['gb18030', 'utf-16le']) {
    const bytes = new Uint8Array(iconv.encode(plain, encoding, { addBOM: encoding.startsWith('utf') }));
    expect(await importFile(client, { name: `${encoding}.csv`, bytes })).toMatchObject({
      rows: 5,
      created: 0,
      unchanged: 5,
    });
  }
  const book = new Uint8Array(
    write(
      { SheetNames: ['客户'], Sheets: { 客户: utils.json_to_sheet([...rows]) } },
      { type: 'array', bookType: 'xlsx' },
    ),
  );
  expect(await importFile(client, { name: 'book.xlsx', bytes: book })).toMatchObject({
    rows: 5,
    created: 0,
    unchanged: 5,
  });
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  expect(
    await importFile(client, { name: 'lines.jsonl.gz', bytes: new Uint8Array(gzipSync(lines)) }),
  ).toMatchObject({ rows: 5, created: 0, unchanged: 5 });
});

test('records count by their place, not by the line that they stand on', async () => {
  const rows = createMaker().organizations(4);
  for (const [name, bytes] of [
    ['one-line.json', JSON.stringify(rows)],
    ['object.json', JSON.stringify(Object.fromEntries(rows.map((row, index) => [index, row])))],
    ['pretty.json', JSON.stringify(rows, null, 2)],
  ] as const) {
    const { client } = await freshWorkspace();
    expect(await importFile(client, { name, bytes }), name).toMatchObject({
      rows: 4,
      created: 4,
      rejected: 0,
    });
    const profiles = await listProfiles(client);
    expect(new Set(profiles.map(({ id }) => id)).size, name).toBe(4);
    expect(new Set(profiles.map((profile) => profile['name'])), name).toEqual(
      new Set(rows.map((row) => row['企业名称'])),
    );
  }
});
