import { readFileSync } from 'node:fs';
import { readTexts } from './row-binary.ts';

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
