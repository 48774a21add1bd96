import type { Kind } from '../fields/index.ts';
import type { Bilingual } from '../lib/problem.ts';
import { valueSegments, valueTiers } from '../lib/value-segments.ts';

/** What is added up of a span of days, from which metrics are made. */
export interface Sums {
  /** Money, where it is of one currency. */
  readonly sales: number;
  readonly orders: number;
  /** Customers who bought within the span. */
  readonly active: number;
  /** Customers whose first order lies within it. */
  readonly fresh: number;
  /** Customers whose first order lies before it. */
  readonly known: number;
}

/** What is counted of the profiles as they stand. */
export interface Counts {
  readonly profiles: number;
  /** Those of whom at least half of the usual facts is known. */
  readonly full: number;
}

/** What is counted of the texts of customers that lie within a span of days. */
export interface Texts {
  readonly texts: number;
  /** Those that praise, and those that blame; some do both or neither. */
  readonly positive: number;
  readonly negative: number;
}

interface Common {
  readonly key: string;
  readonly label: Bilingual;
  /** How it is counted. */
  readonly note: Bilingual;
  readonly unit: 'money' | 'count' | 'share';
  /** Which way is the good one; more, where nothing is said. */
  readonly wanted?: 'more' | 'less' | 'neither';
}

/** One measure of the business: how it is called, how it is computed, and whose it is. Null: there is nothing to divide by. */
export type Metric =
  | (Common & {
      readonly of: 'purchases';
      readonly value: (sums: Sums) => number | null;
      /** Keeps the customers behind the number of the last days. */
      readonly rule: (days: number) => unknown;
    })
  | (Common & {
      readonly of: 'texts';
      readonly value: (texts: Texts) => number | null;
      /** Keeps whoever wrote what is counted from one day to another, both counted. */
      readonly rule: (days: readonly [string, string]) => unknown;
    })
  | (Common & {
      readonly of: 'profiles';
      readonly value: (counts: Counts) => number | null;
      readonly rule: () => unknown;
    });

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const wrote = (said: 'any' | 'positive' | 'negative') => (days: readonly [string, string]) => ({
  said,
  between: [...days],
});
const bought = (days: number) => ({ insight: 'last_day', lte: days });

export const metrics: readonly Metric[] = [
  {
    key: 'sales',
    of: 'purchases',
    unit: 'money',
    label: { en: 'Sales', zh: '销售额' },
    note: {
      en: 'What was bought by customers who are known, less refunds; cancelled orders do not count.',
      zh: '已知客户的购买金额，扣除退款，不含已取消的订单。',
    },
    value: ({ sales }) => sales,
    rule: bought,
  },
  {
    key: 'orders',
    of: 'purchases',
    unit: 'count',
    label: { en: 'Orders', zh: '订单数' },
    note: {
      en: 'Orders above zero that were completed and not cancelled.',
      zh: '金额大于零、已完成且未取消的订单。',
    },
    value: ({ orders }) => orders,
    rule: bought,
  },
  {
    key: 'average_purchase',
    of: 'purchases',
    unit: 'money',
    label: { en: 'Average purchase', zh: '客单价' },
    note: { en: 'Sales divided by orders.', zh: '销售额除以订单数。' },
    value: ({ sales, orders }) => share(sales, orders),
    rule: bought,
  },
  {
    key: 'active',
    of: 'purchases',
    unit: 'count',
    label: { en: 'Active customers', zh: '活跃客户' },
    note: { en: 'Customers who bought at least once.', zh: '至少购买过一次的客户。' },
    value: ({ active }) => active,
    rule: bought,
  },
  {
    key: 'acquisition',
    of: 'purchases',
    unit: 'count',
    label: { en: 'New customers', zh: '新客户' },
    note: { en: 'Customers who bought for the first time.', zh: '首次购买的客户。' },
    value: ({ fresh }) => fresh,
    rule: (days) => ({ insight: 'first_day', lte: days }),
  },
  {
    key: 'retention',
    of: 'purchases',
    unit: 'share',
    label: { en: 'Retention', zh: '留存率' },
    note: {
      en: 'Of the customers who had bought before the span: the share who bought within it.',
      zh: '此前购买过的客户中，在该时段内再次购买的比例。',
    },
    value: ({ active, fresh, known }) => share(active - fresh, known),
    rule: (days) => ({ all: [{ insight: 'first_day', gt: days }, bought(days)] }),
  },
  {
    key: 'satisfaction',
    of: 'texts',
    unit: 'share',
    label: { en: 'Satisfaction', zh: '满意度' },
    note: {
      en: 'Of the texts of customers that praise or blame: the share that praises. Texts that do both are left out.',
      zh: '客户文字中，好评占好评与差评之和的比例；褒贬兼有的不计入。',
    },
    value: ({ positive, negative }) => share(positive, positive + negative),
    rule: wrote('positive'),
  },
  {
    key: 'blame',
    of: 'texts',
    unit: 'count',
    label: { en: 'Texts that blame', zh: '差评数' },
    note: {
      en: 'Reviews, complaints, survey answers and notes of customers who are known, where they blame.',
      zh: '已知客户的评价、投诉、问卷回答与备注中，表达不满的条数。',
    },
    wanted: 'less',
    value: ({ negative }) => negative,
    rule: wrote('negative'),
  },
  {
    key: 'texts',
    of: 'texts',
    unit: 'count',
    label: { en: 'Texts of customers', zh: '客户文字数' },
    note: {
      en: 'Reviews, complaints, survey answers and notes of customers who are known, however they speak.',
      zh: '已知客户的评价、投诉、问卷回答与备注的条数，不论褒贬。',
    },
    wanted: 'neither',
    value: ({ texts }) => texts,
    rule: wrote('any'),
  },
  {
    key: 'customers',
    of: 'profiles',
    unit: 'count',
    label: { en: 'Customers', zh: '客户总数' },
    note: { en: 'All profiles, whether they bought or not.', zh: '全部档案，无论是否购买过。' },
    value: ({ profiles }) => profiles,
    rule: () => ({ all: [] }),
  },
  {
    key: 'data_quality',
    of: 'profiles',
    unit: 'share',
    label: { en: 'Data quality', zh: '数据质量' },
    note: {
      en: 'The share of customers of whom at least half of the usual facts is known.',
      zh: '常用信息至少已知一半的客户所占比例。',
    },
    value: ({ profiles, full }) => share(full, profiles),
    rule: () => ({ completeness: { gte: 50 } }),
  },
];

