import { type Field, foldText, isList } from '../../fields/index.ts';
import { nearestNames } from '../../lib/nearest.ts';
import { ruleProblem, shownValue, wrongValue } from '../rule/problems.ts';
import type { Scalar } from '../rule/types.ts';
import { textTest } from './field-text.ts';
import type { FieldTest, TestValue } from './field-tests.ts';

/**
 * One of a list, by key, label or another way of writing it. A value that is not on the list can be asked for only together
 * with `valid: false`, which is what such values are.
 */
export const choiceTest: FieldTest = {
  eq: (field, value, at) => oneOf(field, [readChoice({ field, value, at }, value.one)]),
  in: (field, value, at) =>
    oneOf(
      field,
      value.many.map((one) => readChoice({ field, value, at }, one)),
    ),
  contains: textTest.contains,
  startsWith: textTest.startsWith,
  endsWith: textTest.endsWith,
};

function oneOf(field: Field, values: readonly string[]) {
  return { op: 'oneOf', column: field.key, list: isList(field), values: [...new Set(values)] } as const;
}

interface Asked {
  readonly field: Field;
  readonly value: TestValue;
  readonly at: string;
}

function readChoice({ field, value: { valid }, at }: Asked, value: Scalar): string {
  const text = String(value);
  const choices = field.choices ?? [];
  const folded = foldText(text);
  const found =
    choices.find(({ key }) => key === text) ??
    choices.find(({ label }) => foldText(label.zh) === folded || foldText(label.en) === folded) ??
    choices.find(({ synonyms = [] }) => synonyms.some((synonym) => foldText(synonym) === folded));
  if (found !== undefined) return found.key;
  if (choices.length === 0 || valid === false) return text;
  const candidates = choices.map(({ key, label, synonyms = [] }) => ({
    name: key,
    texts: [key, label.zh, label.en, ...synonyms],
  }));
  const near = nearestNames(text, candidates);
  const shown = near.length > 0 ? near : choices.map(({ key }) => key);
  throw ruleProblem(
    'value',
    {
      en: '{path}: {field} has no choice “{value}”. Choose from: {near}.',
      zh: '{path}：{field} 没有选项“{value}”。可选：{near}。',
    },
    {
      path: at,
      field: field.key,
      value: shownValue(value),
      near: shown.slice(0, 20).join(', '),
      suggestions: near,
    },
  );
}

/** Yes or no. */
export const booleanTest: FieldTest = {
  eq: ({ key }, { one }, at) => {
    const truth = readTruth(one);
    if (truth === undefined) throw wrongValue(at, { en: 'true or false', zh: 'true 或 false' }, one);
    return { op: 'compare', column: key, sign: '=', type: 'UInt8', value: truth };
  },
};

function readTruth(value: Scalar): 0 | 1 | undefined {
  const text = String(value).toLowerCase();
  if (['true', '1', 'yes', '是'].includes(text)) return 1;
  return ['false', '0', 'no', '否'].includes(text) ? 0 : undefined;
}
