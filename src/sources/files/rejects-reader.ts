import { open } from 'node:fs/promises';

import { readText, readTexts } from './row-binary.ts';
import type { RejectedRow } from './types.ts';

const windowBytes = 1 << 20;

/** Reads a rejects file row by row, however long it is; in memory is no more than a window, or one longer row. */
export async function* streamRejects(path: string): AsyncGenerator<RejectedRow> {
  const file = await open(path);
  try {
    let rest = Buffer.alloc(0);
    let wanted = windowBytes;
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, null);
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      let at = 0;
      for (let row = readRow(bytes, at); row !== null; row = readRow(bytes, at)) {
        yield row.row;
        at = row.end;
      }
      rest = bytes.subarray(at);
      if (bytesRead === 0) break;
      // A row that does not fit is read in ever larger steps, not again and again.
      wanted = Math.max(windowBytes, rest.length);
    }
  } finally {
    await file.close();
  }
}

/** The row that begins at `at`, or null where it is not there as a whole. */
function readRow(bytes: Buffer, at: number): { row: RejectedRow; end: number } | null {
  if (at + 8 > bytes.length) return null;
  const reading = { bytes, at: at + 8 };
  const row = {
    line: bytes.readUInt32LE(at),
    column: bytes.readUInt32LE(at + 4),
    code: readText(reading),
    raw: readText(reading),
    cells: readTexts(reading),
  };
  return reading.at > bytes.length ? null : { row, end: reading.at };
}
