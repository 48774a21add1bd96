import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { HashFilter } from './hash-filter.ts';

/** So many random hashes, as pairs of halves. */
function makeHashes(count: number): [number, number][] {
  const bytes = randomBytes(count * 8);
  return Array.from({ length: count }, (_none, n) => [
    bytes.readUInt32LE(n * 8),
    bytes.readUInt32LE(n * 8 + 4),
  ]);
}

test.each([1, 1_000, 200_000])(
  'of %i hashes that were added none is denied, and few others are confirmed',
  (count) => {
    const filter = new HashFilter(count);
    const added = makeHashes(count);
    for (const [low, high] of added) filter.add(low, high);
    expect(added.filter(([low, high]) => !filter.has(low, high))).toEqual([]);
    const others = makeHashes(20_000).filter(([low, high]) => filter.has(low, high));
    expect(others.length).toBeLessThan(20_000 * 0.01);
  },
);
