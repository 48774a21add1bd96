/** Collects one piece of a text that may span blocks, keeping at most `maxBytes` of it. */
export class PieceBuffer {
  /** Bytes kept of the piece at hand. */
  size = 0;

  private readonly maxBytes: number;
  private parts: Buffer[] = [];
  private dropped = false;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Adds a copy of what still has room. */
  keep(part: Buffer): void {
    const room = this.maxBytes - this.size;
    if (part.length > room) this.dropped = true;
    if (part.length === 0 || room <= 0) return;
    const kept = Buffer.from(part.subarray(0, room));
    this.parts.push(kept);
    this.size += kept.length;
  }

  /** Ends the piece and begins the next; `cut` when it was longer than may be kept. */
  take(): { bytes: Buffer; cut: boolean } {
    const [only] = this.parts;
    const bytes = only !== undefined && this.parts.length === 1 ? only : Buffer.concat(this.parts);
    const cut = this.dropped;
    this.parts = [];
    this.size = 0;
    this.dropped = false;
    return { bytes, cut };
  }
}
