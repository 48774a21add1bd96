import type { Language } from '../../../src/lib/problem.ts';

const locales = { en: 'en-GB', zh: 'zh-CN' } as const;

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Writes values as readers of a language write them; times by the clock of `timeZone`, or by the reader's own. */
export interface Format {
  /** `12,345`. */
  number(value: number): string;
  /** `12.3万`, `3.4亿`; `123k`, `340M`, and what is shorter whole: for tiles and charts, where the number stands on hover. */
  compact(value: number): string;
  /** A share from 0 to 1 as `42%`. */
  percent(share: number): string;
  /** `¥1.2亿`, `US$340M`. */
  money(amount: number, currency: string): string;
  bytes(count: number): string;
  date(time: string | Date): string;
  /** A day of the calendar, `2024-05-31`, which is the same whatever the clock says. */
  day(date: string): string;
  /** A month of the year, 1 to 12, by its name. */
  month(number: number): string;
  /** A day of the week, 1 to 7 from Monday, by its name. */
  weekday(number: number): string;
  dateTime(time: string | Date): string;
  /** `3 days ago`, `刚刚`, against `now`. */
  relative(time: string | Date, now: Date): string;
  list(words: readonly string[]): string;
}

function writeBytes(count: number, number: (value: number, digits: number) => string): string {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(steps.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** step;
  return `${number(value, value < 10 && step > 0 ? 1 : 0)} ${steps[step] ?? 'B'}`;
}

function writeRelative(format: Intl.RelativeTimeFormat, seconds: number): string {
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  return format.format(0, 'second');
}

/** Made when it is first asked for, and kept: making a writer of numbers takes a hundred times as long as writing one. */
function once<T>(make: () => T): () => T {
  let made: { readonly one: T } | undefined;
  return () => (made ??= { one: make() }).one;
}

/** The writers of numbers, by their options. */
function keepNumbers(locale: string): (options: Intl.NumberFormatOptions) => Intl.NumberFormat {
  const kept = new Map<string, Intl.NumberFormat>();
  return (options) => {
    const key = JSON.stringify(options);
    const found = kept.get(key) ?? new Intl.NumberFormat(locale, options);
    kept.set(key, found);
    return found;
  };
}

function makeFormat(language: Language, timeZone: string | null): Format {
  const locale = locales[language];
  const zone = timeZone === null ? {} : { timeZone };
  const numbers = keepNumbers(locale);
  const whole = numbers({ maximumFractionDigits: 2 });
  const compact = once(() => numbers({ notation: 'compact', maximumSignificantDigits: 3 }));
  const percent = once(() => numbers({ style: 'percent', maximumFractionDigits: 0 }));
  const date = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone }));
  const day = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }));
  const month = once(() => new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }));
  const weekday = once(() => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }));
  const dateTime = once(
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', ...zone }),
  );
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const list = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  return {
    number: (value) => whole.format(value),
    compact: (value) => (Math.abs(value) < 100_000 ? whole : compact()).format(value),
    percent: (share) => percent().format(share),
    money: (amount, currency) =>
      numbers({ style: 'currency', currency, notation: 'compact', maximumSignificantDigits: 4 }).format(
        amount,
      ),
    bytes: (count) =>
      writeBytes(count, (value, maximumFractionDigits) => numbers({ maximumFractionDigits }).format(value)),
    date: (time) => date().format(new Date(time)),
    day: (text) => day().format(new Date(text)),
    month: (number) => month().format(Date.UTC(2024, number - 1, 15)),
    // The first of January 2024 was a Monday.
    weekday: (number) => weekday().format(Date.UTC(2024, 0, number)),
    dateTime: (time) => dateTime().format(new Date(time)),
    relative: (time, now) => writeRelative(relative(), (new Date(time).getTime() - now.getTime()) / 1000),
    list: (words) => list().format(words),
  };
}

const formats = new Map<string, Format>();

/** The writer of values for a language and a time zone; null: the reader's own. The same one for everybody who asks. */
export function createFormat(language: Language, timeZone: string | null): Format {
  const key = `${language} ${timeZone ?? ''}`;
  const found = formats.get(key) ?? makeFormat(language, timeZone);
  formats.set(key, found);
  return found;
}

/** `1 row`, `2 rows`: English only; Chinese does not bend its words. */
export function plural(count: number, one: string, many: string): string {
  return `${createFormat('en', null).number(count)} ${count === 1 ? one : many}`;
}
