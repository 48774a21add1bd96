import { firstDay, lastDay } from '../../fields/index.ts';

/** The days that a text means, both ends included: `2024-05` is the whole of May. */
export interface DateSpan {
  readonly from: string;
  readonly to: string;
}

/** Reads an ISO date, month or year, `today`, `yesterday`, `tomorrow`, or days, weeks, months, years from today (`-30d`, `+1y`). */
export function readDateSpan(text: string, now: Date): DateSpan | undefined {
  const plain = text.trim().toLowerCase();
  const named = { today: 0, yesterday: -1, tomorrow: 1, 今天: 0, 昨天: -1, 明天: 1 };
  for (const [name, days] of Object.entries(named)) if (plain === name) return oneDay(shift(now, days, 'd'));
  const relative = /^([+-])(\d{1,5})([dwmy])$/.exec(plain);
  if (relative !== null) {
    const [, sign, count, unit] = relative;
    return oneDay(shift(now, Number(`${sign ?? ''}${count ?? ''}`), unit ?? 'd'));
  }
  return readIso(plain);
}

function readIso(text: string): DateSpan | undefined {
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:t[0-9:.]*z?)?)?)?$/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day] = found;
  const from = isoDay(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (from === undefined) return undefined;
  if (day !== undefined) return inRange({ from, to: from });
  const lastMonth = Number(month ?? 12);
  const last = new Date(Date.UTC(Number(year), lastMonth, 0)).toISOString().slice(0, 10);
  return inRange({ from, to: last });
}

function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}

function inRange(span: DateSpan): DateSpan | undefined {
  return span.from >= firstDay && span.to <= lastDay ? span : undefined;
}

function oneDay(date: Date): DateSpan | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  const day = date.toISOString().slice(0, 10);
  return day.length === 10 ? inRange({ from: day, to: day }) : undefined;
}

/** A month later than the 31st of May is the 30th of June. */
function shift(now: Date, count: number, unit: string): Date {
  const date = new Date(now);
  if (unit === 'd' || unit === 'w') {
    date.setUTCDate(date.getUTCDate() + count * (unit === 'w' ? 7 : 1));
    return date;
  }
  const day = date.getUTCDate();
  date.setUTCDate(1);
  if (unit === 'm') date.setUTCMonth(date.getUTCMonth() + count);
  else date.setUTCFullYear(date.getUTCFullYear() + count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date;
}

/** The moment that lies a span (`30d`, `12w`, `6m`, `1y`) before now. */
export function readSpan(text: string, now: Date): Date | undefined {
  const found = /^(\d{1,4})([dwmy])$/.exec(text.trim().toLowerCase());
  if (found === null) return undefined;
  return shift(now, -Number(found[1]), found[2] ?? 'd');
}
