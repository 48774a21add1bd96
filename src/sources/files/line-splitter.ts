import { PieceBuffer } from './piece-buffer.ts';

/** One physical line without its end; `cut` when it was longer than may be kept. */
export interface TextLine {
  readonly line: number;
  readonly bytes: Buffer;
  readonly cut: boolean;
}

/** Splits blocks into lines at LF, CRLF or CR, keeping at most `maxBytes` of each. */
export async function* splitLines(
  blocks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<TextLine[], void, undefined> {
  const splitter = new LineSplitter(maxBytes);
  for await (const block of blocks) yield splitter.push(block);
  yield splitter.finish();
}

class LineSplitter {
  private readonly kept: PieceBuffer;
  private line = 1;
  private afterReturn = false;

  constructor(maxBytes: number) {
    this.kept = new PieceBuffer(maxBytes);
  }

  push(block: Uint8Array): TextLine[] {
    const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    const lines: TextLine[] = [];
    let from = this.afterReturn && bytes[0] === 10 ? 1 : 0;
    this.afterReturn = false;
    const ends = new LineEnds(bytes, from);
    for (let at = ends.next(from); at >= 0; at = ends.next(from)) {
      this.kept.keep(bytes.subarray(from, at));
      lines.push(this.take());
      const isReturn = bytes[at] === 13;
      from = at + (isReturn && bytes[at + 1] === 10 ? 2 : 1);
      this.afterReturn = isReturn && at + 1 === bytes.length;
    }
    this.kept.keep(bytes.subarray(from));
    return lines;
  }

  finish(): TextLine[] {
    return this.kept.size > 0 ? [this.take()] : [];
  }

  private take(): TextLine {
    const { bytes, cut } = this.kept.take();
    return { line: this.line++, bytes, cut };
  }
}

/** Finds the next line end of either kind without looking for one kind again and again. */
class LineEnds {
  private readonly bytes: Buffer;
  private feed: number;
  private back: number;

  constructor(bytes: Buffer, from: number) {
    this.bytes = bytes;
    this.feed = bytes.indexOf(10, from);
    this.back = bytes.indexOf(13, from);
  }

  /** Position of the first line end at or behind `from`, -1 when there is none. */
  next(from: number): number {
    if (this.feed >= 0 && this.feed < from) this.feed = this.bytes.indexOf(10, from);
    if (this.back >= 0 && this.back < from) this.back = this.bytes.indexOf(13, from);
    if (this.feed < 0 || this.back < 0) return Math.max(this.feed, this.back);
    return Math.min(this.feed, this.back);
  }
}
