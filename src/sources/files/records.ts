import type { ChunkWriter } from './chunk-writer.ts';
import { fitCells } from './header-row.ts';
import { fileProblem, fileWarning } from './problems.ts';
import { maxColumns, overflowHeader, sampleRecords, sampleRows, type RejectedRow } from './types.ts';

/** One record of a file that names its values, or the reason why it is none. */
export type RecordItem =
  | {
      readonly kind: 'record';
      readonly line: number;
      readonly values: ReadonlyMap<string, string>;
      readonly raw: () => string;
    }
  | { readonly kind: 'reject'; readonly row: RejectedRow };

export type RecordBatches = AsyncGenerator<readonly RecordItem[], void, undefined>;

/** The columns of a file of records. */
export interface RecordTable {
  readonly headers: string[];
  readonly samples: string[][];
  /** Records seen; all of them when `whole`. */
  readonly seen: number;
  readonly whole: boolean;
}

/** Columns are the keys of the first 1,000 records in their order, and "…" for keys that come later where the file goes on. */
export async function inspectRecords(file: string, batches: RecordBatches): Promise<RecordTable> {
  const headers = new Map<string, number>();
  const records: ReadonlyMap<string, string>[] = [];
  const whole = await takeRecords(batches, (item) => {
    records.push(item.values);
    for (const key of item.values.keys()) if (!headers.has(key)) headers.set(key, headers.size);
    if (headers.size > maxColumns) {
      throw fileProblem('files.columns', { file, columns: headers.size, line: item.line, limit: maxColumns });
    }
    return records.length < sampleRecords;
  });
  if (records.length === 0) throw fileProblem('files.empty', { file });
  if (!whole && !headers.has(overflowHeader)) headers.set(overflowHeader, headers.size);
  const names = [...headers.keys()];
  const samples = records.slice(0, sampleRows).map((values) => names.map((name) => values.get(name) ?? ''));
  return { headers: names, samples, seen: records.length, whole };
}

type Taken = Extract<RecordItem, { kind: 'record' }>;

/** Gives records to `take` until it says false; true when the file ended before. */
async function takeRecords(batches: RecordBatches, take: (item: Taken) => boolean): Promise<boolean> {
  for await (const batch of batches) {
    for (const item of batch) if (item.kind === 'record' && !take(item)) return false;
  }
  return true;
}

const maxLateKeys = 50;

/** Spools records: each value goes into the column of its key. */
export async function spoolRecords(
  batches: RecordBatches,
  headers: readonly string[],
  writer: ChunkWriter,
): Promise<void> {
  const columns = new Map(headers.map((header, column) => [header, column]));
  const late = new Set<string>();
  for await (const batch of batches) {
    for (const item of batch) {
      if (item.kind === 'reject') writer.reject(item.row);
      else spoolRecord(item, columns, { writer, late });
    }
  }
}

interface RecordSpool {
  readonly writer: ChunkWriter;
  readonly late: Set<string>;
}

function spoolRecord(item: Taken, columns: ReadonlyMap<string, number>, { writer, late }: RecordSpool): void {
  const cells = fitCells([], columns.size);
  const rest: [string, string][] = [];
  for (const [key, value] of item.values) {
    const column = columns.get(key);
    if (column === undefined) rest.push([key, value]);
    else cells[column] = value;
  }
  if (rest.length > 0) {
    const overflow = columns.get(overflowHeader);
    if (overflow === undefined) {
      return writer.reject({
        line: item.line,
        column: cells.length + 1,
        code: 'ragged.long',
        raw: item.raw(),
        cells,
      });
    }
    cells[overflow] = JSON.stringify(Object.fromEntries(rest));
    for (const [key] of rest) warnOnce(key, item.line, { writer, late });
  }
  if (cells.some((cell) => cell !== '')) writer.row(item.line, cells);
}

function warnOnce(key: string, line: number, { writer, late }: RecordSpool): void {
  if (late.has(key) || late.size >= maxLateKeys) return;
  late.add(key);
  writer.warn(fileWarning('key.late', { key: key.slice(0, 200), line }));
}
