/** Weeks from Monday, or months. */
export type Step = 'week' | 'month';

/** How many steps make a season. */
export const seasons: Readonly<Record<Step, number>> = { week: 52, month: 12 };

/** The SQL of the first day of the step that a moment lies in. */
export const startSql: Readonly<Record<Step, string>> = {
  week: 'toMonday(ts)',
  month: 'toStartOfMonth(ts)',
};

const dayMs = 86_400_000;
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** The first day of the step that a day lies in, both as `2024-05-31`. */
export function startOf(day: string, by: Step): string {
  if (by === 'month') return `${day.slice(0, 7)}-01`;
  const date = new Date(`${day}T00:00:00Z`);
  return dayOf(new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * dayMs));
}

/** The first day of a step, moved by whole steps. */
export function move(start: string, by: Step, steps: number): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (by === 'week') date.setUTCDate(date.getUTCDate() + 7 * steps);
  else date.setUTCMonth(date.getUTCMonth() + steps);
  return dayOf(date);
}

/** The day before another. */
export const dayBefore = (day: string): string => dayOf(new Date(Date.parse(`${day}T00:00:00Z`) - dayMs));

/** One step of a series: its first day and what was counted in it. */
export interface Counted {
  readonly at: string;
  readonly value: number;
}

const most = 520;

/** Every step from the first that has something until a day, those without anything as zero; the latest 520 of them. */
export function fillSteps(counted: readonly Counted[], by: Step, until: string): Counted[] {
  const values = new Map(counted.map(({ at, value }) => [at, value]));
  const first = counted.reduce((least, { at }) => (at < least ? at : least), until);
  const filled: Counted[] = [];
  for (let at = move(until, by, -1); at >= first && filled.length < most; at = move(at, by, -1))
    filled.push({ at, value: values.get(at) ?? 0 });
  return filled.toReversed();
}
