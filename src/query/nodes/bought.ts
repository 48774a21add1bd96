import { z } from 'zod';

import type { Language } from '../../lib/problem.ts';
import type { BoughtItem } from '../plan.ts';
import type { BoughtRule } from '../rule/types.ts';
import { quoteValue } from './describe.ts';
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
      product: z.string().min(1).max(1_000).optional(),
      category: z.string().min(1).max(1_000).optional(),
    })
    .refine(
      ({ between, product, category }) =>
        (product === undefined && category === undefined) ||
        (between !== undefined && (product === undefined || category === undefined)),
      'give a product or a category with “between” · product 或 category 二者择一，并给出 between',
    )
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
    between: (from: string, to: string, what: string) => `ordered${what} between ${from} and ${to}`,
  },
  zh: {
    first: (month: string) => `首次下单在${month}`,
    both: (first: string, later: string) => `首次下单在${first}，且在${later}下过单`,
    between: (from: string, to: string, what: string) =>
      what === '' ? `在${from}至${to}之间下过单` : `在${from}至${to}之间买过${what}`,
  },
} as const;

function describeBought({ bought }: BoughtRule, language: Language) {
  const { first = '', in: later = '', between, product, category } = bought;
  const say = words[language];
  const item = product ?? category;
  const what = item === undefined ? '' : `${language === 'zh' ? '' : ' '}${quoteValue(item, language)}`;
  if (between !== undefined) return say.between(...between, what);
  return first === later ? say.first(first) : say.both(first, later);
}

function itemOf({
  product,
  category,
}: Pick<BoughtRule['bought'], 'product' | 'category'>): BoughtItem | null {
  if (product !== undefined) return { by: 'product', name: product };
  return category === undefined ? null : { by: 'category', name: category };
}

/**
 * `{ bought: { first: "2024-01", in: "2024-03" } }`: whose first order that counts is of a month, and who ordered in another.
 * `{ bought: { between: ["2024-01-01", "2024-03-31"] } }`: who has an order that counts of these days;
 * with `product` or `category`, who ordered that.
 */
export const boughtNode: NodeKind<BoughtRule> = {
  schema,
  plan: ({ bought: { first = '', in: later = '', between, product, category } }, _path, { kind }) => ({
    op: 'bought',
    kind,
    test:
      between === undefined
        ? { first, in: later }
        : { from: between[0], to: between[1], item: itemOf({ product, category }) },
  }),
  describe: (rule, { language }) => describeBought(rule, language),
};
