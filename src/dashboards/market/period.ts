import { startOfMonth } from '../../lib/days.ts';
import type { Span } from '../sums.ts';

/** The days of a year, a quarter or a month: `2024-Q1` → from 2024-01-01 to before 2024-04-01. */
export function readPeriod(period: string): Span {
  const year = period.slice(0, 4);
  const quarter = /-Q([1-4])$/.exec(period)?.[1];
  const month = /-(\d{2})$/.exec(period)?.[1];
  const first = quarter === undefined ? Number(month ?? 1) : Number(quarter) * 3 - 2;
  const months = quarter === undefined ? (month === undefined ? 12 : 1) : 3;
  const from = startOfMonth(`${year}-01-01`, first - 1);
  return { from, to: startOfMonth(from, months) };
}
