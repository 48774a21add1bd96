import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import type { Bilingual, Language } from '../../lib/problem.ts';
import { habitGroups, valueSegments, valueTiers } from '../../lib/value-segments.ts';
import { allOf, type Plan } from '../plan.ts';
import { joinPath, wrongValue } from '../rule/problems.ts';
import type { InsightRule } from '../rule/types.ts';
import { signs } from './completeness.ts';
import { describeBounds, describeList, describeTest } from './describe.ts';
import type { NodeKind } from './kind.ts';

/** What is computed of a customer's purchases, and how it is called; `names` where it is one of a list. */
const insights: Readonly<
  Record<string, { column: string; label: Bilingual; names?: readonly (Bilingual & { key: string })[] }>
> = {
  segment: { column: 'segment', label: { en: 'value segment', zh: '价值分群' }, names: valueSegments },
  tier: { column: 'tier', label: { en: 'value tier', zh: '价值等级' }, names: valueTiers },
  cluster: {
    column: 'cluster',
    label: { en: 'group of like habits', zh: '行为相近的群组' },
    names: habitGroups,
  },
  recency: { column: 'recency', label: { en: 'days since the last order', zh: '距上次下单天数' } },
  first_day: { column: 'first_day', label: { en: 'days back to the first order', zh: '首次下单距今天数' } },
  last_day: { column: 'last_day', label: { en: 'days back to the last order', zh: '最近一次下单距今天数' } },
  orders: { column: 'orders', label: { en: 'number of orders', zh: '订单数' } },
  spend: { column: 'monetary', label: { en: 'total spend', zh: '累计消费' } },
  average_order: { column: 'average_order', label: { en: 'average order', zh: '平均订单金额' } },
  r: { column: 'r', label: { en: 'recency score', zh: '近度得分' } },
  f: { column: 'f', label: { en: 'frequency score', zh: '频度得分' } },
  m: { column: 'm', label: { en: 'monetary score', zh: '额度得分' } },
  alive: { column: 'alive', label: { en: 'chance to buy again', zh: '仍会购买的概率' } },
  risk: { column: 'risk', label: { en: 'chance of no order within 90 days', zh: '90 天内不下单的概率' } },
  next_days: {
    column: 'next_days',
    label: { en: 'days until the next order (median)', zh: '预计距下次下单天数（中位数）' },
  },
  expected: { column: 'expected', label: { en: 'orders expected within a year', zh: '一年内预期下单次数' } },
  lifetime_value: { column: 'value', label: { en: 'value of the next year', zh: '未来一年价值' } },
};

/** Where a value that insights computed stands, and how it and its names are called. */
export function insightOf(name: string) {
  return Object.hasOwn(insights, name) ? insights[name] : undefined;
}

const number = z.number();
const percent = number.gt(0).max(100);
const schema = z
  .strictObject({
    insight: z.string().max(64),
    in: z.array(z.string().max(64)).min(1).max(100).optional(),
    eq: z.union([number, z.string().max(64)]).optional(),
    gt: number.optional(),
    gte: number.optional(),
    lt: number.optional(),
    lte: number.optional(),
    top: percent.optional(),
    bottom: percent.optional(),
  })
  .refine((rule) => Object.keys(rule).length > 1, 'give at least one test · 至少给出一个条件');

const boundNames = ['eq', 'gt', 'gte', 'lt', 'lte'] as const;

/** `{ insight: "segment", in: ["cant_lose"] }`, `{ insight: "lifetime_value", gte: 100 }`: what insights computed of a customer. */
export const insightNode: NodeKind<InsightRule> = {
  schema,
  plan(rule, path, { kind }) {
    const known = insightOf(rule.insight);
    if (known === undefined)
      throw wrongValue(joinPath(path, 'insight'), listed(Object.keys(insights)), rule.insight);
    const test =
      known.names === undefined
        ? planBounds(rule, { column: known.column, kind }, path)
        : planNames(rule, known, path);
    return { op: 'valued', kind, test };
  },
  describe(rule, { language }) {
    const known = insightOf(rule.insight);
    const label = known?.label[language] ?? rule.insight;
    if (known?.names === undefined) return describeNumber(rule, label, language);
    const names = namesIn(rule).map(
      (key) => known.names?.find((name) => name.key === key)?.[language] ?? key,
    );
    return describeTest(
      label,
      { operator: names.length > 1 ? 'in' : 'eq', value: describeList(names, language) },
      language,
    );
  },
};

function describeNumber(rule: InsightRule, label: string, language: Language): string {
  const bounds = describeBounds(label, boundsOf(rule), language);
  const ranks = ends.flatMap((end) => {
    const share = rule[end];
    if (share === undefined) return [];
    if (language === 'zh') return [`${label}排名${end === 'top' ? '前' : '后'} ${share}%`];
    return [`${label} is in the ${end} ${share}%`];
  });
  return [...(bounds === '' ? [] : [bounds]), ...ranks].join(language === 'zh' ? '且' : ' and ');
}

const ends = ['top', 'bottom'] as const;

function boundsOf({ eq, gt, gte, lt, lte }: InsightRule) {
  return { eq, gt, gte, lt, lte };
}

function namesIn({ in: names = [], eq }: InsightRule): readonly string[] {
  return eq === undefined ? names : [String(eq)];
}

function planBounds(rule: InsightRule, { column, kind }: { column: string; kind: Kind }, path: string): Plan {
  if (rule.in !== undefined) throw wrongValue(joinPath(path, 'in'), numberWanted, rule.in.join(', '));
  const ranks = ends.flatMap((end): Plan[] => {
    const share = rule[end];
    return share === undefined ? [] : [{ op: 'rank', kind, column, end, share: share / 100 }];
  });
  return allOf([
    ...boundNames.flatMap((name): Plan[] => {
      const value = rule[name];
      if (value === undefined) return [];
      if (typeof value === 'string') throw wrongValue(joinPath(path, name), numberWanted, value);
      return [{ op: 'compare', column, sign: signs[name], type: 'Float64', value }];
    }),
    ...ranks,
  ]);
}

function planNames(
  rule: InsightRule,
  { column, names = [] }: { column: string; names?: readonly { key: string }[] },
  path: string,
): Plan {
  const keys = names.map(({ key }) => key);
  if (rule.top !== undefined || rule.bottom !== undefined)
    throw wrongValue(
      path,
      { en: 'a test of names; top and bottom are for numbers', zh: '名称的条件；top 与 bottom 只用于数字' },
      rule.insight,
    );
  const values = namesIn(rule);
  const wrong = values.find((value) => !keys.includes(value));
  if (values.length === 0 || wrong !== undefined)
    throw wrongValue(joinPath(path, rule.eq === undefined ? 'in' : 'eq'), listed(keys), wrong ?? '');
  return { op: 'oneOf', column, list: false, values };
}

const numberWanted = { en: 'a number', zh: '数字' };
const listed = (keys: readonly string[]): Bilingual => ({
  en: `one of ${keys.join(', ')}`,
  zh: `以下之一：${keys.join('、')}`,
});
