import { z } from 'zod';

import { type Field, type FieldType, isList, isOpen, tellsYear } from '../../fields/index.ts';
import { allOf, anyOf, type Plan } from '../plan.ts';
import { localTime } from '../../lib/time-zone.ts';
import { nearestNames } from '../../lib/nearest.ts';
import { joinPath, ruleProblem, shownValue } from '../rule/problems.ts';
import type { FieldRule, Near, Scalar } from '../rule/types.ts';
import { describeFieldRule } from './field-describe.ts';
import { booleanTest, choiceTest } from './field-choice.ts';
import { dateTest } from './field-date.ts';
import { nearSchema, planNear } from './field-near.ts';
import { numberTest } from './field-number.ts';
import { codeTest, emailTest, phoneTest, textTest } from './field-text.ts';
import type { FieldTest } from './field-tests.ts';
import { treeTest } from './field-tree.ts';
import type { NodeKind, PlanContext } from './kind.ts';
import { planRanks, rankShape } from './ranks.ts';

const longestList = 10_000;
const text = z.string().max(1_000);
const scalar = z.union([text, z.number(), z.boolean()]);
const list = z.array(scalar).max(longestList);

/** Operators with one value and with several. */
const oneOperators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'contains', 'startsWith', 'endsWith'] as const;
const manyOperators = ['in', 'notIn', 'under'] as const;

const schema = z
  .strictObject({
    field: z.string().max(200),
    eq: scalar.optional(),
    ne: scalar.optional(),
    gt: scalar.optional(),
    gte: scalar.optional(),
    lt: scalar.optional(),
    lte: scalar.optional(),
    in: list.optional(),
    notIn: list.optional(),
    contains: text.optional(),
    startsWith: text.optional(),
    endsWith: text.optional(),
    under: z.union([scalar, list]).optional(),
    near: nearSchema.optional(),
    exists: z.boolean().optional(),
    valid: z.boolean().optional(),
    currency: z.string().max(10).optional(),
    ...rankShape,
  })
  .refine(
    (rule) => Object.keys(rule).length > 1,
    'give at least one operator, such as eq, gte, in, contains, under, near or exists · 请至少给出一个运算符，例如 eq、gte、in、contains、under、near 或 exists',
  );

const tests: Readonly<Record<FieldType, FieldTest>> = {
  text: textTest,
  name: textTest,
  address: textTest,
  choice: choiceTest,
  code: codeTest,
  postcode: codeTest,
  url: codeTest,
  number: numberTest,
  quantity: numberTest,
  money: numberTest,
  date: dateTest,
  boolean: booleanTest,
  phone: phoneTest,
  email: emailTest,
  region: treeTest,
  industry: treeTest,
  coordinates: {},
  secret: {},
};

/** `{ field: "employees", gte: 100, lt: 5000 }`: what a field holds. */
export const fieldNode: NodeKind<FieldRule> = {
  schema,
  plan(rule, path, context) {
    const field = findField(rule.field, joinPath(path, 'field'), context.catalogue);
    if (!isOpen(field)) guardMasked(field, rule, path);
    const parts = [
      ...valueParts(field, rule, { path, context }),
      ...rankParts(field, rule, { path, context }),
    ];
    if (rule.near !== undefined) parts.push(nearPart(field, rule.near, path));
    if (rule.exists !== undefined)
      parts.push(rule.exists ? filled(field) : { op: 'not', part: filled(field) });
    if (rule.valid !== undefined) parts.push(validPart(field, rule.valid));
    if (rule.currency !== undefined) parts.push(currencyPart(field, rule.currency, path));
    return allOf(parts);
  },
  describe: describeFieldRule,
};

interface Place {
  readonly path: string;
  readonly context: PlanContext;
}

function valueParts(field: Field, rule: FieldRule, place: Place): Plan[] {
  return [...oneOperators, ...manyOperators].flatMap((operator) => {
    const given = rule[operator];
    return given === undefined ? [] : [valuePart(field, { operator, given, valid: rule.valid }, place)];
  });
}

/** Ranks of numbers; amounts rank among those in their own currency. */
function rankParts(field: Field, rule: FieldRule, { path, context }: Place): Plan[] {
  if (rule.top === undefined && rule.bottom === undefined) return [];
  const { key, type } = field;
  if (type !== 'number' && type !== 'quantity' && type !== 'money')
    throw wrongOperator(field, rule.top === undefined ? 'bottom' : 'top', path);
  const column = (end: 'top' | 'bottom') => (end === 'top' || type === 'number' ? key : `${key}_max`);
  const by = type === 'money' ? { by: `${key}_currency` } : {};
  return planRanks(rule, { place: 'profiles', column, ...by }, context);
}

interface Asked {
  readonly operator: (typeof oneOperators)[number] | (typeof manyOperators)[number];
  readonly given: Scalar | readonly Scalar[];
  readonly valid: boolean | undefined;
}

/** `ne` and `notIn` are the opposites of `eq` and `in`: they hold for what has no value too. */
const opposites = { ne: 'eq', notIn: 'in' } as const;

