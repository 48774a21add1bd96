import type { ByteSource } from './byte-source.ts';
import type { ChunkWriter } from './chunk-writer.ts';
import { readDialect } from './csv-dialect.ts';
import { CsvScanner } from './csv-scanner.ts';
import { readCells } from './row-binary.ts';
import { decodeBlocks } from './transcode.ts';
import type { SpoolSettings } from './types.ts';
import { Utf8Window } from './utf8-window.ts';

const maxRaw = 1024 * 1024;
const blockRoom = 2 * 1024 * 1024;

/** Spools a delimited text: every row goes to the writer, as bytes, or is rejected with its reason. */
export async function spoolCsv(
  source: ByteSource,
  settings: SpoolSettings,
  writer: ChunkWriter,
): Promise<void> {
  const encoding = settings.shape.encoding ?? 'utf-8';
  const blocks = decodeBlocks(source.blocks(), encoding);
  const window = new Utf8Window(blocks, settings.maxRowBytes + blockRoom + 1, encoding !== 'utf-8');
  const spool = new CsvSpool(window, settings, writer);
  try {
    while (await spool.step());
  } finally {
    await window.close();
  }
}

class CsvSpool {
  private readonly window: Utf8Window;
  private readonly writer: ChunkWriter;
  private readonly scanner: CsvScanner;
  private readonly headerRow: number;
  private readonly hasHeader: boolean;
  private readonly width: number;
  private line = 1;
  /** The header's own cells as they are encoded, to know it again further down. */
  private header: Buffer | null = null;

  constructor(window: Utf8Window, settings: SpoolSettings, writer: ChunkWriter) {
    const { shape } = settings;
    this.window = window;
    this.writer = writer;
    this.width = shape.headers.length;
    this.headerRow = shape.headerRow ?? 0;
    this.hasHeader = shape.headerRow !== null;
    this.scanner = new CsvScanner(readDialect(shape), this.width, settings.maxRowBytes);
  }

  /** Reads all rows of the window and refills it; false at the end of the file. */
  async step(): Promise<boolean> {
    const { scanner, window } = this;
    scanner.end = window.end;
    scanner.final = window.final;
    for (;;) {
      const state = this.readRow();
      if (state === 'end') return false;
      if (state === 'more') break;
      if (state === 'unclosed') this.rejectLine();
      else if (state === 'long') await this.skipLongLine();
    }
    await window.refill(scanner.at);
    scanner.at = 0;
    return true;
  }

  private readRow(): string {
    const { scanner, writer } = this;
    writer.open(this.line);
    scanner.attach(this.window.bytes, writer.out);
    scanner.to = writer.at;
    const state = scanner.readRow();
    if (state === 'row') {
      this.takeRow(writer.at);
      this.line += scanner.lines;
    } else writer.abandon();
    return state;
  }

  private takeRow(from: number): void {
    const { scanner, writer } = this;
    if (this.isLeftOut(from)) return writer.abandon();
    const code = this.faultOf();
    if (code !== '') return this.rejectRow(code, from);
    let to = scanner.to;
    if (scanner.widthEnd >= 0) to = scanner.widthEnd;
    else {
      const missing = this.width - scanner.cells;
      scanner.out.fill(0, to, to + missing);
      to += missing;
    }
    writer.close(this.line, from, to);
  }

  /** Titles above the header, the header wherever it stands, and blank rows are no data. */
  private isLeftOut(from: number): boolean {
    const { scanner, line } = this;
    if (line < this.headerRow) return true;
    if (line === this.headerRow) {
      this.header = Buffer.from(scanner.out.subarray(from, scanner.to));
      return true;
    }
    if (line === 1 && this.isSeparatorLine()) return true;
    return this.isBlank(from) || this.isHeaderAgain(from);
  }

  private isSeparatorLine(): boolean {
    const { scanner } = this;
    if (scanner.at - scanner.start > 10) return false;
    return /^sep=.\r?\n?$/iu.test(this.window.bytes.toString('utf8', scanner.start, scanner.at));
  }

