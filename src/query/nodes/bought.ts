import { z } from 'zod';

import type { Language } from '../../lib/problem.ts';
import type { BoughtRule } from '../rule/types.ts';
import type { NodeKind } from './kind.ts';

const month = z
  .string()
  .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'give a month such as 2024-05 · 请给出月份，如 2024-05');

const schema = z.strictObject({
  bought: z
    .strictObject({
      first: month.optional(),
      in: month.optional(),
      between: z.tuple([z.iso.date(), z.iso.date()]).optional(),
    })
    .refine(
      ({ first, in: later, between }) =>
        between === undefined ? first !== undefined && later !== undefined : first === later,
      'give “first” and “in”, or “between” two days · 请给出 first 与 in，或用 between 给出起止日期',
    ),
});

const words = {
  en: {
    first: (month: string) => `first ordered in ${month}`,
    both: (first: string, later: string) => `first ordered in ${first}, and ordered in ${later}`,
    between: (from: string, to: string) => `ordered between ${from} and ${to}`,
  },
  zh: {
    first: (month: string) => `首次下单在${month}`,
    both: (first: string, later: string) => `首次下单在${first}，且在${later}下过单`,
    between: (from: string, to: string) => `在${from}至${to}之间下过单`,
  },
} as const;

function describeBought({ bought: { first = '', in: later = '', between } }: BoughtRule, language: Language) {
  const say = words[language];
  if (between !== undefined) return say.between(...between);
  return first === later ? say.first(first) : say.both(first, later);
}

/**
 * `{ bought: { first: "2024-01", in: "2024-03" } }`: whose first order that counts is of a month, and who ordered in another.
 * `{ bought: { between: ["2024-01-01", "2024-03-31"] } }`: who has an order that counts of these days.
 */
export const boughtNode: NodeKind<BoughtRule> = {
  schema,
  plan: ({ bought: { first = '', in: later = '', between } }, _path, { kind }) => ({
    op: 'bought',
    kind,
    test: between === undefined ? { first, in: later } : { from: between[0], to: between[1] },
  }),
  describe: (rule, { language }) => describeBought(rule, language),
};
