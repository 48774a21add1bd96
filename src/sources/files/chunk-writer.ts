import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from './byte-source.ts';
import { fileProblem } from './problems.ts';
import { lengthBytes, readCells, writeLength } from './row-binary.ts';
import type { SpecialCells } from './special-cells.ts';
import type { Chunk, FileWarning, RejectedRow, SpoolSettings } from './types.ts';

/** What the writer needs to know beside its settings. */
export interface ChunkWriterParts {
  readonly settings: SpoolSettings;
  readonly special: SpecialCells | null;
  /** Bytes of the source read so far. */
  readonly bytesRead: () => number;
  /** Takes a finished chunk; may block until there is room for the next. */
  readonly deliver: (chunk: Chunk) => void;
}

const flushBytes = 4 * 1024 * 1024;
const maxRaw = 1024 * 1024;

/** Writes rows and rejected rows into files of RowBinary, a pair a chunk, and delivers each chunk when it is full. */
export class ChunkWriter {
  /** Output of rows; a scanner may write the cells of a row at `at` between `open` and `close`. */
  out: Buffer;
  at = 0;
  readonly totals = { rows: 0, rejected: 0 };
  readonly width: number;

  private readonly parts: ChunkWriterParts;
  private readonly reserve: number;
  private readonly warnings: FileWarning[] = [];
  private outcomes = 0;
  private number = 0;
  private rowAt = 0;
  private file = -1;
  private rejectsFile = -1;
  private path = '';
  private rejectsPath: string | null = null;
  private chunk = { rows: 0, rejected: 0, bytes: 0, firstLine: 0, lastLine: 0 };

  constructor(parts: ChunkWriterParts) {
    this.parts = parts;
    this.width = parts.settings.shape.headers.length;
    this.reserve = parts.settings.maxRowBytes * 2 + this.width + 64;
    this.out = Buffer.allocUnsafe(flushBytes + this.reserve);
  }

  /** Begins a row: its cells follow at `at`. */
  open(line: number): void {
    this.rowAt = this.at;
    this.at = writeLength(this.out, this.out.writeUInt32LE(line, this.at), this.width);
  }

  /** Drops the row that was begun. */
  abandon(): void {
    this.at = this.rowAt;
  }

  /** Ends a row whose `width` cells stand between `from` and `to`. */
  close(line: number, from: number, to: number): void {
    if (this.skips()) return this.abandon();
    const special = this.parts.special;
    if (special !== null && special.sealsAny(this.out, from)) {
      const cells = readCells(this.out, from, this.width);
      this.abandon();
      return this.writeRow(line, cells);
    }
    const hints = special === null ? null : special.hintsOf(this.out, from);
    this.at = to;
    if (hints === null) this.out[this.at++] = 0;
    else this.putTexts(hints);
    this.commit(line);
  }

  /** Takes a row of exactly `width` cells as texts. */
  row(line: number, cells: readonly string[]): void {
    if (this.skips()) return;
    this.writeRow(line, cells);
  }

  /** Takes a rejected row. */
  reject(row: RejectedRow): void {
    if (this.skips()) return;
    this.openFiles();
    const bytes = encodeReject(this.parts.special?.concealReject(row) ?? row);
    if (this.rejectsFile < 0) {
      this.rejectsPath = `${this.path.slice(0, -'.rows'.length)}.rejects`;
      this.rejectsFile = openSync(this.rejectsPath, 'w');
    }
    this.write(this.rejectsFile, bytes);
    this.chunk.rejected++;
    this.totals.rejected++;
    this.count(row.line, bytes.length);
  }

  /** Takes a warning to be delivered with the chunk. */
  warn(warning: FileWarning): void {
    this.warnings.push(warning);
  }

  /** Delivers what is left. */
  finish(): void {
    if (this.chunk.rows + this.chunk.rejected > 0) this.deliver();
  }

  /** Closes and removes the unfinished chunk. */
  discard(): void {
    if (this.file < 0) return;
    closeSync(this.file);
    unlinkSync(this.path);
    if (this.rejectsFile >= 0) closeSync(this.rejectsFile);
    if (this.rejectsPath !== null) unlinkSync(this.rejectsPath);
    this.file = -1;
  }

  private skips(): boolean {
    this.outcomes++;
    return this.outcomes <= this.parts.settings.skipRows;
  }

