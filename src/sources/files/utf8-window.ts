import { isUtf8 } from 'node:buffer';

const replacement = Buffer.from('\uFFFD', 'utf8');

/**
 * A window over a stream of UTF-8 bytes that always starts at an unfinished row: `refill` drops what lies before `keepFrom` and appends the next block.
 * Knows whether what it holds is sound, so that single rows need a check only where something is wrong.
 */
export class Utf8Window {
  bytes: Buffer;
  end = 0;
  final = false;
  /** True when some bytes in the window are not those of a text, or were replaced while decoding. */
  suspect = false;

  private readonly blocks: AsyncIterator<Uint8Array>;
  private readonly decoded: boolean;
  private begun = false;
  private pending: Uint8Array | null = null;

  /** `decoded`: the blocks come from a decoder, which marks what it could not read with U+FFFD. */
  constructor(blocks: AsyncIterable<Uint8Array>, capacity: number, decoded: boolean) {
    this.blocks = blocks[Symbol.asyncIterator]();
    this.bytes = Buffer.allocUnsafe(capacity);
    this.decoded = decoded;
  }

  async refill(keepFrom: number): Promise<void> {
    this.bytes.copyWithin(0, keepFrom, this.end);
    this.end -= keepFrom;
    const block = this.pending ?? (await this.nextBlock());
    this.pending = null;
    if (block === null) this.final = true;
    else this.append(block);
    this.suspect = !this.isSound();
  }

  /** Ends the stream early. */
  async close(): Promise<void> {
    await this.blocks.return?.();
  }

  /** True when the bytes from `from` to `to` are those of a text. */
  isText(from: number, to: number): boolean {
    if (!this.suspect) return true;
    const part = this.bytes.subarray(from, to);
    return this.decoded ? !part.includes(replacement) : isUtf8(part);
  }

  private async nextBlock(): Promise<Uint8Array | null> {
    const next = await this.blocks.next();
    if (next.done === true) return null;
    if (this.begun) return next.value;
    let block = next.value;
    while (block.length < 3) {
      const more = await this.blocks.next();
      if (more.done === true) break;
      block = Buffer.concat([block, more.value]);
    }
    this.begun = true;
    return block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? block.subarray(3) : block;
  }

  private append(block: Uint8Array): void {
    const room = this.bytes.length - this.end;
    const part = block.length > room ? block.subarray(0, room) : block;
    this.bytes.set(part, this.end);
    this.end += part.length;
    if (part.length < block.length) this.pending = block.subarray(part.length);
  }

  private isSound(): boolean {
    const end = this.final ? this.end : this.characterEnd();
    const held = this.bytes.subarray(0, end);
    return this.decoded ? !held.includes(replacement) : isUtf8(held);
  }

  /** Where the last whole character ends: a block may cut one in two. */
  private characterEnd(): number {
    for (let back = 1; back <= 3 && back <= this.end; back++) {
      const byte = this.bytes[this.end - back] ?? 0;
      if (byte < 0x80) return this.end;
      if (byte >= 0xc0) {
        const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
        return length > back ? this.end - back : this.end;
      }
    }
    return this.end;
  }
}
