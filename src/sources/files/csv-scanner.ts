import { closeCell, copyWords, repeatByte } from './csv-copy.ts';
import { PlainRows } from './csv-plain.ts';

/** Marks of a delimited text as UTF-8 bytes; no delimiter means one column, quote 0 means none. */
export interface Dialect {
  readonly delimiter: Uint8Array;
  readonly quote: number;
}

/** What became of a try to read a row. `more`: it does not end within the window. */
export type RowState = 'row' | 'more' | 'end' | 'unclosed' | 'long';

const plain = 0;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
/** Classes of bytes that end the fast copy. */
const delimiterClass = 1;
const lineClass = 2;
const nulClass = 3;
const quoteClass = 4;

/** A quoted value that runs over more lines than this was never closed. */
const maxQuotedLines = 200;

/** How one cell ended. */
type CellEnd = 'cell' | RowState;

/**
 * Reads rows of a delimited text out of a window of UTF-8 bytes and writes each as RowBinary cells (length, bytes) into `out`.
 * Works on bytes in one pass and makes no strings. The caller moves the window (`input`, `at`, `end`, `final`) and the output (`out`, `to`).
 */
export class CsvScanner {
  input: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;
  /** True when nothing follows the window. */
  final = false;
  out: Buffer = Buffer.alloc(0);
  to = 0;

  /** Facts about the row just read. */
  start = 0;
  cells = 0;
  lines = 0;
  /** 1-based column of the first NUL byte, 0 when there is none. */
  nulColumn = 0;
  /** Where the output stood after `width` cells, -1 when there are fewer. */
  widthEnd = -1;
  /** Column in which a quote was left open. */
  openColumn = 0;

  private readonly delimiter: Uint8Array;
  private readonly quote: number;
  private readonly width: number;
  private readonly maxBytes: number;
  private readonly plainClasses = new Uint8Array(256);
  private readonly quotedClasses = new Uint8Array(256);
  private readonly delimiterWord: number;
  private readonly quoteWord: number;
  limit = 0;
  inputView: DataView = new DataView(new ArrayBuffer(0));
  outView: DataView = this.inputView;
  /** Reads most rows; null where the delimiter is no single byte. */
  private readonly plainRows: PlainRows | null;

  constructor(dialect: Dialect, width: number, maxBytes: number) {
    this.delimiter = dialect.delimiter;
    this.quote = dialect.quote;
    this.width = width;
    this.maxBytes = maxBytes;
    const first = dialect.delimiter[0];
    this.plainRows =
      first === undefined || dialect.delimiter.length > 1
        ? null
        : new PlainRows({ delimiter: first, quote: dialect.quote }, width);
    this.delimiterWord = repeatByte(first ?? lineFeed);
    this.quoteWord = repeatByte(dialect.quote);
    if (first !== undefined) this.plainClasses[first] = delimiterClass;
    for (const classes of [this.plainClasses, this.quotedClasses]) {
      classes[lineFeed] = lineClass;
      classes[carriageReturn] = lineClass;
      classes[0] = nulClass;
    }
    if (dialect.quote !== 0) this.quotedClasses[dialect.quote] = quoteClass;
  }

  /** Sets the bytes to read and those to write to; both are read four at a time. */
  attach(input: Buffer, out: Buffer): void {
    const { inputView, outView } = this;
    if (this.input !== input || this.inputView.byteLength !== input.length) {
      this.input = input;
      this.inputView = new DataView(input.buffer, input.byteOffset, input.length);
    }
    if (this.out !== out || this.outView.byteLength !== out.length) {
      this.out = out;
      this.outView = new DataView(out.buffer, out.byteOffset, out.length);
    }
    if (inputView !== this.inputView || outView !== this.outView)
      this.plainRows?.attach(input, out, { input: this.inputView, out: this.outView });
  }

  /** Reads one row at `at`; on `row` it stands behind it, on anything else where it stood. */
  readRow(): RowState {
    const { at, to } = this;
    if (at >= this.end) return this.final ? 'end' : 'more';
    this.start = at;
    this.cells = 0;
    this.lines = 0;
    this.nulColumn = 0;
    this.widthEnd = -1;
    this.limit = Math.min(this.end, at + this.maxBytes);
    if (this.readPlainRow()) return 'row';
    let ended = this.readCell();
    while (ended === 'cell') ended = this.readCell();
    if (ended !== 'row') {
      this.at = at;
      this.to = to;
    }
    return ended;
  }

