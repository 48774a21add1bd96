import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { reasonOf } from './byte-source.ts';
import { fileProblem } from './problems.ts';
import { flattenRecord } from './record-flattening.ts';
import type { RecordBatches, RecordItem } from './records.ts';

/** An open Parquet file. */
export interface ParquetFile {
  readonly rows: number;
  /** True when all keys are known from the schema: no column is nested. */
  readonly flat: boolean;
  /** Bytes of the file that the records read so far take, about. */
  bytesRead(): number;
  /** Records from the start, one row group in memory at a time; `line` counts rows from 1. */
  records(limit?: number): RecordBatches;
}

const partBytes = 64 * 1024 * 1024;
const leastPartRows = 50_000;
const batchRows = 5000;

/** Opens a Parquet file; `name` is its name in problems. */
export async function openParquet(path: string, name: string): Promise<ParquetFile> {
  const { asyncBufferFromFile, parquetMetadataAsync } = await import('hyparquet');
  try {
    const buffer = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(buffer);
    const rows = Number(metadata.num_rows);
    const flat = metadata.schema.filter((element) => element.num_children !== undefined).length <= 1;
    let done = 0;
    const records = (limit = rows): RecordBatches =>
      readParts(buffer, metadata, {
        name,
        limit,
        note: (row) => {
          done = row;
        },
      });
    const bytesRead = (): number =>
      rows === 0 ? buffer.byteLength : Math.round((buffer.byteLength * done) / rows);
    return { rows, flat, bytesRead, records };
  } catch (error) {
    throw fileProblem('files.broken', { file: name, reason: reasonOf(error) });
  }
}

/** Ranges of rows that are read at a time: a row group, or part of a large one. */
function* listParts(metadata: FileMetaData, limit: number): Generator<{ rowStart: number; rowEnd: number }> {
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const size = Math.max(1, Number(group.total_byte_size));
    const step = Math.max(leastPartRows, Math.floor((rows * partBytes) / size));
    const groupEnd = Math.min(groupStart + rows, limit);
    for (let rowStart = groupStart; rowStart < groupEnd; rowStart += step) {
      yield { rowStart, rowEnd: Math.min(groupEnd, rowStart + step) };
    }
    groupStart += rows;
  }
}

async function* readParts(
  file: AsyncBuffer,
  metadata: FileMetaData,
  {
    name,
    limit,
    note,
  }: { readonly name: string; readonly limit: number; readonly note: (row: number) => void },
): RecordBatches {
  const { parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  for (const { rowStart, rowEnd } of listParts(metadata, limit)) {
    const options = { file, metadata, rowStart, rowEnd, compressors };
    const rows = await parquetReadObjects(options).catch((error: unknown) => {
      throw fileProblem('files.broken', { file: name, reason: reasonOf(error) });
    });
    for (let from = 0; from < rows.length; from += batchRows) {
      note(rowStart + Math.min(rows.length, from + batchRows));
      yield rows
        .slice(from, from + batchRows)
        .map((row, i): RecordItem => readRow(row, rowStart + from + i + 1));
    }
  }
}

function readRow(row: Record<string, unknown>, line: number): RecordItem {
  const values = flattenRecord(row);
  const raw = (): string => JSON.stringify(Object.fromEntries(values));
  if ([...values.values()].some((value) => value.includes('\0'))) {
    return { kind: 'reject', row: { line, column: 0, code: 'nul', raw: raw(), cells: [...values.values()] } };
  }
  return { kind: 'record', line, values, raw };
}
