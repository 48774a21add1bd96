/**
 * Repeatable chance: the same seed gives the same throws on every machine. Nothing secret may rest on it.
 * The state of xoroshiro64* (Blackman and Vigna), whose high bits are the good ones; plain data and functions, because
 * a million rows throw some eighty million times.
 */
export interface Dice {
  low: number;
  high: number;
}

const twoTo32 = 4294967296;

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** A whole number from 0 to 2^32 - 1. */
export function next(dice: Dice): number {
  let { low, high } = dice;
  const result = Math.imul(low, 0x9e3779bb);
  high ^= low;
  low = ((low << 26) | (low >>> 6)) ^ high ^ (high << 9);
  dice.low = low;
  dice.high = (high << 13) | (high >>> 19);
  return result >>> 0;
}

/** A whole number from 0 to `limit` - 1. */
export function below(dice: Dice, limit: number): number {
  return limit <= 65_536
    ? Math.imul(next(dice) >>> 16, limit) >>> 16
    : Math.floor((next(dice) / twoTo32) * limit);
}

/** True with probability `share` (0-1). */
export function chance(dice: Dice, share: number): boolean {
  return next(dice) < share * twoTo32;
}

export function createDice(): Dice {
  return { low: 1, high: 1 };
}

/** One number for a seed and a stream of throws, to `reseed` with. */
export function keyOf(seed: number, stream: number): number {
  return mix(seed ^ 0x9e3779b9) ^ mix(stream + 0x7f4a7c15);
}

/** Starts anew; equal keys and indexes give equal throws. The mixing is that of MurmurHash3's end. */
export function reseed(dice: Dice, key: number, index: number): void {
  const low = key ^ mix(index + 0x2c1b3c6d);
  dice.low = low;
  dice.high = mix(low ^ index) | 1;
  next(dice);
  next(dice);
}

/** A domain of numbers 0 to `size` - 1 that `scramble` shuffles; `key` gives another order. */
export interface Range {
  readonly size: number;
  /** 2^bits - 1, the least such that covers the range. */
  readonly mask: number;
  readonly fold: number;
  readonly key: number;
}

/** A range of `size` numbers (at most 2^32). */
export function rangeOf(size: number, key: number): Range {
  const bits = Math.max(2, Math.ceil(Math.log2(size)));
  return { size, mask: 2 ** bits - 1, fold: bits >>> 1, key: mix(key) };
}

/**
 * The place of `index` in a shuffled range: different indexes below `size` never meet, and no table is kept.
 * Multiplying by an odd number and folding by a shift are reversible below 2^bits; what falls outside walks on.
 */
export function scramble(index: number, { size, mask, fold, key }: Range): number {
  let x = index;
  do {
    x = ((x ^ key) & mask) >>> 0;
    x = (Math.imul(x, 0x2c1b3c6d) & mask) >>> 0;
    x ^= x >>> fold;
    x = (Math.imul(x, 0x297a2d39) & mask) >>> 0;
    x ^= x >>> fold;
    x = (Math.imul(x, 0x85ebca6b) & mask) >>> 0;
    x = (x ^ (x >>> fold)) >>> 0;
  } while (x >= size);
  return x;
}

/** A table for drawing by weight with one throw. */
export interface Slots {
  readonly indexes: Uint16Array;
  readonly shift: number;
}

/** Spreads indexes over 2^bits slots by weight; each positive weight gets at least one. Small tables stay in the processor's cache. */
export function weigh(weights: readonly number[], bits: 11 | 16 = 11): Slots {
  const indexes = new Uint16Array(2 ** bits);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const spare = indexes.length - weights.filter((weight) => weight > 0).length;
  let at = 0;
  let sum = 0;
  let seen = 0;
  weights.forEach((weight, index) => {
    if (weight <= 0) return;
    sum += weight;
    seen += 1;
    const end = seen + Math.round((sum / total) * spare);
    indexes.fill(index, at, end);
    at = end;
  });
  return { indexes, shift: 32 - bits };
}

/** Draws an index from a table made by `weigh`. */
export function draw(dice: Dice, slots: Slots): number {
  return slots.indexes[next(dice) >>> slots.shift] ?? 0;
}
