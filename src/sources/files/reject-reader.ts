import { open, type FileHandle } from 'node:fs/promises';

import { readLength, readText, readTexts, type Reading } from './row-binary.ts';
import type { RejectedRow } from './types.ts';

/** A rejected row and where it stands in its file. */
export interface PlacedReject {
  readonly row: RejectedRow;
  /** Byte at which it begins. */
  readonly place: number;
}

const pieceBytes = 256 * 1024;
const headBytes = 8;

/**
 * Reads a file of rejected rows from a place on, one row after another, in the memory of the longest row; `withFile` where the
 * name of its file stands behind each.
 */
export async function* streamRejects(
  path: string,
  { from = 0, withFile = false }: { readonly from?: number; readonly withFile?: boolean } = {},
): AsyncGenerator<PlacedReject, void, undefined> {
  const file = await open(path, 'r');
  try {
    let start = from;
    let bytes: Buffer = Buffer.alloc(0);
    for (;;) {
      const reading: Reading = { bytes, at: 0 };
      let place = start;
      for (let row = readReject(reading, withFile); row !== undefined; row = readReject(reading, withFile)) {
        yield { row, place };
        place = start + reading.at;
      }
      const rest = bytes.subarray(place - start);
      start = place;
      const more = await readPiece(file, start + rest.length, Math.max(pieceBytes, rest.length));
      if (more.length === 0) return;
      bytes = Buffer.concat([rest, more]);
    }
  } finally {
    await file.close();
  }
}

async function readPiece(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The row at the reading's place; undefined where there is none, or its end is not there yet. */
function readReject(reading: Reading, withFile: boolean): RejectedRow | undefined {
  const { bytes } = reading;
  if (reading.at >= bytes.length || !isWhole({ bytes, at: reading.at }, withFile)) return undefined;
  const line = bytes.readUInt32LE(reading.at);
  const column = bytes.readUInt32LE(reading.at + 4);
  reading.at += headBytes;
  const row = { line, column, code: readText(reading), raw: readText(reading), cells: readTexts(reading) };
  return withFile ? { ...row, file: readText(reading) } : row;
}

function isWhole(reading: Reading, withFile: boolean): boolean {
  const { length } = reading.bytes;
  reading.at += headBytes;
  for (let text = 0; text < 2; text++) skipText(reading);
  const texts = (reading.at < length ? readLength(reading) : 1) + (withFile ? 1 : 0);
  for (let text = 0; text < texts && reading.at <= length; text++) skipText(reading);
  // Whatever is read beyond the end moves the reading past it.
  return reading.at <= length;
}

function skipText(reading: Reading): void {
  const length = readLength(reading);
  reading.at += length;
}
