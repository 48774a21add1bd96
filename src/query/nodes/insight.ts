import { z } from 'zod';

import type { Bilingual } from '../../lib/problem.ts';
import { allOf, nothing, type Plan } from '../plan.ts';
import { joinPath, ruleProblem, wrongValue } from '../rule/problems.ts';
import type { InsightRule } from '../rule/types.ts';
import { signs } from './completeness.ts';
import { describeBounds, describeList, describeTest } from './describe.ts';
import { type ComputedValue, insightOf, listShipped } from './insight-list.ts';
import type { DescribeContext, NodeKind, PlanContext } from './kind.ts';
import { describeRanks, planRanks, rankShape } from './ranks.ts';

const number = z.number();
const schema = z
  .strictObject({
    insight: z.string().max(64),
    in: z.array(z.string().max(500)).min(1).max(1_000).optional(),
    eq: z.union([number, z.string().max(500)]).optional(),
    gt: number.optional(),
    gte: number.optional(),
    lt: number.optional(),
    lte: number.optional(),
    ...rankShape,
  })
  .refine((rule) => Object.keys(rule).length > 1, 'give at least one test · 至少给出一个条件');

const boundNames = ['eq', 'gt', 'gte', 'lt', 'lte'] as const;

/** `{ insight: "segment", in: ["cant_lose"] }`, `{ insight: "lifetime_value", gte: 100 }`, `{ insight: "val_…", gte: 3 }`: what is computed of a customer. */
export const insightNode: NodeKind<InsightRule> = {
  schema,
  plan(rule, path, context) {
    const own = context.values?.get(rule.insight);
    const known = insightOf(rule.insight, context.values);
    if (known === undefined || (own !== undefined && own.kind !== context.kind))
      return planUnknown(rule.insight, path, context);
    const { place, type } = known;
    const { kind } = context;
    if (type !== 'number') return { op: 'valued', kind, place, test: planNames(rule, known, path) };
    const test = planBounds(rule, { known, context }, path);
    if (!known.zero || !fitsZero(rule)) return { op: 'valued', kind, place, test };
    return { op: 'not', part: { op: 'valued', kind, place, test: { op: 'not', part: test } } };
  },
  describe(rule, { language, values, amongWhom }) {
    const known = insightOf(rule.insight, values);
    const label = known?.label[language] ?? rule.insight;
    if (known === undefined || known.type === 'number')
      return describeNumber(rule, label, { language, amongWhom });
    const names = namesIn(rule).map((key) => known.names.find((name) => name.key === key)?.[language] ?? key);
    return describeTest(
      label,
      { operator: names.length > 1 ? 'in' : 'eq', value: describeList(names, language) },
      language,
    );
  },
};

/** A value that is not there: refused, with the names of those that are, or with what may have become of it. */
function planUnknown(name: string, path: string, { forgiving }: PlanContext): Plan {
  const at = joinPath(path, 'insight');
  if (!name.startsWith('val_')) throw wrongValue(at, listed(listShipped()), name);
  if (forgiving === true) return nothing;
  throw ruleProblem('computed', gone, { path: at, value: name });
}

const gone = {
  en: '{path}: there is no computed value “{value}” of such customers here; it may have been removed. Choose another one, or take this condition out.',
  zh: '{path}：此类客户没有计算值“{value}”，可能已被删除。请选择其他计算值，或去掉这个条件。',
};

/** Whether 0 passes all bounds, so that whoever has none of it fits. */
function fitsZero({ eq = 0, gt = -1, gte = 0, lt = 1, lte = 0, top, bottom }: InsightRule): boolean {
  if (top !== undefined || bottom !== undefined) return false;
  return [eq === 0, gt < 0, gte <= 0, lt > 0, lte >= 0].every(Boolean);
}

function describeNumber(
  rule: InsightRule,
  label: string,
  context: Pick<DescribeContext, 'language' | 'amongWhom'>,
): string {
  const { language } = context;
  const bounds = describeBounds(label, boundsOf(rule), language);
  const ranks = describeRanks(rule, label, context);
  return [...(bounds === '' ? [] : [bounds]), ...ranks].join(language === 'zh' ? '且' : ' and ');
}

function boundsOf({ eq, gt, gte, lt, lte }: InsightRule) {
  return { eq, gt, gte, lt, lte };
}

function namesIn({ in: names = [], eq }: InsightRule): readonly string[] {
  return eq === undefined ? names : [String(eq)];
}

interface Bounded {
  readonly known: ComputedValue;
  readonly context: PlanContext;
}

function planBounds(rule: InsightRule, { known, context }: Bounded, path: string): Plan {
  if (rule.in !== undefined) throw wrongValue(joinPath(path, 'in'), numberWanted, rule.in.join(', '));
  const { column, place } = known;
  const ranks = planRanks(rule, { place, column: () => column }, context);
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

function planNames(rule: InsightRule, { column, names, type }: ComputedValue, path: string): Plan {
  if (rule.top !== undefined || rule.bottom !== undefined)
    throw wrongValue(
      path,
      { en: 'a test of names; top and bottom are for numbers', zh: '名称的条件；top 与 bottom 只用于数字' },
      rule.insight,
    );
  const values = namesIn(rule);
  const keys = names.map(({ key }) => key);
  const wrong = type === 'name' ? values.find((value) => !keys.includes(value)) : undefined;
  if (values.length === 0 || wrong !== undefined)
    throw wrongValue(
      joinPath(path, rule.eq === undefined ? 'in' : 'eq'),
      type === 'name' ? listed(keys) : wordWanted,
      wrong ?? '',
    );
  return { op: 'oneOf', column, list: false, values };
}

const wordWanted = { en: 'a word to compare with', zh: '可比较的文字' };
const numberWanted = { en: 'a number', zh: '数字' };
const listed = (keys: readonly string[]): Bilingual => ({
  en: `one of ${keys.join(', ')}`,
  zh: `以下之一：${keys.join('、')}`,
});
