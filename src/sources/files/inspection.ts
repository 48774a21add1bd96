import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { openBytes, readHead, reasonOf, type ByteSource } from './byte-source.ts';
import { estimateRows, inspectCsv, readTextHead } from './csv-inspect.ts';
import { detectFormat, isGzip } from './format.ts';
import { readJson, readJsonLines } from './json-records.ts';
import { openParquet } from './parquet-records.ts';
import { openPlainFile } from './plain-file.ts';
import { fileProblem } from './problems.ts';
import { inspectRecords, type RecordBatches } from './records.ts';
import { inspectWorkbook } from './sheet-choice.ts';
import { decodeBlocks } from './transcode.ts';
import {
  overflowHeader,
  sampleRecords,
  sampleRows,
  type FileFormat,
  type FileShape,
  type GridRow,
  type ShapeOverrides,
} from './types.ts';
import { readCards } from './vcard-records.ts';
import { openXls } from './xls-book.ts';
import { readBook, type Book } from './xlsx-book.ts';
import { readMerges } from './xlsx-merges.ts';
import { readSheetRows } from './xlsx-rows.ts';
import { openZip } from './zip.ts';

/** A file on disk with its name in problems. */
export interface InspectedFile {
  readonly path: string;
  readonly name: string;
  readonly gzip: boolean;
}

/** The text formats that name their values. */
export type RecordFormat = Extract<FileFormat, 'json' | 'jsonl' | 'vcard'>;

const headRows = sampleRows + 30;
/** Records may be longer than rows while the guess is made. */
const maxRecordBytes = 16 * 1024 * 1024;
const mergesUpTo = 8 * 1024 * 1024;

/** Guesses the layout of a file; what `overrides` says is not guessed. */
export async function inspectShape(path: string, overrides: ShapeOverrides = {}): Promise<FileShape> {
  const name = basename(path);
  checkFile(path, name);
  const raw = await readHead(openBytes(path, false), 4);
  const gzip = isGzip(raw.bytes);
  const { bytes } = await readHead(openBytes(path, gzip), 256 * 1024);
  if (bytes.length === 0) throw fileProblem('files.empty', { file: name });
  const opened = await openForFormat(path, gzip, bytes);
  try {
    const format = overrides.format ?? (await detectFormat(opened.path, name, bytes));
    const file = { path: needsPlain(format) ? opened.path : path, name, gzip };
    return { ...(await inspectFormat(file, format, overrides)), format, gzip };
  } finally {
    await opened.close();
  }
}

function checkFile(path: string, name: string): void {
  let size: number;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw fileProblem('files.missing', { file: name, reason: 'not a file' });
    size = stat.size;
  } catch (error) {
    if (error instanceof Error && error.name === 'Problem') throw error;
    throw fileProblem('files.missing', { file: name, reason: reasonOf(error) });
  }
  if (size === 0) throw fileProblem('files.empty', { file: name });
}

/** Archives, Parquet and old workbooks inside of gzip are unpacked first. */
function openForFormat(path: string, gzip: boolean, head: Buffer): ReturnType<typeof openPlainFile> {
  const magic = head.toString('latin1', 0, 4);
  const binary = magic.startsWith('PK') || magic === 'PAR1' || magic === '\u00d0\u00cf\u0011\u00e0';
  const html = /^\s*</u.test(head.toString('latin1', 0, 64));
  return openPlainFile(path, gzip && (binary || html));
}

/** Formats that are not read from front to end. */
export function needsPlain(format: FileFormat): boolean {
  return format === 'xlsx' || format === 'xls' || format === 'parquet';
}

type Inspected = Omit<FileShape, 'format' | 'gzip'>;

async function inspectFormat(
  file: InspectedFile,
  format: FileFormat,
  overrides: ShapeOverrides,
): Promise<Inspected> {
  if (format === 'csv') return inspectCsv(file, overrides);
  if (format === 'xlsx') return inspectXlsx(file, overrides);
  if (format === 'xls') return inspectXls(file, overrides);
  return format === 'parquet' ? inspectParquet(file) : inspectText(file, format, overrides);
}