  private readPlainRow(): boolean {
    const { plainRows } = this;
    if (plainRows === null || !plainRows.read(this.at, this.to, this.limit)) return false;
    this.at = plainRows.at;
    this.to = plainRows.to;
    this.cells = plainRows.cells;
    this.widthEnd = plainRows.widthEnd;
    this.lines = 1;
    return true;
  }

  private readCell(): CellEnd {
    const mark = this.to;
    this.to = mark + 1;
    const quote = this.quote;
    if (quote !== 0) {
      const first = this.input[this.at] ?? 0;
      if (first === quote && this.at < this.limit) return this.readQuoted(mark, this.at);
      if (first === space) {
        const opening = this.skipSpaces(this.at);
        if (opening < this.limit && this.input[opening] === quote) return this.readQuoted(mark, opening);
      }
    }
    return this.readPlain(mark);
  }

  private skipSpaces(from: number): number {
    let at = from;
    if (this.delimiter[0] === space) return at;
    while (at < this.limit && this.input[at] === space) at++;
    return at;
  }

  private readPlain(mark: number): CellEnd {
    for (;;) {
      copyWords(this, this.delimiterWord);
      const kind = this.copyBytes(this.plainClasses);
      if (kind === lineClass) return this.endRow(mark);
      if (kind === delimiterClass) {
        if (this.isDelimiter(this.at)) return this.endCell(mark);
        if (this.isCut(this.at)) return 'more';
      }
      if (kind === plain) return this.stopAtLimit(mark);
      if (kind === nulClass) this.nulColumn ||= this.cells + 1;
      this.copyByte();
    }
  }

  private copyByte(): void {
    this.out[this.to++] = this.input[this.at++] ?? 0;
  }

  /** Copies bytes up to the next that has a class, and answers that; 0 at the limit. */
  private copyBytes(classes: Uint8Array): number {
    const { input, out, limit } = this;
    let { at, to } = this;
    let kind = plain;
    while (at < limit) {
      const byte = input[at] ?? 0;
      kind = classes[byte] ?? 0;
      if (kind !== plain) break;
      out[to++] = byte;
      at++;
    }
    this.at = at;
    this.to = to;
    return kind;
  }

  private isDelimiter(at: number): boolean {
    const { delimiter, input, end } = this;
    if (delimiter.length === 1) return true;
    if (at + delimiter.length > end) return false;
    for (let i = 1; i < delimiter.length; i++) if (input[at + i] !== delimiter[i]) return false;
    return true;
  }

  /** True when the window ends before it can be told what stands at `at`. */
  private isCut(at: number): boolean {
    return !this.final && at + Math.max(1, this.delimiter.length) > this.end;
  }

  private endCell(mark: number): CellEnd {
    closeCell(this, mark, this.width);
    this.at += this.delimiter.length;
    return 'cell';
  }

  /** Ends the row at a line end; a carriage return at the very end of the window may have its line feed outside of it. */
  private endRow(mark: number): CellEnd {
    if (this.input[this.at] === carriageReturn) {
      if (this.at + 1 >= this.end && !this.final) return 'more';
      if (this.at + 1 < this.end && this.input[this.at + 1] === lineFeed) this.at++;
    }
    this.at++;
    this.lines++;
    closeCell(this, mark, this.width);
    return 'row';
  }

  private stopAtLimit(mark: number): CellEnd {
    if (this.limit < this.end) return this.lines > 0 ? 'unclosed' : 'long';
    if (!this.final) return 'more';
    closeCell(this, mark, this.width);
    this.lines++;
    return 'row';
  }

  private readQuoted(mark: number, opening: number): CellEnd {
    this.openColumn = this.cells + 1;
    let lines = 0;
    this.at = opening + 1;
    for (;;) {
      copyWords(this, this.quoteWord);
      const kind = this.copyBytes(this.quotedClasses);
      if (kind === plain) return this.stopInQuotes(lines);
      if (kind === quoteClass) {
        const ended = this.meetQuote(mark, lines);
        if (ended !== 'literal') return ended;
        continue;
      }
      if (kind === nulClass) this.nulColumn ||= this.cells + 1;
      else if (this.isLineEnd(this.at) && ++lines > maxQuotedLines) return 'unclosed';
      this.copyByte();
    }
  }

