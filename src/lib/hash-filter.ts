const bitsForOne = 12;
/** Of 32 bits. */
const wordsOfBlock = 8;
const [fewestBlocks, mostBlocks] = [2 ** 7, 2 ** 21];
/** Spreads the lower half over all digits once more. */
const spread = 0x9e37_79b1;

/**
 * A set of 64-bit hashes in bounded memory, at most 64 MB: of one that was added it never says that it is not there, of others hardly
 * ever that they are. Each sets six bits of one block of 32 bytes, so that asking costs one look at memory. Blocks follow the order of
 * hashes: adding these in order walks through memory, which takes a quarter of the time that jumping through it does.
 */
export class HashFilter {
  private readonly words: Uint32Array;
  /** Which digits of the upper half name the block. */
  private readonly shift: number;

  /** Made for so many hashes; with more it errs more often. */
  constructor(expected: number) {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, (expected * bitsForOne) / (wordsOfBlock * 32))));
    const blocks = Math.min(mostBlocks, Math.max(fewestBlocks, wanted));
    this.words = new Uint32Array(blocks * wordsOfBlock);
    this.shift = 32 - Math.log2(blocks);
  }

  /** Adds a hash by its halves. */
  add(low: number, high: number): void {
    const block = (high >>> this.shift) * wordsOfBlock;
    const more = Math.imul(low, spread);
    this.set(block, low);
    this.set(block, low >>> 8);
    this.set(block, low >>> 16);
    this.set(block, low >>> 24);
    this.set(block, more >>> 24);
    this.set(block, more >>> 16);
  }

  /** False where the hash was never added. */
  has(low: number, high: number): boolean {
    const block = (high >>> this.shift) * wordsOfBlock;
    const more = Math.imul(low, spread);
    return (
      this.holds(block, low) &&
      this.holds(block, low >>> 8) &&
      this.holds(block, low >>> 16) &&
      this.holds(block, low >>> 24) &&
      this.holds(block, more >>> 24) &&
      this.holds(block, more >>> 16)
    );
  }

  /** Eight digits name a bit of a block: three the word, five the bit in it. */
  private set(block: number, digits: number): void {
    const at = block + ((digits >>> 5) & 7);
    this.words[at] = (this.words[at] ?? 0) | (1 << (digits & 31));
  }

  private holds(block: number, digits: number): boolean {
    return ((this.words[block + ((digits >>> 5) & 7)] ?? 0) & (1 << (digits & 31))) !== 0;
  }
}