function valuePart(field: Field, { operator, given, valid }: Asked, { path, context }: Place): Plan {
  const at = joinPath(path, operator);
  const base = operator === 'ne' || operator === 'notIn' ? opposites[operator] : operator;
  const test = tests[field.type][base] ?? (base === 'in' ? eachOf(tests[field.type]) : undefined);
  if (test === undefined) throw wrongOperator(field, operator, at);
  const many: readonly Scalar[] = isScalar(given) ? [given] : given;
  const part = test(
    field,
    { one: many[0] ?? '', many, valid, now: localTime(context.now, context.timeZone ?? 'UTC') },
    at,
  );
  return base === operator ? part : { op: 'not', part };
}

function isScalar(value: Scalar | readonly Scalar[]): value is Scalar {
  return typeof value !== 'object';
}

/** `in` of a type that knows only `eq`. */
function eachOf({ eq }: FieldTest): FieldTest['in'] {
  if (eq === undefined) return undefined;
  return (field, value, at) => anyOf(value.many.map((one) => eq(field, { ...value, one }, at)));
}

const nullable: ReadonlySet<FieldType> = new Set(['number', 'date', 'boolean', 'coordinates']);

/** Has a value: of a range one bound is enough. */
function filled(field: Field): Plan {
  const { key, type } = field;
  if (isList(field)) return { op: 'filled', column: key, empty: 'list' };
  if (type === 'region' || type === 'industry') return { op: 'filled', column: key, empty: 'zero' };
  if (type === 'quantity' || type === 'money') {
    const columns = [key, `${key}_max`];
    return anyOf(columns.map((column) => ({ op: 'filled', column, empty: 'null' })));
  }
  return { op: 'filled', column: key, empty: nullable.has(type) ? 'null' : 'text' };
}

/** Valid: there is a value and its check did not fail. Not valid: its check failed. */
function validPart(field: Field, valid: boolean): Plan {
  const failed: Plan = { op: 'oneOf', column: '_invalid', list: true, values: [field.key] };
  return valid ? allOf([filled(field), { op: 'not', part: failed }]) : failed;
}

function nearPart(field: Field, near: Near, path: string): Plan {
  if (field.type !== 'coordinates') throw wrongOperator(field, 'near', joinPath(path, 'near'));
  return planNear(field, near);
}

function currencyPart(field: Field, currency: string, path: string): Plan {
  if (field.type !== 'money') throw wrongOperator(field, 'currency', joinPath(path, 'currency'));
  return { op: 'oneOf', column: `${field.key}_currency`, list: false, values: [currency.toUpperCase()] };
}

const yearOperators = new Set(['eq', 'ne', 'in', 'notIn', 'gt', 'gte', 'lt', 'lte', 'exists', 'valid']);

/** Of a masked field a rule may ask what is shown of it: that there is a value, and of a person's dates the year. */
function guardMasked(field: Field, rule: FieldRule, path: string): void {
  const said = Object.entries(rule).filter(([, value]) => value !== undefined);
  const isFine = said.every(([operator, value]) => {
    if (operator === 'field' || operator === 'exists' || operator === 'valid') return true;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return (
      tellsYear(field) && yearOperators.has(operator) && values.every((one) => /^\d{4}$/.test(String(one)))
    );
  });
  if (!isFine) throw maskedField(field, path);
}

/** The problem of asking about values that are masked: the answers would tell them. */
function maskedField({ key, label }: Field, path: string) {
  return ruleProblem(
    'masked',
    {
      en: '{path}: your role sees {field} ({en}) masked, so it cannot be searched, filtered, sorted or counted by its values. Ask an administrator of the workspace, or choose another field.',
      zh: '{path}：您的角色只能看到脱敏后的{field}（{zh}），因此不能按其取值搜索、筛选、排序或统计。请联系工作区管理员，或换一个字段。',
    },
    { path, field: key, en: label.en, zh: label.zh },
  );
}

/** The field of a key whose values are to be compared or counted. Throws `rule.field` and `rule.masked`. */
export function findAsked(key: string, path: string, catalogue: readonly Field[]): Field {
  const field = findField(key, path, catalogue);
  if (!isOpen(field)) throw maskedField(field, path);
  return field;
}

/** The field of a key, or a problem that names the nearest ones. */
export function findField(key: string, path: string, catalogue: readonly Field[]): Field {
  const field = catalogue.find((one) => one.key === key);
  if (field !== undefined) return field;
  const near = nearestNames(
    key,
    catalogue.map((one) => ({ name: one.key, texts: [one.key, one.label.zh, one.label.en] })),
  );
  throw ruleProblem(
    'field',
    {
      en: `{path}: there is no field “{value}” that your role sees. ${near.length > 0 ? 'Nearest: {near}.' : 'The field catalogue lists all.'}`,
      zh: `{path}：没有您的角色可见的字段“{value}”。${near.length > 0 ? '最接近的有：{near}。' : '请查看字段目录。'}`,
    },
    { path, value: shownValue(key), near: near.join(', '), suggestions: near },
  );
}

function wrongOperator(field: Field, operator: string, path: string) {
  const own = field.type === 'coordinates' ? ['near'] : Object.keys(tests[field.type]);
  const known = [...own, 'exists', 'valid'].join(', ');
  return ruleProblem(
    'operator',
    {
      en: '{path}: a field of type {type} ({field}) cannot be asked with {operator}. It knows: {known}.',
      zh: '{path}：{type} 类型的字段（{field}）不支持 {operator}，支持的有：{known}。',
    },
    { path, field: field.key, type: field.type, operator, known },
  );
}
