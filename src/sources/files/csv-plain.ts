import { closeCell, repeatByte } from './csv-copy.ts';

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

/**
 * Reads rows in which no cell is quoted, which most are, in one tight pass: four bytes at a time, without asking of each what
 * it means. Whatever else stands in a row is left to the scanner.
 */
export class PlainRows {
  /** Where the row just read ends in the input, and its cells in the output. */
  at = 0;
  to = 0;
  cells = 0;
  /** Where the output stood after `width` cells, -1 when there are fewer. */
  widthEnd = -1;

  private readonly delimiter: number;
  private readonly delimiterWord: number;
  private readonly quote: number;
  private readonly width: number;
  /** 1 at the bytes that end a cell. */
  private readonly stops = new Uint8Array(256);
  private input: Buffer = Buffer.alloc(0);
  out: Buffer = Buffer.alloc(0);
  private inputView: DataView = new DataView(new ArrayBuffer(0));
  private outView: DataView = this.inputView;

  /** Marks of one byte each; a quote of 0 means none. */
  constructor(marks: { readonly delimiter: number; readonly quote: number }, width: number) {
    this.delimiter = marks.delimiter;
    this.delimiterWord = repeatByte(marks.delimiter);
    this.quote = marks.quote;
    this.width = width;
    for (const byte of [marks.delimiter, lineFeed, carriageReturn, 0]) this.stops[byte] = 1;
  }

  attach(input: Buffer, out: Buffer, views: { readonly input: DataView; readonly out: DataView }): void {
    this.input = input;
    this.out = out;
    this.inputView = views.input;
    this.outView = views.out;
  }

  /** Reads the row at `at` to `to`; false where it is no plain one or does not end within `limit`. What stands behind `limit` is of another time. */
  read(at: number, to: number, limit: number): boolean {
    const { input, quote, delimiter } = this;
    this.at = at;
    this.to = to;
    this.cells = 0;
    this.widthEnd = -1;
    for (;;) {
      const first = input[this.at];
      if (first === quote || first === space) return false;
      const mark = this.to++;
      const stop = this.copyCell(limit - 4);
      if (stop === delimiter) {
        closeCell(this, mark, this.width);
        this.at++;
        continue;
      }
      if (stop === carriageReturn && this.at + 1 < limit && input[this.at + 1] === lineFeed) this.at++;
      else if (stop !== lineFeed) return false;
      closeCell(this, mark, this.width);
      this.at++;
      return true;
    }
  }

  /**
   * Copies a cell and answers the byte behind it: a delimiter, the end of a line, NUL; -1 where `last` comes first.
   * In `x - n & ~x` the high bit of a byte stands where that byte of x is below n; the lowest such bit is always right.
   */
  private copyCell(last: number): number {
    const { input, inputView, outView, delimiterWord, stops } = this;
    let { at, to } = this;
    let stop = -1;
    while (at <= last) {
      const four = inputView.getInt32(at, true);
      const same = four ^ delimiterWord;
      const hits = (((four - 0x0e0e0e0e) & ~four) | ((same - 0x01010101) & ~same)) & 0x80808080;
      outView.setInt32(to, four, true);
      const plain = hits === 0 ? 4 : (31 - Math.clz32(hits & -hits)) >> 3;
      at += plain;
      to += plain;
      if (plain === 4) continue;
      const byte = input[at] ?? 0;
      if (stops[byte] === 1) {
        stop = byte;
        break;
      }
      at++;
      to++;
    }
    this.at = at;
    this.to = to;
    return stop;
  }
}
