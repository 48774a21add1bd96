import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { createPage, longestRow, readCells, type Page } from './page.ts';
import type { Rows } from './rows.ts';

/** A sheet holds 1,048,576 rows; beyond this many a workbook is continued in the next file. */
export const sheetRows = 500_000;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function fixedParts(sheet: string): readonly (readonly [string, string])[] {
  return [
    [
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escapeXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
  ];
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}

/** Eleven digits become a number, as happens to mobiles typed into a spreadsheet; all else is text. */
function cellXml(text: string): string {
  if (text === '') return '<c/>';
  if (/^1\d{10}$/.test(text)) return `<c><v>${text}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

function rowXml(cells: readonly string[]): string {
  return `<row>${cells.map(cellXml).join('')}</row>`;
}

/** A workbook's one sheet: a title above the headers, as exhibition lists have it. */
export interface Sheet {
  readonly name: string;
  readonly title: string;
  readonly headers: readonly string[];
}

/** XML of at most `limit` rows, some 64 KB; empty at the end. */
function nextChunk(page: Page, rows: Rows, limit: number): { readonly xml: string; readonly count: number } {
  let xml = '';
  let count = 0;
  while (count < limit && xml.length < 65_536) {
    page.at = 0;
    const row = rows.writeNext(page);
    if (row === undefined) break;
    xml += rowXml(row.spoiled?.cells ?? readCells(page));
    count += 1;
  }
  return { xml, count };
}

async function* sheetXml(
  sheet: Sheet,
  rows: Rows,
  { limit, signal }: { limit: number; signal: AbortSignal | undefined },
) {
  const page = createPage(longestRow, 'utf-8', ',');
  yield `${declaration}<worksheet xmlns="${main}"><sheetData>${rowXml([sheet.title])}${rowXml(sheet.headers)}`;
  let left = limit;
  for (let chunk = nextChunk(page, rows, left); chunk.count > 0; chunk = nextChunk(page, rows, left)) {
    if (signal?.aborted === true) return;
    left -= chunk.count;
    yield chunk.xml;
    await new Promise(setImmediate);
  }
  yield '</sheetData></worksheet>';
}

/** Writes up to `limit` rows as an Office Open XML workbook, streamed; answers the bytes written. Stopped or failed, it leaves no file. */
export async function writeWorkbook(
  path: string,
  { sheet, rows, limit }: { sheet: Sheet; rows: Rows; limit: number },
  signal?: AbortSignal,
): Promise<number> {
  const zip = new ZipFile();
  const entry = { mtime: new Date(2025, 0, 1), forceDosTimestamp: true };
  for (const [name, xml] of fixedParts(sheet.name))
    zip.addBuffer(Buffer.from(declaration + xml), name, entry);
  zip.addReadStream(
    Readable.from(sheetXml(sheet, rows, { limit, signal }), { objectMode: false }),
    'xl/worksheets/sheet1.xml',
    entry,
  );
  zip.end();
  try {
    const failed = new Promise<never>((_, reject) => zip.once('error', reject));
    const written = pipeline(zip.outputStream, createWriteStream(path), { signal });
    await Promise.race([written, failed]);
    signal?.throwIfAborted();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return (await stat(path)).size;
}
