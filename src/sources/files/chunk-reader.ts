import { readFileSync } from 'node:fs';
import { readText, readTexts } from './row-binary.ts';
import type { RejectedRow } from './types.ts';

/** One row of a chunk. */
export interface ChunkRow {
  readonly line: number;
  readonly cells: string[];
  /** Empty, or as many as there are cells. */
  readonly hints: string[];
}

/** Reads a chunk file whole: for tests and small previews, ClickHouse reads the others itself. */
export function readChunk(path: string): ChunkRow[] {
  const reading = { bytes: readFileSync(path), at: 0 };
  const rows: ChunkRow[] = [];
  while (reading.at < reading.bytes.length) {
    const line = reading.bytes.readUInt32LE(reading.at);
    reading.at += 4;
    rows.push({ line, cells: readTexts(reading), hints: readTexts(reading) });
  }
  return rows;
}

/** Reads a rejects file whole: for tests; `streamRejects` reads those of any length. */
export function readRejects(path: string): RejectedRow[] {
  const reading = { bytes: readFileSync(path), at: 0 };
  const rows: RejectedRow[] = [];
  while (reading.at < reading.bytes.length) {
    const line = reading.bytes.readUInt32LE(reading.at);
    const column = reading.bytes.readUInt32LE(reading.at + 4);
    reading.at += 8;
    rows.push({ line, column, code: readText(reading), raw: readText(reading), cells: readTexts(reading) });
  }
  return rows;
}
