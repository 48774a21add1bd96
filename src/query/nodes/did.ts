import { z } from 'zod';

import type { Language } from '../../lib/problem.ts';
import { allOf, type Plan } from '../plan.ts';
import { joinPath, wrongValue } from '../rule/problems.ts';
import type { Bounds, DidRule, EventTest, ThenStep } from '../rule/types.ts';
import { ownPrefix, planBounds, planEvents, planTests } from './did-events.ts';
import { describeEnds, planEnds } from './did-ends.ts';
import {
  describeBounds,
  describeList,
  describeSpan,
  describeTest,
  quoteEvent,
  quoteValue,
} from './describe.ts';
import type { NodeKind, PlanContext } from './kind.ts';
import { momentsSchema } from './updated.ts';
import { readSpan } from './values-date.ts';

const name = z.string().min(1).max(200);
const number = z.number();
const bounds = { eq: number, gt: number, gte: number, lt: number, lte: number } as const;
const times = z.strictObject(bounds).partial();
const measured = times.extend({ of: z.enum(['amount', 'quantity']) });
/** What of an event may be asked by every role: nothing that says who somebody is or what they wrote. */
const properties = [
  'product',
  'category',
  'coupon',
  'currency',
  'source',
  'utm_source',
  'utm_medium',
  'utm_campaign',
] as const;
const measures = ['amount', 'quantity'] as const;
/** Whatever else was sent with an event, by its name; only for who sees personal data in full. */
const own = z
  .string()
  .max(200 + ownPrefix.length)
  .refine((text) => text.startsWith(ownPrefix) && text.length > ownPrefix.length);

const test = z.union([
  z.strictObject({
    property: z.enum(properties).or(own),
    in: z.array(z.string().max(500)).min(1).max(1_000),
  }),
  z.strictObject({ property: z.enum(properties).or(own), eq: z.string().max(500) }),
  times.extend({ property: z.enum(measures).or(own) }),
]);

const where = z.array(test).max(20);
const mostSteps = 7;
const then = z.strictObject({ did: name, where: where.optional(), within: z.string().max(20).optional() });
const thens = z
  .array(then)
  .min(1)
  .max(mostSteps)
  .refine(
    ([, ...later]) => later.every(({ within }) => within === undefined),
    'say “within” at the first step: it holds for all · “within”请写在第一步，对全部步骤生效',
  );

const whole = z.strictObject({
  did: name,
  times: times.optional(),
  sum: measured.optional(),
  avg: measured.optional(),
  within: z.string().max(20).optional(),
  between: z.tuple([z.string().max(40), z.string().max(40)]).optional(),
  first: momentsSchema.optional(),
  last: momentsSchema.optional(),
  where: where.optional(),
  followedBy: z.union([then, thens]).optional(),
});
const schema = whole.refine(
  ({ first, last, within, between }) =>
    (first === undefined && last === undefined) || (within === undefined && between === undefined),
  'say when the first or the last time was, or within which time events count, not both · first 或 last 不能与 within 或 between 同用',
);

/** Whether somebody who never did it would fit, as with “fewer than three times”. */
function fitsNone({ times: tests, sum, avg }: DidRule): boolean {
  if (sum !== undefined || avg !== undefined || tests === undefined) return false;
  const { eq = 0, gt = -1, gte = 0, lt = 1, lte = 0 } = tests;
  return boundsAsked(tests) && [eq === 0, gt < 0, gte <= 0, lt > 0, lte >= 0].every(Boolean);
}

function boundsAsked(tests: Bounds<number>): boolean {
  return Object.values(tests).some((value) => value !== undefined);
}

/** `{ did: "Order Completed", times: { gte: 3 }, within: "90d", sum: { of: "amount", gt: 500 } }`: what happened with a profile. */
export const didNode: NodeKind<DidRule> = {
  schema,
  plan(rule, path, context) {
    const { kind } = context;
    const counted = [
      ...planBounds('times', rule.times ?? {}),
      ...(['sum', 'avg'] as const).flatMap((how) => {
        const { of = 'amount', ...tests } = rule[how] ?? {};
        return planBounds(`${how}_${of}`, tests);
      }),
    ];
    const events = planEvents(rule, path, context);
    const having = allOf(counted);
    const did: Plan = fitsNone(rule)
      ? { op: 'not', part: { op: 'did', kind, events, having: { op: 'not', part: having } } }
      : { op: 'did', kind, events, having };
    const ends = planEnds(rule, path, context);
    const then = rule.followedBy === undefined ? [] : [planThen(rule, path, context)];
    return ends.length + then.length === 0 ? did : allOf([did, ...ends, ...then]);
  },
  describe(rule, { language }) {
    return describeDid(rule, language);
  },
};

