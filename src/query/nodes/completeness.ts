import { z } from 'zod';

import { allOf, type Plan, type Sign } from '../plan.ts';
import type { Bounds } from '../rule/types.ts';
import { describeBounds } from './describe.ts';
import type { NodeKind } from './kind.ts';

const percent = z.number().min(0).max(100);
const schema = z.strictObject({
  completeness: z
    .strictObject({ eq: percent, gt: percent, gte: percent, lt: percent, lte: percent })
    .partial()
    .refine((bounds) => Object.keys(bounds).length > 0, 'give at least one bound · 至少给出一个界限'),
});

/** The signs of bounds in SQL. */
export const signs = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const satisfies Record<
  string,
  Sign
>;
const boundNames = ['eq', 'gt', 'gte', 'lt', 'lte'] as const;

/** `{ completeness: { gte: 50 } }`: how much of what matters is known of a profile, 0-100. */
export const completenessNode: NodeKind<{ readonly completeness: Bounds<number> }> = {
  schema,
  plan({ completeness }) {
    const parts = boundNames.flatMap((name): Plan[] => {
      const value = completeness[name];
      if (value === undefined) return [];
      return [{ op: 'compare', column: '_completeness', sign: signs[name], type: 'Float64', value }];
    });
    return allOf(parts);
  },
  describe({ completeness }, { language }) {
    return describeBounds(language === 'zh' ? '完整度' : 'completeness', completeness, language);
  },
};