  private writeRow(line: number, cells: readonly string[]): void {
    const { cells: kept, hints } = this.parts.special?.apply(cells) ?? { cells, hints: null };
    this.at = this.out.writeUInt32LE(line, this.at);
    this.putTexts(kept);
    if (hints === null) this.out[this.at++] = 0;
    else this.putTexts(hints);
    this.commit(line);
  }

  private putTexts(texts: readonly string[]): void {
    let size = 8;
    for (const text of texts) size += text.length * 3 + 5;
    this.makeRoom(size);
    this.at = putTexts(this.out, this.at, texts);
  }

  /** Grows the buffer for a row that is larger than the reserve. */
  private makeRoom(size: number): void {
    if (this.at + size + 16 <= this.out.length) return;
    const larger = Buffer.allocUnsafe(this.at + size + this.reserve);
    this.out.copy(larger, 0, 0, this.at);
    this.out = larger;
  }

  private commit(line: number): void {
    this.chunk.rows++;
    this.totals.rows++;
    if (this.at > flushBytes) this.flush();
    this.count(line, 0);
  }

  private count(line: number, rejectBytes: number): void {
    const { chunk } = this;
    const { chunkRows, chunkBytes } = this.parts.settings;
    // Whoever takes the chunks has nothing to do until the first one is there: it is a short one.
    const isFirst = this.totals.rows === this.chunk.rows && this.totals.rejected === this.chunk.rejected;
    const full = isFirst ? Math.ceil(chunkRows / 3) : chunkRows;
    if (chunk.firstLine === 0) chunk.firstLine = line;
    chunk.lastLine = line;
    chunk.bytes += rejectBytes;
    if (chunk.rows + chunk.rejected >= full || chunk.bytes + this.at >= chunkBytes) this.deliver();
  }

  private openFiles(): void {
    if (this.file >= 0) return;
    this.number++;
    const name = `${this.parts.settings.run}-${String(this.number).padStart(6, '0')}.rows`;
    this.path = join(this.parts.settings.directory, name);
    this.file = openSync(this.path, 'w');
  }

  private flush(): void {
    this.openFiles();
    this.write(this.file, this.out.subarray(0, this.at));
    this.chunk.bytes += this.at;
    this.at = 0;
    if (this.out.length > (flushBytes + this.reserve) * 2)
      this.out = Buffer.allocUnsafe(flushBytes + this.reserve);
  }

  private write(file: number, bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    } catch (error) {
      throw fileProblem('files.space', { file: this.path, reason: reasonOf(error) });
    }
  }

  private deliver(): void {
    this.flush();
    closeSync(this.file);
    if (this.rejectsFile >= 0) closeSync(this.rejectsFile);
    const { rows, rejected, firstLine, lastLine } = this.chunk;
    const { path, rejectsPath, outcomes } = this;
    const warnings = this.warnings.splice(0);
    this.file = -1;
    this.rejectsFile = -1;
    this.rejectsPath = null;
    this.chunk = { rows: 0, rejected: 0, bytes: 0, firstLine: 0, lastLine: 0 };
    const bytesRead = this.parts.bytesRead();
    this.parts.deliver({
      path,
      rows,
      firstLine,
      lastLine,
      rejectsPath,
      rejected,
      bytesRead,
      outcomes,
      warnings,
    });
  }
}

/** Writes an array of texts at `to`; answers where it ends. */
function putTexts(out: Buffer, to: number, texts: readonly string[]): number {
  let at = writeLength(out, to, texts.length);
  for (const text of texts) at = putText(out, at, text);
  return at;
}

function putText(out: Buffer, to: number, text: string): number {
  const length = Buffer.byteLength(text);
  const at = writeLength(out, to, length);
  return at + out.write(text, at, length, 'utf8');
}

function encodeReject(row: RejectedRow): Buffer {
  const raw = cutText(row.raw);
  let size = 32 + row.code.length + Buffer.byteLength(raw);
  for (const cell of row.cells) size += Buffer.byteLength(cell) + lengthBytes(cell.length * 3);
  const out = Buffer.allocUnsafe(size);
  let at = out.writeUInt32LE(row.line, 0);
  at = out.writeUInt32LE(row.column, at);
  at = putText(out, at, row.code);
  at = putText(out, at, raw);
  return out.subarray(0, putTexts(out, at, row.cells));
}

/** A text of at most 1 MiB of UTF-8, cut between characters. */
function cutText(text: string): string {
  if (text.length * 3 <= maxRaw || Buffer.byteLength(text) <= maxRaw) return text;
  const bytes = Buffer.from(text, 'utf8');
  let end = maxRaw;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}
