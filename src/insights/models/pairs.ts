import { upperTail } from './rates.ts';

/** How many customers there were in one time and in the time before it. */
export interface Count {
  readonly recent: number;
  readonly before: number;
}

/** Customers who bought two things: both, each, and any at all. */
export interface PairCounts {
  readonly both: Count;
  readonly one: Count;
  readonly other: Count;
  readonly all: Count;
}

/** How much oftener than by chance two things go together, of late and before. */
export interface PairTest {
  readonly lift: number;
  readonly before: number;
  /** The chance of so large a difference where they go together as before. */
  readonly p: number;
}

const half = 0.5;

/**
 * Whether two things go together otherwise than before: the difference of the logarithms of both lifts against its standard
 * error, for which the counts of both are taken as Poisson's; that of the parts, which are larger, would make it smaller. Null where
 * there is too little to compare, or one of them was not there before.
 */
export function testPair({ both, one, other, all }: PairCounts, least: number): PairTest | null {
  if (Math.max(both.recent, both.before) < least) return null;
  if (Math.min(one.recent, one.before, other.recent, other.before) < least) return null;
  const lift = (both.recent * all.recent) / (one.recent * other.recent);
  const before = ((both.before + half) * all.before) / (one.before * other.before);
  const smoothed = ((both.recent + half) * all.recent) / (one.recent * other.recent);
  const error = Math.sqrt(1 / (both.recent + half) + 1 / (both.before + half));
  return { lift, before, p: 2 * upperTail(Math.abs(Math.log(smoothed / before)) / error) };
}
