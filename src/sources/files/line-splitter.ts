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
  private readonly maxBytes: number;
  private parts: Buffer[] = [];
  private size = 0;
  private dropped = false;
  private line = 1;
  private afterReturn = false;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  push(block: Uint8Array): TextLine[] {
    const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    const lines: TextLine[] = [];
    let from = this.afterReturn && bytes[0] === 10 ? 1 : 0;
    this.afterReturn = false;
    const ends = new LineEnds(bytes, from);
    for (let at = ends.next(from); at >= 0; at = ends.next(from)) {
      this.keep(bytes.subarray(from, at));
      lines.push(this.take());
      const isReturn = bytes[at] === 13;
      from = at + (isReturn && bytes[at + 1] === 10 ? 2 : 1);
      this.afterReturn = isReturn && at + 1 === bytes.length;
    }
    this.keep(bytes.subarray(from));
    return lines;
  }

  finish(): TextLine[] {
    return this.size > 0 ? [this.take()] : [];
  }

  private keep(part: Buffer): void {
    const room = this.maxBytes - this.size;
    if (part.length > room) this.dropped = true;
    if (part.length === 0 || room <= 0) return;
    const kept = Buffer.from(part.subarray(0, room));
    this.parts.push(kept);
    this.size += kept.length;
  }

  private take(): TextLine {
    const bytes = this.parts.length === 1 ? (this.parts[0] ?? Buffer.alloc(0)) : Buffer.concat(this.parts);
    const line = { line: this.line++, bytes, cut: this.dropped };
    this.parts = [];
    this.size = 0;
    this.dropped = false;
    return line;
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
