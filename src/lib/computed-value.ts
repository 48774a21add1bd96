import type { Bilingual } from './problem.ts';

/** What a computed value is made of: events, orders that count, or lines of orders. */
export const valueTables = ['events', 'orders', 'lines'] as const;
export type ValueTable = (typeof valueTables)[number];

/** What of a table may be asked by every role: nothing that says who somebody is or what they wrote. */
export const valueProperties = {
  events: {
    texts: [
      'product',
      'category',
      'coupon',
      'currency',
      'source',
      'utm_source',
      'utm_medium',
      'utm_campaign',
    ],
    numbers: ['amount', 'quantity'],
  },
  orders: { texts: ['currency', 'source'], numbers: ['amount'] },
  lines: {
    texts: ['product', 'name', 'brand', 'category', 'currency', 'source'],
    numbers: ['amount', 'quantity', 'price'],
  },
} as const satisfies Record<ValueTable, { texts: readonly string[]; numbers: readonly string[] }>;

/** How one number or word is made of many. */
export const valueHows = [
  'count',
  'sum',
  'avg',
  'most',
  'first',
  'last',
  'days_since',
  'days_since_first',
] as const;
export type ValueHow = (typeof valueHows)[number];

/** Of which properties something is made: `none` of the rows themselves. */
export const howProperties: Readonly<Record<ValueHow, 'none' | 'numbers' | 'texts' | 'all'>> = {
  count: 'none',
  sum: 'numbers',
  avg: 'numbers',
  most: 'texts',
  first: 'all',
  last: 'all',
  days_since: 'none',
  days_since_first: 'none',
};

/** The properties that can be asked of a table in such a way. */
export function propertiesFor(table: ValueTable, how: ValueHow): readonly string[] {
  const { texts, numbers } = valueProperties[table];
  const which = howProperties[how];
  if (which === 'none') return [];
  if (which === 'all') return [...texts, ...numbers];
  return which === 'numbers' ? numbers : texts;
}

/** Whether what comes out is a number, and not a word. */
export function isNumeric({ of, how, what }: { of: ValueTable; how: ValueHow; what?: string | undefined }) {
  if (how === 'most') return false;
  if (how !== 'first' && how !== 'last') return true;
  return valueProperties[of].numbers.some((one) => one === what);
}

/** How properties are called. */
export const propertyNames: Readonly<Record<string, Bilingual>> = {
  product: { en: 'product', zh: '商品' },
  name: { en: 'product name', zh: '商品名称' },
  brand: { en: 'brand', zh: '品牌' },
  category: { en: 'category', zh: '品类' },
  coupon: { en: 'coupon', zh: '优惠券' },
  currency: { en: 'currency', zh: '币种' },
  source: { en: 'source', zh: '来源' },
  utm_source: { en: 'campaign source', zh: '推广来源' },
  utm_medium: { en: 'campaign medium', zh: '推广媒介' },
  utm_campaign: { en: 'campaign', zh: '推广活动' },
  amount: { en: 'amount', zh: '金额' },
  quantity: { en: 'quantity', zh: '数量' },
  price: { en: 'price', zh: '单价' },
};
