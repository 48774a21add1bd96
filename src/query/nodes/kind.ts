import type { z } from 'zod';

import type { Field, Kind } from '../../fields/index.ts';
import type { Language } from '../../lib/problem.ts';
import type { Plan } from '../plan.ts';
import type { Rule } from '../rule/types.ts';
import type { RuleWorld } from '../world.ts';

/** What planning a rule needs to know: whose fields, and what time it is. */
export interface PlanContext extends RuleWorld {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
  /** The ids of the segments whose rules are being read, the outermost first. */
  readonly inside?: readonly string[];
  /** How many relationships the whole rule has asked for, and in how many others these here stand. */
  readonly ties?: { readonly asked: { count: number }; readonly depth: number };
  /** How many segments have been read. */
  readonly read?: { count: number };
  /** True: a segment that cannot be asked has no members, instead of a problem. */
  readonly forgiving?: boolean;
  /** Of a condition on ranks: among whom one ranks; everybody when not said. */
  readonly rankedAmong?: Plan | undefined;
  /** True in the rule that says among whom: ranks do not stand in it. */
  readonly ranking?: boolean;
}

/** What describing a rule needs to know. */
export interface DescribeContext extends Pick<RuleWorld, 'segments' | 'values' | 'related'> {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly language: Language;
  /** Of a condition on ranks: among whom, in words. */
  readonly amongWhom?: string | undefined;
}

/** One kind of node of the rule language: how it is read, what it means, and how it is said. */
export interface NodeKind<R extends Rule> {
  readonly schema: z.ZodType<R>;
  plan(rule: R, path: string, context: PlanContext): Plan;
  describe(rule: R, context: DescribeContext): string;
}
