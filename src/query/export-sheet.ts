import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { ZipFile } from 'yazl';

import { daysSince1970 } from '../fields/index.ts';
import type { ExportColumn } from './export-columns.ts';

/** What a sheet can hold, its header included. */
const mostRows = 1_048_576;
/** What a cell can hold, in characters. */
const longestCell = 32_767;
const newline = 0x0a;

/**
 * The XML of a row of a sheet as one text without tabs, line ends, quotes or backslashes, so that it stands as one line in a TSV file.
 * Texts are strings for good: a spreadsheet never reads them as formulas.
 */
export function rowXmlSql(columns: readonly ExportColumn[]): string {
  return `concat('<row>', ${columns.map(cellSql).join(', ')}, '</row>')`;
}

function cellSql({ sql, shown }: ExportColumn): string {
  const text = textCellSql(`toString(${sql})`);
  if (shown === 'text') return text;
  const number = `concat('<c><v>', toString(${sql}), '</v></c>')`;
  if (shown === 'number')
    return `if(match(toString(${sql}), '^-?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+)?$'), ${number}, ${text})`;
  // Day 1 of a sheet is 1900-01-01, and it counts a 29th of February of that year.
  const serial = `toString(${daysSince1970(`toUInt32OrZero(replaceAll(${sql}, '-', ''))`)} + 25569)`;
  return `if(${sql} >= '1900-03-01', concat('<c s="1"><v>', ${serial}, '</v></c>'), ${text})`;
}

/** Characters that XML cannot hold go; tabs, line ends and backslashes become references; `_x000D_` in a text stays what it is. */
function textCellSql(text: string): string {
  const cut = `substringUTF8(toValidUTF8(${text}), 1, ${longestCell})`;
  const legal = `replaceRegexpAll(${cut}, '[\\\\x00-\\\\x08\\\\x0B\\\\x0C\\\\x0E-\\\\x1F\\\\x{FFFE}\\\\x{FFFF}]', '')`;
  const plain = `replaceRegexpAll(${legal}, '_(x[0-9A-Fa-f]{4}_)', '_x005F_\\\\1')`;
  const escaped = [
    ['\\t', '&#9;'],
    ['\\n', '&#10;'],
    ['\\r', '&#13;'],
    ['\\\\', '&#92;'],
  ].reduce((inner, [from, to]) => `replaceAll(${inner}, '${from}', '${to}')`, `encodeXMLComponent(${plain})`);
  return `if(${text} = '', '<c/>', concat('<c t="inlineStr"><is><t xml:space="preserve">', ${escaped}, '</t></is></c>'))`;
}

/** Where the rows of one sheet stand in the file. */
interface Span {
  readonly from: number;
  /** Behind the last byte. */
  readonly to: number;
}

/** How a workbook is written: its header cells, and when to give up. */
export interface SheetOptions {
  readonly headers: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Packs a file of row lines (the first is no row) into a workbook, in several sheets when one is too small. Memory does not grow with the rows. */
export async function writeWorkbook(
  rowsPath: string,
  path: string,
  { headers, signal }: SheetOptions,
): Promise<void> {
  const spans = await findSpans(rowsPath, signal);
  const zip = new ZipFile();
  const output = pipeline(zip.outputStream, createWriteStream(path), { signal });
  for (const [name, text] of workbookParts(spans.length)) zip.addBuffer(Buffer.from(text), name);
  for (const [i, span] of spans.entries()) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${i + 1}.xml`, { compressionLevel: 3 }, (give) => {
      give(null, Readable.from(sheetParts(rowsPath, span, headers), { objectMode: false }));
    });
  }
  zip.end();
  await output;
}

/** Looks for the ends of lines, so that each sheet gets as many as it can hold. */
async function findSpans(path: string, signal: AbortSignal | undefined): Promise<Span[]> {
  const spans: Span[] = [];
  let [offset, from, lines] = [0, -1, 0];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    if (!Buffer.isBuffer(chunk)) continue;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) {
      const end = offset + at + 1;
      if (from < 0) from = end;
      else lines += 1;
      if (lines < mostRows - 1) continue;
      spans.push({ from, to: end });
      [from, lines] = [end, 0];
    }
    offset += chunk.length;
  }
  if (lines > 0 || spans.length === 0) spans.push({ from: Math.max(from, 0), to: offset });
  return spans;
}

const head =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>';

async function* sheetParts(path: string, span: Span, headers: readonly string[]): AsyncGenerator<Buffer> {
  const cells = headers.map(
    (header) => `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(header)}</t></is></c>`,
  );
  yield Buffer.from(`${head}<row>${cells.join('')}</row>`);
  if (span.to > span.from) {
    const file = await open(path, 'r');
    for await (const chunk of file.createReadStream({
      start: span.from,
      end: span.to - 1,
      highWaterMark: 1 << 18,
    })) {
      if (Buffer.isBuffer(chunk)) yield chunk;
    }
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\p{Cc}\uFFFE\uFFFF]|\p{Cs}/gu, ' ');
}

const packageNames = 'http://schemas.openxmlformats.org/package/2006';
const documentNames = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetNames = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A plain style and one for dates. Readers differ in what they forgive: every part is there, the two fills that Excel reserves too. */
const styles = [
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>',
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
].join('');

/** The parts of a workbook around its sheets. */
function workbookParts(sheets: number): (readonly [name: string, text: string])[] {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1);
  const override = (part: string, type: string) =>
    `<Override PartName="${part}" ContentType="${contentType}.${type}+xml"/>`;
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${documentNames}/${type}" Target="${target}"/>`;
  const types = [
    override('/xl/workbook.xml', 'sheet.main'),
    override('/xl/styles.xml', 'styles'),
    ...numbers.map((n) => override(`/xl/worksheets/sheet${n}.xml`, 'worksheet')),
  ];
  const relations = [
    ...numbers.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`)),
    relation(sheets + 1, 'styles', 'styles.xml'),
  ];
  const list = numbers.map((n) => `<sheet name="${n}" sheetId="${n}" r:id="rId${n}"/>`);
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packageNames}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${declaration}<Relationships xmlns="${packageNames}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${sheetNames}" xmlns:r="${documentNames}"><sheets>${list.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${declaration}<Relationships xmlns="${packageNames}/relationships">${relations.join('')}</Relationships>`,
    ],
    ['xl/styles.xml', `${declaration}<styleSheet xmlns="${sheetNames}">${styles}</styleSheet>`],
  ];
}