  private isLineEnd(at: number): boolean {
    return this.input[at] === lineFeed || this.input[at + 1] !== lineFeed;
  }

  private stopInQuotes(lines: number): CellEnd {
    if (this.limit < this.end) return lines + this.lines > 0 ? 'unclosed' : 'long';
    return this.final ? 'unclosed' : 'more';
  }

  /** Decides what a quote inside of quotes is: half of a doubled one, the closing one, or a stray one that belongs to the value. */
  private meetQuote(mark: number, lines: number): CellEnd | 'literal' {
    const next = this.at + 1;
    if (next >= this.end) {
      if (!this.final) return 'more';
      this.at = next;
      this.lines += lines;
      return this.stopAtLimit(mark);
    }
    if (this.input[next] === this.quote) {
      this.out[this.to++] = this.quote;
      this.at += 2;
      return 'literal';
    }
    const after = this.skipSpaces(next);
    if (this.isCut(after)) return 'more';
    if (this.endsCell(after)) {
      this.at = after;
      this.lines += lines;
      return this.finishQuoted(mark);
    }
    return this.meetStrayQuote(mark, lines);
  }

  /** True where a line end, a delimiter or the end of the text stands. */
  private endsCell(at: number): boolean {
    if (at >= this.end) return true;
    const kind = this.plainClasses[this.input[at] ?? 0];
    return kind === lineClass || (kind === delimiterClass && this.isDelimiter(at));
  }

  private finishQuoted(mark: number): CellEnd {
    if (this.at >= this.limit) return this.stopAtLimit(mark);
    const kind = this.plainClasses[this.input[this.at] ?? 0];
    return kind === lineClass ? this.endRow(mark) : this.endCell(mark);
  }

  /**
   * A quote followed by text: `"say "hi" now",` keeps it and goes on inside of the quotes, because a closing quote follows in the line;
   * `"ACME" Ltd,` ends the quotes, and the cell keeps its marks as they are read. One that stands where a cell begins opens the next cell:
   * the closing quote of this one is missing.
   */
  private meetStrayQuote(mark: number, lines: number): CellEnd | 'literal' {
    if (this.beginsCell(this.at)) return this.leaveOpen(lines);
    const closing = this.closesLater(this.at + 1);
    if (closing === 'more') return 'more';
    if (closing) {
      this.copyByte();
      return 'literal';
    }
    this.out.copyWithin(mark + 2, mark + 1, this.to);
    this.out[mark + 1] = this.quote;
    this.out[this.to + 1] = this.quote;
    this.to += 2;
    this.at++;
    this.lines += lines;
    return this.readPlain(mark);
  }

  /** Gives up the row at its first line end, which must be in sight. */
  private leaveOpen(lines: number): CellEnd {
    if (lines + this.lines > 0) return 'unclosed';
    for (let at = this.at; at < this.limit; at++) {
      const isEnd = this.plainClasses[this.input[at] ?? 0] === lineClass;
      if (isEnd && (at + 1 < this.end || this.final)) return 'unclosed';
    }
    return this.stopInQuotes(0);
  }

  /** True behind a line end or a delimiter, spaces between not counted. */
  private beginsCell(from: number): boolean {
    let at = from - 1;
    while (at > this.start && this.input[at] === space && this.delimiter[0] !== space) at--;
    const kind = this.plainClasses[this.input[at] ?? 0];
    return kind === lineClass || (kind === delimiterClass && this.delimiter.length === 1);
  }

  /** True when a closing quote follows in the same line before another one opens. */
  private closesLater(from: number): boolean | 'more' {
    const { input, quote, limit } = this;
    for (let at = from; at < limit; at++) {
      const byte = input[at] ?? 0;
      if (this.plainClasses[byte] === lineClass) return false;
      if (byte !== quote) continue;
      if (this.beginsCell(at)) return false;
      if (this.isCut(at + 1)) return 'more';
      if (this.endsCell(at + 1)) return true;
    }
    return limit === this.end && !this.final ? 'more' : false;
  }
}