  private isBlank(from: number): boolean {
    const { scanner } = this;
    const size = scanner.to - from - scanner.cells;
    if (size > 64) return false;
    if (size === 0) return true;
    return readCells(scanner.out, from, scanner.cells).every((cell) => cell.trim() === '');
  }

  private isHeaderAgain(from: number): boolean {
    const { header, scanner } = this;
    if (header === null || header.length !== scanner.to - from) return false;
    return header.compare(scanner.out, from, scanner.to) === 0;
  }

  private faultOf(): string {
    const { scanner, width } = this;
    if (scanner.nulColumn > 0) return 'nul';
    if (this.window.suspect && !this.window.isText(scanner.start, scanner.at)) return 'encoding';
    if (scanner.cells === width) return '';
    if (scanner.cells > width) return this.hasExtraContent() ? 'ragged.long' : '';
    return this.hasHeader && scanner.cells * 2 < width ? 'ragged.short' : '';
  }

  private hasExtraContent(): boolean {
    const { scanner, width } = this;
    const extra = scanner.cells - width;
    if (scanner.to - scanner.widthEnd === extra) return false;
    return readCells(scanner.out, scanner.widthEnd, extra).some((cell) => cell.trim() !== '');
  }

  private rejectRow(code: string, from: number): void {
    const { scanner, writer } = this;
    const cells = readCells(scanner.out, from, scanner.cells);
    writer.abandon();
    const raw = this.rawText(scanner.start, scanner.at);
    const column = this.columnOf(code, cells);
    writer.reject({ line: this.line, column, code, raw, cells });
  }

  private columnOf(code: string, cells: readonly string[]): number {
    if (code === 'nul') return this.scanner.nulColumn;
    if (code === 'encoding') return cells.findIndex((cell) => cell.includes('\uFFFD')) + 1;
    return code === 'ragged.long' ? this.width + 1 : cells.length;
  }

  /** Rejects the line on which a quote was left open and goes on with the next line, so that all others are read. */
  private rejectLine(): void {
    const { scanner } = this;
    const found = this.nextLine(scanner.at);
    const next = found < 0 ? this.window.end : found;
    const raw = this.rawText(scanner.at, next);
    if (this.line > this.headerRow) {
      this.writer.reject({
        line: this.line,
        column: scanner.openColumn,
        code: 'quote.unclosed',
        raw,
        cells: [],
      });
    }
    scanner.at = next;
    this.line++;
  }

  /** Start of the line behind `from`, -1 when it is not in the window. */
  private nextLine(from: number): number {
    const { bytes, end, final } = this.window;
    for (let at = from; at < end; at++) {
      const byte = bytes[at];
      if (byte === 10) return at + 1;
      if (byte !== 13) continue;
      if (at + 1 === end) return final ? end : -1;
      return bytes[at + 1] === 10 ? at + 2 : at + 1;
    }
    return -1;
  }

  /** Passes over a line of any length in the memory of the window. */
  private async skipLongLine(): Promise<void> {
    const { scanner, window } = this;
    const raw = this.rawText(scanner.at, Math.min(window.end, scanner.at + maxRaw));
    let next = this.nextLine(scanner.at);
    while (next < 0 && !window.final) {
      await window.refill(window.bytes[window.end - 1] === 13 ? window.end - 1 : window.end);
      next = this.nextLine(0);
    }
    scanner.end = window.end;
    scanner.final = window.final;
    scanner.at = next < 0 ? window.end : next;
    if (this.line > this.headerRow) {
      this.writer.reject({ line: this.line, column: 0, code: 'line.long', raw, cells: [] });
    }
    this.line++;
  }

  private rawText(from: number, to: number): string {
    return this.window.bytes.toString('utf8', from, Math.min(to, from + maxRaw)).replace(/[\r\n]+$/u, '');
  }
}
