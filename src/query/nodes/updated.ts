import { z } from 'zod';

import { dayStart, localTime } from '../../lib/time-zone.ts';
import { allOf, type Plan } from '../plan.ts';
import { joinPath, wrongValue } from '../rule/problems.ts';
import type { MomentBounds, ObservedRule, UpdatedRule } from '../rule/types.ts';
import { signs } from './completeness.ts';
import { describeMoment, describeSpan } from './describe.ts';
import type { NodeKind } from './kind.ts';
import { readDateSpan, readSpan } from './values-date.ts';

const text = z.string().min(1).max(100);
const dayMs = 86_400_000;
/** Bounds of a moment, one of them at least. */
export const momentsSchema = z
  .strictObject({ gt: text, gte: text, lt: text, lte: text, within: text })
  .partial()
  .refine((bounds) => Object.keys(bounds).length > 0, 'give at least one bound · 至少给出一个界限');

/** `{ updated: { within: "30d" } }`: when the profile last changed. Days are those of the workspace's time zone. */
export const updatedNode: NodeKind<UpdatedRule> = {
  schema: z.strictObject({ updated: momentsSchema }),
  plan: ({ updated }, path, { now, timeZone }) =>
    planMoments(updated, { column: '_updated', at: joinPath(path, 'updated'), now, timeZone }),
  describe: ({ updated }, { language }) =>
    describeMoments(updated, language === 'zh' ? '更新时间' : 'last update', language),
};

/** `{ observed: { within: "1y" } }`: when a source last said something about the profile. */
export const observedNode: NodeKind<ObservedRule> = {
  schema: z.strictObject({ observed: momentsSchema }),
  plan: ({ observed }, path, { now, timeZone }) =>
    planMoments(observed, { column: '_observed', at: joinPath(path, 'observed'), now, timeZone }),
  describe: ({ observed }, { language }) =>
    describeMoments(observed, language === 'zh' ? '观察时间' : 'last observation', language),
};

interface MomentPlace {
  readonly column: string;
  readonly at: string;
  readonly now: Date;
  readonly timeZone?: string | undefined;
}

/** What bounds of a moment mean for a column of times. */
export function planMoments(moment: MomentBounds, { column, at, now, timeZone = 'UTC' }: MomentPlace): Plan {
  const parts: Plan[] = [];
  const compare = (sign: '<' | '>=', time: number) =>
    parts.push({ op: 'compare', column, sign, type: "DateTime('UTC')", value: toMoment(time) });
  if (moment.within !== undefined) {
    const from = readSpan(moment.within, now);
    if (from === undefined) throw wrongValue(joinPath(at, 'within'), spanWanted, moment.within);
    compare('>=', from.getTime());
  }
  for (const name of ['gt', 'gte', 'lt', 'lte'] as const) {
    const value = moment[name];
    if (value === undefined) continue;
    const span = readDateSpan(value, localTime(now, timeZone));
    if (span === undefined) throw wrongValue(joinPath(at, name), dateWanted, value);
    const isAfterEnd = name === 'gt' || name === 'lte';
    const sign = signs[name].startsWith('>') ? '>=' : '<';
    compare(sign, dayStart(isAfterEnd ? nextDay(span.to) : span.from, timeZone));
  }
  return allOf(parts);
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
}

const momentWords = {
  en: { gt: ' after ', gte: ' from ', lt: ' before ', lte: ' until ', and: ' and ' },
  zh: { gt: '晚于', gte: '不早于', lt: '早于', lte: '不晚于', and: '且' },
} as const;

/** Bounds of a moment in words. */
export function describeMoments(
  { within, ...bounds }: MomentBounds,
  label: string,
  language: 'en' | 'zh',
): string {
  const say = momentWords[language];
  const told = (['gt', 'gte', 'lt', 'lte'] as const).flatMap((name) => {
    const value = bounds[name];
    return value === undefined ? [] : [`${label}${say[name]}${describeMoment(value, language)}`];
  });
  return [...(within === undefined ? [] : [describeSpan(label, within, language)]), ...told].join(say.and);
}

export const spanWanted = { en: 'a span such as 30d, 12w, 6m or 1y', zh: '30d、12w、6m、1y 这样的时间段' };
export const dateWanted = {
  en: 'a date such as 2024-05-31, 2024-05, 2024, today or -30d',
  zh: '日期（如 2024-05-31、2024-05、2024、today 或 -30d）',
};

/** A moment as the warehouse reads it; a DateTime holds seconds from 1970 to 2106. */
function toMoment(time: number): string {
  const seconds = Math.min(Math.max(Math.floor(time / 1000), 0), 0xffff_ffff);
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
