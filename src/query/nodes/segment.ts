import { z } from 'zod';

import type { Bilingual } from '../../lib/problem.ts';
import { nothing, type Plan } from '../plan.ts';
import { joinPath, ruleProblem } from '../rule/problems.ts';
import type { SegmentRule } from '../rule/types.ts';
import type { KnownSegment } from '../world.ts';
import type { PlanContext } from './kind.ts';

const deepest = 8;
const mostRead = 100;

/** Reads and plans a rule as it is stored. */
type PlanStored = (rule: unknown, context: PlanContext, path: string) => Plan;

/**
 * `{ segment: "seg_…" }`: whoever fits the rule of that segment now; of a fixed one, whoever was in it when it was made.
 * Throws `rule.segment` for one that is not there, of the other kind, or that leads back to itself, and what is wrong with its rule.
 */
export function planSegment(
  { segment }: SegmentRule,
  { path, context }: { path: string; context: PlanContext },
  planStored: PlanStored,
): Plan {
  const at = joinPath(path, 'segment');
  const known = context.segments?.get(segment);
  const wrong = whatIsWrong(segment, known, context);
  if (wrong !== undefined || known === undefined) {
    // Whether somebody may ask a rule does not depend on what has become of the segments that it names.
    if (context.forgiving === true) return nothing;
    throw ruleProblem('segment', wrong ?? texts.gone, { path: at, segment: nameOf(segment, known) });
  }
  const { read = { count: 0 }, inside = [] } = context;
  read.count += 1;
  const plan = planStored(known.rule, { ...context, read, inside: [...inside, segment] }, at);
  return known.fixed ? { op: 'member', segment } : plan;
}

function nameOf(id: string, known: KnownSegment | undefined): string {
  return known?.name ?? id;
}

function whatIsWrong(
  id: string,
  known: KnownSegment | undefined,
  { kind, inside = [], read }: PlanContext,
): Bilingual | undefined {
  if (inside.includes(id)) return texts.circle;
  if (known === undefined) return texts.gone;
  if (known.kind !== kind) return texts.kind;
  return inside.length >= deepest || (read?.count ?? 0) >= mostRead ? texts.deep : undefined;
}

const texts = {
  gone: {
    en: '{path}: there is no segment “{segment}” here; it may have been removed. Choose another one, or take this condition out.',
    zh: '{path}：此处没有分群“{segment}”，可能已被删除。请选择其他分群，或去掉这个条件。',
  },
  circle: {
    en: '{path}: the segment “{segment}” would depend on itself, directly or through others. Take it out of one of the rules.',
    zh: '{path}：分群“{segment}”会直接或间接地依赖自身。请从其中一条规则里去掉它。',
  },
  kind: {
    en: '{path}: the segment “{segment}” is of the other kind of customers. Choose one of the kind that is asked about.',
    zh: '{path}：分群“{segment}”属于另一类客户。请选择同类客户的分群。',
  },
  deep: {
    en: '{path}: segments stand in each other too deep or too often at “{segment}”: at most 8 levels and 100 in all. Write its conditions here instead.',
    zh: '{path}：分群在“{segment}”处嵌套过深或过多：最多 8 层、共 100 个。请在此直接写出条件。',
  },
} as const;

/** How a rule names a segment. */
export const segmentSchema = z.strictObject({ segment: z.string().min(1).max(64) });

/** `is in the segment “Champions”`. */
export function describeSegment(
  { segment }: SegmentRule,
  known: ReadonlyMap<string, KnownSegment> | undefined,
  language: 'en' | 'zh',
): string {
  const name = known?.get(segment)?.name ?? segment;
  return language === 'zh' ? `属于分群“${name}”` : `is in the segment “${name}”`;
}