/** What customers are broken down by: values of a field, as lists count them, or a list with a rule for each. */
export type Dimension = {
  readonly key: string;
  readonly label: Bilingual;
  readonly kinds: readonly Kind[];
} & (
  | { readonly field: string }
  | {
      readonly values: readonly { readonly key: string; readonly label: Bilingual; readonly rule: unknown }[];
      /** The field that the rules ask about, where they ask about one. */
      readonly needs?: string;
    }
);

const both = ['organization', 'person'] as const;
const listed = (insight: string, list: readonly (Bilingual & { readonly key: string })[]) =>
  list.map(({ key, en, zh }) => ({ key, label: { en, zh }, rule: { insight, in: [key] } }));

/** Born at most so many years ago, and more than so many; relative, so that people grow older. */
const born = (from: number, to: number | null) => ({
  field: 'birth_date',
  lte: `-${from}y`,
  ...(to === null ? {} : { gt: `-${to}y` }),
});
const ages = [
  { key: '-20', label: { en: 'Under 20', zh: '20 岁以下' }, rule: { field: 'birth_date', gt: '-20y' } },
  ...[20, 30, 40, 50, 60].map((from) => {
    const to = from === 60 ? null : from + 10;
    const label =
      to === null
        ? { en: '60 and older', zh: '60 岁及以上' }
        : { en: `${from} to ${to - 1}`, zh: `${from}–${to - 1} 岁` };
    return { key: String(from), label, rule: born(from, to) };
  }),
  {
    key: '',
    label: { en: '(empty)', zh: '（空）' },
    rule: { field: 'birth_date', exists: false },
  },
];

export const dimensions: readonly Dimension[] = [
  { key: 'region', field: 'region', kinds: both, label: { en: 'Region', zh: '地区' } },
  { key: 'industry', field: 'industry', kinds: ['organization'], label: { en: 'Industry', zh: '行业' } },
  { key: 'source', field: '_sources', kinds: both, label: { en: 'Source', zh: '来源' } },
  {
    key: 'age',
    kinds: ['person'],
    needs: 'birth_date',
    label: { en: 'Age', zh: '年龄' },
    values: ages,
  },
  { key: 'gender', field: 'gender', kinds: ['person'], label: { en: 'Gender', zh: '性别' } },
  {
    key: 'segment',
    kinds: both,
    label: { en: 'Value segment', zh: '价值分群' },
    values: listed('segment', valueSegments),
  },
  {
    key: 'tier',
    kinds: both,
    label: { en: 'Value tier', zh: '价值等级' },
    values: listed('tier', valueTiers),
  },
];
