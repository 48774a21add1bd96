/** How much there was in one time and in the time before it; `squares` are the sums of the squares of what single customers did. */
export interface Rate {
  readonly recent: number;
  readonly before: number;
  readonly recentSquares: number;
  readonly beforeSquares: number;
}

/** How a part changed beside the rest. */
export interface RateTest {
  /** The part's own change: -0.38 is 38% less. */
  readonly change: number;
  /** That of the rest. */
  readonly rest: number;
  /** The chance of so large a difference where the part changes as the rest does. */
  readonly p: number;
}

/** The upper tail of the normal distribution, by Abramowitz and Stegun 7.1.26: off by at most 1.5e-7. */
export function upperTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.327_591_1 * x);
  const terms = [0.254_829_592, -0.284_496_736, 1.421_413_741, -1.453_152_027, 1.061_405_429];
  const sum = terms.reduceRight((value, term) => (value + term) * t, 0);
  return (sum * Math.exp(-x * x)) / 2;
}

function minus(all: Rate, part: Rate): Rate {
  return {
    recent: all.recent - part.recent,
    before: all.before - part.before,
    recentSquares: all.recentSquares - part.recentSquares,
    beforeSquares: all.beforeSquares - part.beforeSquares,
  };
}

/**
 * Whether a part changed otherwise than the rest: the difference of the logarithms of their ratios against its standard error. What
 * one customer did counts as one draw, so that one who orders a hundred times is no crowd: the variance of a count is the sum of
 * the squares. Null where there is too little to compare.
 */
export function testRates(part: Rate, all: Rate, least: number): RateTest | null {
  const rest = minus(all, part);
  if (Math.max(part.recent, part.before) < least || rest.recent <= 0 || rest.before <= 0) return null;
  const half = 0.5;
  const ratio = (rate: Rate) => Math.log((rate.recent + half) / (rate.before + half));
  const variance = (rate: Rate) =>
    Math.max(half, rate.recentSquares) / (rate.recent + half) ** 2 +
    Math.max(half, rate.beforeSquares) / (rate.before + half) ** 2;
  const z = Math.abs(ratio(part) - ratio(rest)) / Math.sqrt(variance(part) + variance(rest));
  const change = part.before === 0 ? Infinity : part.recent / part.before - 1;
  return { change, rest: rest.recent / rest.before - 1, p: 2 * upperTail(z) };
}

/** Which of many tests hold, so that of those at most the share `rate` is expected to be chance (Benjamini and Hochberg, 1995). */
export function keepDiscoveries<T extends { readonly p: number }>(tests: readonly T[], rate = 0.05): T[] {
  const sorted = tests.toSorted((left, right) => left.p - right.p);
  const last = sorted.findLastIndex(({ p }, i) => p <= (rate * (i + 1)) / sorted.length);
  return sorted.slice(0, last + 1);
}
