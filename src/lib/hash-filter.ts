const bitsForOne = 12;
const [fewestWords, mostWords] = [2 ** 10, 2 ** 24];

/**
 * A set of 64-bit hashes in bounded memory, at most 64 MB: of one that was added it never says that it is not there, of others hardly
 * ever that they are. Each sets four bits of one word, so that asking costs one look at memory.
 */
export class HashFilter {
  private readonly words: Uint32Array;
  private readonly mask: number;

  /** Made for so many hashes; with more it errs more often. */
  constructor(expected: number) {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, (expected * bitsForOne) / 32)));
    this.words = new Uint32Array(Math.min(mostWords, Math.max(fewestWords, wanted)));
    this.mask = this.words.length - 1;
  }

  /** Adds a hash by its halves. */
  add(low: number, high: number): void {
    const at = low & this.mask;
    this.words[at] = (this.words[at] ?? 0) | bitsOf(high);
  }

  /** False where the hash was never added. */
  has(low: number, high: number): boolean {
    const bits = bitsOf(high);
    return ((this.words[low & this.mask] ?? 0) & bits) === bits;
  }
}

/** Four bits of a word, by five digits of the hash each. */
function bitsOf(high: number): number {
  return (
    (1 << (high & 31)) |
    (1 << ((high >>> 5) & 31)) |
    (1 << ((high >>> 10) & 31)) |
    (1 << ((high >>> 15) & 31))
  );
}
