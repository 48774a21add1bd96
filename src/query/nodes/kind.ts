import type { z } from 'zod';

import type { Field, Kind } from '../../fields/index.ts';
import type { Language } from '../../lib/problem.ts';
import type { Plan } from '../plan.ts';
import type { Rule } from '../rule/types.ts';

/** What planning a rule needs to know: whose fields, and what time it is. */
export interface PlanContext {
  readonly kind: Kind;
  readonly catalogue: readonly Field[];
  readonly now: Date;
}

/** What describing a rule needs to know. */
export interface DescribeContext {
  readonly catalogue: readonly Field[];
  readonly language: Language;
}

/** One kind of node of the rule language: how it is read, what it means, and how it is said. */
export interface NodeKind<R extends Rule> {
  readonly schema: z.ZodType<R>;
  plan(rule: R, path: string, context: PlanContext): Plan;
  describe(rule: R, context: DescribeContext): string;
}
