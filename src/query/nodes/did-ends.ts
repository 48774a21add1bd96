import type { Language } from '../../lib/problem.ts';
import { allOf, anyOf, type Plan } from '../plan.ts';
import { joinPath } from '../rule/problems.ts';
import type { DidRule } from '../rule/types.ts';
import { planEvents } from './did-events.ts';
import type { PlanContext } from './kind.ts';
import { describeMoments, planMoments } from './updated.ts';

const ends = ['first', 'last'] as const;
type End = (typeof ends)[number];

/** Earlier than the bounds of the first time, or later than those of the last. */
const beyond = { first: { '>=': '<' }, last: { '<': '>=' } } as const;

function partsOf(plan: Plan): readonly Plan[] {
  return plan.op === 'all' ? plan.parts : [plan];
}

function planBeyond(inside: Plan, end: End): Plan[] {
  const turned: Readonly<Record<string, '<' | '>='>> = beyond[end];
  return partsOf(inside).flatMap((part): Plan[] => {
    const sign = part.op === 'compare' ? turned[part.sign] : undefined;
    return part.op === 'compare' && sign !== undefined ? [{ ...part, sign }] : [];
  });
}

function planEnd(end: End, rule: DidRule, { path, context }: { path: string; context: PlanContext }): Plan[] {
  const { did, where, [end]: when } = rule;
  if (when === undefined) return [];
  const { kind, now, timeZone } = context;
  const inside = planMoments(when, { column: 'ts', at: joinPath(path, end), now, timeZone });
  const asked = (also: readonly Plan[]): Plan => ({
    op: 'did',
    kind,
    events: planEvents({ did, where, also }, path, context),
    having: allOf([]),
  });
  const outside = planBeyond(inside, end);
  const within = asked(partsOf(inside));
  return outside.length === 0 ? [within] : [within, { op: 'not', part: asked([anyOf(outside)]) }];
}

/** When it happened for the first or the last time: then, and not before or not since; events of all times count. */
export function planEnds(rule: DidRule, path: string, context: PlanContext): Plan[] {
  return ends.flatMap((end) => planEnd(end, rule, { path, context }));
}

const words = {
  en: { first: 'first time', last: 'last time' },
  zh: { first: '首次', last: '最近一次' },
} as const;

/** The same in words. */
export function describeEnds(rule: DidRule, language: Language): string[] {
  return ends.flatMap((end) => {
    const when = rule[end];
    return when === undefined ? [] : [describeMoments(when, words[language][end], language)];
  });
}
