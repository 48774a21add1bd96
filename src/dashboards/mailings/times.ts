import { addDays, startOfMonth } from '../../lib/days.ts';
import { dayStart, localTime } from '../../lib/time-zone.ts';

/** When something is sent: every day, on a day of the week (1 is Monday), or on the first of each month, at an hour. */
export interface Rhythm {
  readonly every: 'day' | 'week' | 'month';
  readonly weekday: number;
  readonly hour: number;
}

const hourMs = 3_600_000;

/** The hour of a day by a clock that may be put forward or back on it. */
function momentOf(day: string, hour: number, timeZone: string): Date {
  const guess = new Date(dayStart(day, timeZone) + hour * hourMs);
  const off = hour - localTime(guess, timeZone).getUTCHours();
  return new Date(guess.getTime() + (Math.abs(off) > 2 ? 0 : off) * hourMs);
}

function nextDay(day: string, { every, weekday }: Rhythm, isToday: boolean): string {
  if (every === 'month') return isToday && day.endsWith('-01') ? day : startOfMonth(day, 1);
  if (every === 'day') return isToday ? day : addDays(day, 1);
  const own = ((new Date(day).getUTCDay() + 6) % 7) + 1;
  const ahead = (weekday - own + 7) % 7;
  return addDays(day, ahead === 0 && !isToday ? 7 : ahead);
}

/** The first time after a moment. */
export function nextTime(rhythm: Rhythm, after: Date, timeZone: string): Date {
  const today = localTime(after, timeZone).toISOString().slice(0, 10);
  const first = momentOf(nextDay(today, rhythm, true), rhythm.hour, timeZone);
  return first > after ? first : momentOf(nextDay(today, rhythm, false), rhythm.hour, timeZone);
}
