import { readFileSync, statSync } from 'node:fs';
import type { CellObject, WorkBook } from '@e965/xlsx';
import { reasonOf } from './byte-source.ts';
import { detectEncoding } from './encoding.ts';
import { readFormatCode, writeNumber, type NumberForm } from './number-format.ts';
import { fileProblem } from './problems.ts';
import { decodeBytes } from './transcode.ts';
import { maxColumns, type GridRow } from './types.ts';
import { fillMerged } from './xlsx-rows.ts';
import { listRanges } from './xlsx-merges.ts';
import { openZip } from './zip.ts';

/** The largest workbook that is read whole, in bytes. */
const maxXlsBytes = 200 * 1024 * 1024;

/** A workbook that is held whole: XLS, XLSB, ODS, or a table saved as HTML or XML under such a name. */
export interface XlsBook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** Batches of the rows of a sheet that hold something. */
  rows(sheet: string): Generator<readonly GridRow[], void, undefined>;
}

const batchRows = 1000;

/** Opens a workbook; `limit` is the number of rows of each sheet that are wanted, 0 for all. */
export async function openXls(path: string, file: string, limit = 0): Promise<XlsBook> {
  if (statSync(path).size > maxXlsBytes) throw fileProblem('files.size', { file, limit: '200 MB' });
  const bytes = readFileSync(path);
  await checkContainer(path, file, bytes);
  const book = await parseBook(file, bytes, limit);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((name, i) => ({
    name,
    hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
  }));
  return {
    sheets: [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)],
    rows: (sheet) => readRows(book, { file, sheet, date1904 }),
  };
}

/** Refuses what is protected, and archives that unpack to too much. */
async function checkContainer(path: string, file: string, bytes: Buffer): Promise<void> {
  if (bytes.toString('latin1', 0, 2) === 'PK') return checkUnpacked(path, file);
  if (bytes.toString('hex', 0, 4) !== 'd0cf11e0') return;
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw fileProblem('files.password', { file });
  const names = ['Workbook', 'Book', 'WORKBOOK', 'BOOK'];
  if (names.some((name) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le')))) return;
  throw fileProblem('files.format', { file, found: 'an Office document without a workbook' });
}

async function checkUnpacked(path: string, file: string): Promise<void> {
  const zip = await openZip(path, file);
  try {
    for (const name of zip.names) for await (const _ of zip.read(name) ?? []) checkSize(zip.unpacked, file);
  } finally {
    zip.close();
  }
}

function checkSize(unpacked: number, file: string): void {
  if (unpacked > maxXlsBytes * 5) throw fileProblem('files.size', { file, limit: '1 GB' });
}

async function parseBook(file: string, bytes: Buffer, limit: number): Promise<WorkBook> {
  const { read, set_cptable: setCodepages } = await import('@e965/xlsx');
  setCodepages(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  const options = { dense: true, cellNF: true, cellText: true, cellDates: false, cellHTML: false, raw: true };
  const rows = limit > 0 ? { sheetRows: limit } : {};
  try {
    if (bytes[0] === 0x3c || bytes[0] === 0xef || bytes[0] === 0xff) {
      const text = decodeBytes(bytes, detectEncoding([bytes.subarray(0, 256 * 1024)]).encoding).toString(
        'utf8',
      );
      return read(text, { type: 'string', ...options, ...rows });
    }
    return read(bytes, { type: 'buffer', ...options, ...rows });
  } catch (error) {
    if (/password|encrypt/iu.test(String(error))) throw fileProblem('files.password', { file });
    throw fileProblem('files.broken', { file, reason: reasonOf(error) });
  }
}

interface SheetPlace {
  readonly file: string;
  readonly sheet: string;
  readonly date1904: boolean;
}

function* readRows(book: WorkBook, place: SheetPlace): Generator<readonly GridRow[], void, undefined> {
  const data = book.Sheets[place.sheet];
  const rows = data?.['!data'] ?? [];
  const fill = fillMerged(listRanges(data?.['!merges'] ?? []));
  let batch: GridRow[] = [];
  for (let r = 0; r < rows.length; r++) {
    const cells = readRow(rows[r] ?? [], r + 1, place);
    if (cells.length > 0) batch.push(fill({ line: r + 1, cells }));
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function readRow(
  row: readonly (CellObject | undefined)[],
  line: number,
  { file, date1904 }: SheetPlace,
): string[] {
  const cells = Array.from(row, (cell) => writeCell(cell, date1904));
  while (cells.at(-1) === '') cells.pop();
  if (cells.length <= maxColumns) return cells;
  throw fileProblem('files.columns', { file, columns: cells.length, line, limit: maxColumns });
}

const forms = new Map<string, NumberForm>();

function writeCell(cell: CellObject | undefined, date1904: boolean): string {
  if (cell === undefined || cell.v === undefined) return '';
  if (cell.t === 'n' && typeof cell.v === 'number')
    return writeNumber(cell.v, formOf(String(cell.z ?? 'General')), date1904);
  if (cell.t === 'b') return cell.v === true ? 'TRUE' : 'FALSE';
  if (cell.t === 'e') return cell.w ?? '';
  return String(cell.v);
}

function formOf(code: string): NumberForm {
  const known = forms.get(code);
  if (known !== undefined) return known;
  const form = readFormatCode(code);
  forms.set(code, form);
  return form;
}
