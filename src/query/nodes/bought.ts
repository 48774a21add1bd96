import { z } from 'zod';

import type { BoughtRule } from '../rule/types.ts';
import type { NodeKind } from './kind.ts';

const month = z
  .string()
  .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'give a month such as 2024-05 · 请给出月份，如 2024-05');

const schema = z.strictObject({ bought: z.strictObject({ first: month, in: month }) });

/** `{ bought: { first: "2024-01", in: "2024-03" } }`: whose first order that counts is of a month, and who ordered in another. */
export const boughtNode: NodeKind<BoughtRule> = {
  schema,
  plan: ({ bought }, _path, { kind }) => ({ op: 'bought', kind, ...bought }),
  describe({ bought: { first, in: later } }, { language }) {
    if (first === later) return language === 'zh' ? `首次下单在${first}` : `first ordered in ${first}`;
    return language === 'zh'
      ? `首次下单在${first}，且在${later}下过单`
      : `first ordered in ${first}, and ordered in ${later}`;
  },
};
