import { addDays, startOfMonth } from '../lib/days.ts';
import type { Span } from './sums.ts';

const shownMonths = 13;

/**
 * The spans that a metric is asked for: the last days before `asOf`, as many before them, and the months until then, none
 * that ended before the first order. `hasBefore` is false where orders do not reach back that far: a comparison would be wrong.
 */
export function listSpans(asOf: string, days: number, first: string) {
  const from = addDays(asOf, -days);
  const earlier = addDays(from, -days);
  const last = addDays(asOf, -1);
  const months = Array.from({ length: shownMonths }, (_, i) =>
    startOfMonth(last, i + 1 - shownMonths),
  ).filter((month) => month.slice(0, 7) >= first.slice(0, 7));
  const ends = months.map((month) => startOfMonth(month, 1)).map((end) => (end > asOf ? asOf : end));
  const list: Span[] = [
    { from, to: asOf },
    { from: earlier, to: from },
    ...months.map((month, i) => ({ from: month, to: ends[i] ?? asOf })),
  ];
  return { list, months: months.map((month) => month.slice(0, 7)), hasBefore: first <= earlier };
}