const longestSeconds = 4_000_000_000;

/** The steps that come after an event. */
function thenSteps({ followedBy }: DidRule): readonly ThenStep[] {
  if (followedBy === undefined) return [];
  return 'did' in followedBy ? [followedBy] : followedBy;
}

/** Whether one event could be taken for two of the steps: the engine would count it as both. */
function mayMeet(steps: readonly ThenStep[]): boolean {
  return steps.some((left, i) =>
    steps.slice(i + 1).some((right) => left.did === right.did && !isApart(left, right)),
  );
}

/** Whether two steps ask one property for different values. */
function isApart({ where: one = [] }: ThenStep, { where: other = [] }: ThenStep): boolean {
  return one.some((left) =>
    other.some(
      (right) =>
        left.property === right.property && valuesOf(left).every((value) => !valuesOf(right).includes(value)),
    ),
  );
}

function valuesOf({ in: values, eq }: EventTest): readonly string[] {
  return values ?? (typeof eq === 'string' ? [eq] : []);
}

function planThen(rule: DidRule, path: string, context: PlanContext): Plan {
  const at = joinPath(path, 'followedBy');
  const steps = thenSteps(rule);
  const within = steps[0]?.within;
  const from = within === undefined ? null : readSpan(within, context.now);
  if (from === undefined)
    throw wrongValue(joinPath(at, 'within'), { en: 'a span such as 30d', zh: '30d 这样的时间段' }, within);
  if (steps.length > 1 && mayMeet([rule, ...steps]))
    throw wrongValue(
      at,
      {
        en: 'a sequence of different events: one event would count for two of its steps',
        zh: '由不同事件组成的顺序：同一事件会同时计入其中两步',
      },
      steps.map(({ did }) => did).join(', '),
    );
  const seconds =
    from === null ? longestSeconds : Math.round((context.now.getTime() - from.getTime()) / 1000);
  const next = steps.map(({ did, where: tests = [] }, i) =>
    allOf([
      { op: 'oneOf', column: 'name', list: false, values: [did] },
      ...planTests(tests, joinPath(joinPath(at, i), 'where'), context),
    ]),
  );
  const first = planEvents(rule, path, context);
  const alike = steps.length === 1 && rule.did === steps[0]?.did;
  return { op: 'sequence', kind: context.kind, first, next, seconds, alike };
}

const words = {
  en: {
    did: 'did',
    times: 'times',
    sum: 'sum of',
    avg: 'average',
    amount: 'amount',
    quantity: 'quantity',
    next: 'then',
    gap: ' ',
    and: ', ',
  },
  zh: {
    did: '发生过',
    times: '次数',
    sum: '合计',
    avg: '平均',
    amount: '金额',
    quantity: '数量',
    next: '之后',
    gap: '',
    and: '，',
  },
} as const;

function describeDid(rule: DidRule, language: Language): string {
  const say = words[language];
  const measure = (how: 'sum' | 'avg') => {
    const { of, ...tests } = rule[how] ?? {};
    return of === undefined ? [] : [describeBounds(`${say[how]}${say.gap}${say[of]}`, tests, language)];
  };
  const later = thenSteps(rule).flatMap(({ did, where: tests = [], within }) => [
    `${say.next}${say.gap}${quoteEvent(did, language)}${within === undefined ? '' : describeSpan('', within, language)}`,
    ...tests.map((one) => describeEventTest(one, language)),
  ]);
  return [
    `${say.did}${say.gap}${quoteEvent(rule.did, language)}`,
    ...(rule.times === undefined ? [] : [describeBounds(say.times, rule.times, language)]),
    ...measure('sum'),
    ...measure('avg'),
    ...(rule.within === undefined ? [] : [describeSpan('', rule.within, language).trim()]),
    ...(rule.between === undefined ? [] : [`${rule.between[0]} – ${rule.between[1]}`]),
    ...describeEnds(rule, language),
    ...(rule.where ?? []).map((one) => describeEventTest(one, language)),
    ...later,
  ].join(say.and);
}

function describeEventTest(
  { property: named, in: values, eq, ...tests }: EventTest,
  language: Language,
): string {
  const property = named.startsWith(ownPrefix) ? named.slice(ownPrefix.length) : named;
  if (values !== undefined)
    return describeTest(property, { operator: 'in', value: describeList(values, language) }, language);
  if (typeof eq === 'string')
    return describeTest(property, { operator: 'eq', value: quoteValue(eq, language) }, language);
  return describeBounds(property, { ...tests, eq }, language);
}
