import { z } from 'zod';

import { labelEvent } from '../../lib/events.ts';
import { allOf, type Plan } from '../plan.ts';
import { joinPath } from '../rule/problems.ts';
import type { PathRule } from '../rule/types.ts';
import { describeList, quoteEvent } from './describe.ts';
import type { NodeKind } from './kind.ts';
import { planMoments } from './updated.ts';

const name = z.string().min(1).max(200);
const moment = z.string().max(40);

const schema = z.strictObject({
  path: z
    .array(name)
    .min(1)
    .max(6)
    .refine(
      (names) => names.every((one, i) => one !== names[i - 1]),
      'name an event once in a row: repeats of it count as one step · 同一事件不要连续写两次：连续重复的事件算作一步',
    ),
  days: z.number().int().min(1).max(366).default(30),
  between: z.tuple([moment, moment]).optional(),
  before: z.boolean().optional(),
  ends: z.boolean().optional(),
  except: z.array(name).min(1).max(50).optional(),
});

const words = {
  en: {
    after: (first: string, later: readonly string[], days: number) =>
      later.length === 0
        ? `did ${first}`
        : `did ${first}, and within ${days} days of the first time next ${later.join(', next ')}`,
    before: (first: string, later: readonly string[], days: number) =>
      later.length === 0
        ? `did ${first}`
        : `did ${first}, and within ${days} days before the last time just before it ${later.join(', just before that ')}`,
    between: (span: string) => `, ${span}`,
    ends: (days: number) => `, and nothing else within these ${days} days`,
    except: (names: string) => `, ${names} not counted`,
  },
  zh: {
    after: (first: string, later: readonly string[], days: number) =>
      later.length === 0
        ? `发生过${first}`
        : `首次发生${first}后${days}天内，紧接着${later.join('，紧接着')}`,
    before: (first: string, later: readonly string[], days: number) =>
      later.length === 0
        ? `发生过${first}`
        : `最后一次发生${first}前${days}天内，之前紧挨着${later.join('，再之前紧挨着')}`,
    between: (span: string) => `，${span}`,
    ends: (days: number) => `，且这${days}天内没有其他事件`,
    except: (names: string) => `，不计${names}`,
  },
} as const;

/** `{ path: ["Product Viewed", "Order Completed"], days: 7 }`: who did this, and right after the first time that. */
export const pathNode: NodeKind<PathRule> = {
  schema,
  plan({ path: names, days, between, before = false, ends = false, except = [] }, path, context) {
    const { kind, now, timeZone } = context;
    const [start = ''] = names;
    const at = { column: 'ts', at: joinPath(path, 'between'), now, timeZone };
    const starts: Plan[] = [{ op: 'oneOf', column: 'name', list: false, values: [start] }];
    if (between !== undefined) starts.push(planMoments({ gte: between[0], lte: between[1] }, at));
    return { op: 'path', kind, starts: allOf(starts), names, days, before, ends, except };
  },
  describe({ path, days, between, before, ends, except = [] }, { language }) {
    const say = words[language];
    const [first = '', ...later] = path.map((one) => quoteEvent(one, language));
    const parts = [say[before === true ? 'before' : 'after'](first, later, days)];
    if (between !== undefined) parts.push(say.between(between.join(' – ')));
    if (ends === true) parts.push(say.ends(days));
    if (except.length > 0)
      parts.push(
        say.except(
          describeList(
            except.map((one) => labelEvent(one)[language]),
            language,
          ),
        ),
      );
    return parts.join('');
  },
};
