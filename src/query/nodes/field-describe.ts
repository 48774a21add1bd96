import { type Choice, type Field, findNode, foldText } from '../../fields/index.ts';
import type { Language } from '../../lib/problem.ts';
import type { FieldRule, Scalar } from '../rule/types.ts';
import { describeList, describeTest, quoteValue } from './describe.ts';
import { describeNear } from './field-near.ts';
import { treeOf } from './field-tree.ts';
import type { DescribeContext } from './kind.ts';
import { describeRanks } from './ranks.ts';

const oneOperators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'contains', 'startsWith', 'endsWith'] as const;
const manyOperators = ['in', 'notIn', 'under'] as const;

/** A field's condition in words: labels for keys, names for codes. */
export function describeFieldRule(
  rule: FieldRule,
  { catalogue, language, amongWhom }: DescribeContext,
): string {
  const field = catalogue.find((one) => one.key === rule.field);
  const label = field?.label[language] ?? rule.field;
  const named = (value: Scalar) => nameOf(field, value, language);
  const parts: string[] = [];
  for (const operator of oneOperators) {
    const value = rule[operator];
    if (value === undefined) continue;
    const suffix = rule.currency === undefined ? '' : ` ${rule.currency}`;
    parts.push(
      describeTest(label, { operator, value: quoteValue(named(value), language) + suffix }, language),
    );
  }
  for (const operator of manyOperators) {
    const value = rule[operator];
    if (value === undefined) continue;
    const values = typeof value === 'object' ? value : [value];
    parts.push(describeTest(label, { operator, value: describeList(values.map(named), language) }, language));
  }
  const ranks = describeRanks(rule, label, { language, amongWhom });
  return [...parts, ...ranks, ...describeFlags(rule, label, language)].join(
    language === 'zh' ? '且' : ' and ',
  );
}

const flags = {
  exists: { en: ['is empty', 'is known'], zh: ['为空', '已填写'] },
  valid: { en: ['fails its check', 'passes its check'], zh: ['未通过校验', '通过校验'] },
} as const;

function describeFlags(rule: FieldRule, label: string, language: Language): string[] {
  const gap = language === 'zh' ? '' : ' ';
  const flagged = (['exists', 'valid'] as const).flatMap((name) => {
    const flag = rule[name];
    return flag === undefined ? [] : [`${label}${gap}${flags[name][language][flag ? 1 : 0]}`];
  });
  const near = rule.near === undefined ? [] : [describeNear(rule.near, label, language)];
  const said = [...near, ...flagged];
  const { currency } = rule;
  if (currency === undefined || Object.keys(rule).length > 2) return said;
  return [...said, language === 'zh' ? `${label}币种为${currency}` : `${label} is in ${currency}`];
}

function nameOf(field: Field | undefined, value: Scalar, language: Language): Scalar {
  if (field === undefined) return value;
  const isCode = field.type === 'region' || field.type === 'industry';
  const named = isCode
    ? findNode(treeOf(field), String(value).slice(0, 200))?.name
    : field.choices?.find((choice) => isCalled(choice, value))?.label;
  return named?.[language] ?? value;
}

function isCalled({ key, label }: Choice, value: Scalar): boolean {
  const text = foldText(String(value));
  return key === value || foldText(label.zh) === text || foldText(label.en) === text;
}