async function inspectXlsx(file: InspectedFile, overrides: ShapeOverrides): Promise<Inspected> {
  const zip = await openZip(file.path, file.name);
  try {
    const book = await readBook(zip, file.name);
    const head = (sheet: string): Promise<GridRow[]> => readSheetHead(book, sheet);
    return await inspectWorkbook({ file: file.name, sheets: book.sheets, head }, overrides);
  } finally {
    zip.close();
  }
}

async function readSheetHead(book: Book, name: string): Promise<GridRow[]> {
  const sheet = book.sheets.find((each) => each.name === name);
  if (sheet === undefined) return [];
  const merged = book.zip.size(sheet.path) > mergesUpTo ? new Map() : await readMerges(book.zip, sheet.path);
  const rows: GridRow[] = [];
  for await (const batch of readSheetRows(book, sheet, merged)) {
    rows.push(...batch.slice(0, headRows));
    if (rows.length >= headRows) break;
  }
  return rows.slice(0, headRows);
}

async function inspectXls(file: InspectedFile, overrides: ShapeOverrides): Promise<Inspected> {
  const book = await openXls(file.path, file.name, headRows);
  const head = (sheet: string): Promise<GridRow[]> => Promise.resolve([...book.rows(sheet)].flat());
  return inspectWorkbook({ file: file.name, sheets: book.sheets, head }, overrides);
}

async function inspectParquet(file: InspectedFile): Promise<Inspected> {
  const parquet = await openParquet(file.path, file.name);
  const table = await inspectRecords(file.name, parquet.records(sampleRecords + 1));
  const known = parquet.flat && table.headers.at(-1) === overflowHeader;
  const headers = known ? table.headers.slice(0, -1) : table.headers;
  const samples = table.samples.map((row) => row.slice(0, headers.length));
  return { ...shapeless, headers, samples, rowsEstimate: parquet.rows };
}

const shapeless = {
  encoding: null,
  delimiter: null,
  quote: null,
  sheet: null,
  sheets: [],
  headerRow: null,
  top: [],
  warnings: [],
};

async function inspectText(
  file: InspectedFile,
  format: RecordFormat,
  overrides: ShapeOverrides,
): Promise<Inspected> {
  const head = await readTextHead(file.path, file.gzip, overrides.encoding);
  const source = openBytes(file.path, file.gzip);
  const batches = openRecords(source, format, { name: file.name, encoding: head.encoding, head: head.text });
  const table = await inspectRecords(file.name, batches);
  const rowsEstimate = table.whole ? table.seen : estimateRecords(file, format, head);
  return {
    ...shapeless,
    encoding: head.encoding,
    headers: table.headers,
    samples: table.samples,
    warnings: head.warnings,
    rowsEstimate,
  };
}

function estimateRecords(
  file: InspectedFile,
  format: RecordFormat,
  head: Awaited<ReturnType<typeof readTextHead>>,
): number | null {
  if (format === 'jsonl') return estimateRows(file.path, file.gzip, head);
  if (file.gzip || head.bytes === 0) return null;
  const text = head.text.toString('latin1');
  const records = text.match(format === 'vcard' ? /BEGIN:VCARD/giu : /\}\s*,/gu)?.length ?? 0;
  return Math.round((records * statSync(file.path).size) / head.bytes);
}

/** What is known of a text of records before it is read. */
export interface RecordText {
  readonly name: string;
  readonly encoding: string;
  /** The start of the text in UTF-8. */
  readonly head: Buffer;
}

/** Opens the records of a text; `maxBytes` is the most that one may take. */
export function openRecords(
  source: ByteSource,
  format: RecordFormat,
  text: RecordText & { readonly maxBytes?: number },
): RecordBatches {
  const maxBytes = text.maxBytes ?? maxRecordBytes;
  const blocks = source.blocks();
  if (format === 'vcard') {
    const wide = text.encoding.startsWith('utf-16');
    return readCards(
      wide ? decodeBlocks(blocks, text.encoding) : blocks,
      wide ? 'utf-8' : text.encoding,
      maxBytes,
    );
  }
  const decoded = decodeBlocks(blocks, text.encoding);
  if (format === 'jsonl') return readJsonLines(decoded, maxBytes);
  return readJson(decoded, { name: text.name, head: text.head }, maxBytes);
}
