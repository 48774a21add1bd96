import type { Span } from './sums.ts';

const dayMs = 86_400_000;
const shownMonths = 13;

function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
}

/** The start of the month so many months after the one of a day. */
function startOfMonth(day: string, later: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + later, 1))
    .toISOString()
    .slice(0, 10);
}

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
