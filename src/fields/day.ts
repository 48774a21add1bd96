/**
 * Days of the calendar as the warehouse keeps them: numbers that read like the day, 20150302 for 2015-03-02. They compare as
 * days do, and hold what the engine's own days do not: those before 1900 and after 2299.
 */

/** The first and the last day that can be kept. */
export const firstDay = '1000-01-01';
export const lastDay = '9999-12-31';

/** `2015-03-02` → 20150302. */
export function storeDay(text: string): number {
  return Number(text.replaceAll('-', ''));
}

/** 20150302 → `2015-03-02`. */
export function writeDay(stored: number): string {
  return String(stored).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}

/** An expression for the text of a stored day, `2015-03-02`; NULL stays NULL. */
export function dayText(column: string): string {
  const part = (from: number, length: number) => `substring(toString(${column}), ${from}, ${length})`;
  return `concat(${part(1, 4)}, '-', ${part(5, 2)}, '-', ${part(7, 2)})`;
}

/** An expression for the year of a stored day. */
export function yearOfDay(column: string): string {
  return `intDiv(${column}, 10000)`;
}

/** The calendar repeats itself after 400 years, which are so many days. */
const roundDays = 146_097;

/** An expression for the days from 1970-01-01 to a stored day, less than nothing before; Int32. */
export function daysSince1970(column: string): string {
  const rounds = `(intDiv(${column} + 1000000, 4000000) - 5)`;
  const near = `toUInt32(toInt64(${column}) - 4000000 * ${rounds})`;
  return `toInt32(toInt32(YYYYMMDDToDate32(${near})) + ${roundDays} * ${rounds})`;
}
