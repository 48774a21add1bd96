import { mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openBytes, type ByteSource } from './byte-source.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { readTextHead } from './csv-inspect.ts';
import { spoolCsv } from './csv-spool.ts';
import { spoolGrid } from './grid-spool.ts';
import { needsPlain, openRecords, type RecordFormat } from './inspection.ts';
import { openParquet } from './parquet-records.ts';
import { openPlainFile } from './plain-file.ts';
import { fileProblem } from './problems.ts';
import { spoolRecords } from './records.ts';
import { createSpecialCells } from './special-cells.ts';
import type { Chunk, SpoolSettings, SpoolTotals } from './types.ts';
import { openXls } from './xls-book.ts';
import { readBook } from './xlsx-book.ts';
import { readMerges } from './xlsx-merges.ts';
import { readSheetRows } from './xlsx-rows.ts';
import { openZip } from './zip.ts';

/** Spools a whole file in this thread; `deliver` takes each chunk and may block until there is room for the next. */
export async function spoolShape(
  path: string,
  settings: SpoolSettings,
  deliver: (chunk: Chunk) => void,
): Promise<SpoolTotals> {
  const { format, gzip } = settings.shape;
  mkdirSync(settings.directory, { recursive: true });
  const opened = await openPlainFile(
    path,
    gzip && needsPlain(format),
    join(settings.directory, settings.run),
  );
  const source = openBytes(opened.path, gzip && !needsPlain(format));
  const size = statSync(path).size;
  const file = { path: opened.path, name: basename(path), source, bytesRead: (): number => source.bytesRead };
  const bytesRead = (): number => Math.min(size, file.bytesRead());
  const writer = new ChunkWriter({ settings, special: createSpecialCells(settings), bytesRead, deliver });
  try {
    await spoolFormat(file, settings, writer);
    file.bytesRead = () => size;
    writer.finish();
    return { ...writer.totals, bytes: bytesRead() };
  } catch (error) {
    writer.discard();
    throw error;
  } finally {
    await opened.close();
  }
}

interface SpooledFile {
  readonly path: string;
  readonly name: string;
  readonly source: ByteSource;
  /** Progress; formats that are not read from front to end put their own in its place. */
  bytesRead: () => number;
}

async function spoolFormat(file: SpooledFile, settings: SpoolSettings, writer: ChunkWriter): Promise<void> {
  const { format } = settings.shape;
  if (format === 'csv') return spoolCsv(file.source, settings, writer);
  if (format === 'xlsx') return spoolXlsx(file, settings, writer);
  if (format === 'xls') return spoolXls(file, settings, writer);
  if (format !== 'parquet') return spoolText(file, format, { settings, writer });
  const parquet = await openParquet(file.path, file.name);
  file.bytesRead = () => parquet.bytesRead();
  return spoolRecords(parquet.records(), settings.shape.headers, writer);
}

async function spoolXlsx(file: SpooledFile, settings: SpoolSettings, writer: ChunkWriter): Promise<void> {
  const zip = await openZip(file.path, file.name);
  try {
    const book = await readBook(zip, file.name);
    const sheet = book.sheets.find(({ name }) => name === settings.shape.sheet);
    if (sheet === undefined) throw noSheet(file.name, settings, book.sheets);
    const strings = zip.unpacked;
    const merged = await readMerges(zip, sheet.path);
    const before = zip.unpacked;
    const packed = zip.size(sheet.path);
    const unpacked = Math.max(1, before - strings);
    file.bytesRead = () => Math.round((packed * (zip.unpacked - before)) / unpacked);
    await spoolGrid(readSheetRows(book, sheet, merged), settings, writer);
  } finally {
    zip.close();
  }
}

async function spoolXls(file: SpooledFile, settings: SpoolSettings, writer: ChunkWriter): Promise<void> {
  const book = await openXls(file.path, file.name);
  const sheet = book.sheets.find(({ name }) => name === settings.shape.sheet);
  if (sheet === undefined) throw noSheet(file.name, settings, book.sheets);
  await spoolGrid(asyncBatches(book.rows(sheet.name)), settings, writer);
}

async function* asyncBatches<T>(batches: Iterable<T>): AsyncGenerator<T, void, undefined> {
  yield* batches;
}

function noSheet(file: string, settings: SpoolSettings, sheets: readonly { readonly name: string }[]): Error {
  const names = sheets.map(({ name }) => name).join(', ');
  return fileProblem('files.sheet', { file, sheet: settings.shape.sheet ?? '', sheets: names });
}

async function spoolText(
  file: SpooledFile,
  format: RecordFormat,
  { settings, writer }: { readonly settings: SpoolSettings; readonly writer: ChunkWriter },
): Promise<void> {
  const { shape, maxRowBytes } = settings;
  const head = await readTextHead(file.path, shape.gzip, shape.encoding);
  const text = { name: file.name, encoding: head.encoding, head: head.text, maxBytes: maxRowBytes };
  await spoolRecords(openRecords(file.source, format, text), shape.headers, writer);
}
