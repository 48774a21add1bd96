import type { Problem } from '../../lib/problem.ts';
import type { Field } from '../../fields/index.ts';
import type { Plan } from '../plan.ts';
import { ruleProblem } from '../rule/problems.ts';
import type { Scalar } from '../rule/types.ts';

/** What an operator compares with: one value or several, and what else the node says. */
export interface TestValue {
  readonly one: Scalar;
  readonly many: readonly Scalar[];
  readonly valid: boolean | undefined;
  readonly now: Date;
}

type Test = (field: Field, value: TestValue, at: string) => Plan;

/** The operators of a type; `ne` and `notIn` are the opposites of `eq` and `in`. */
export interface FieldTest {
  readonly eq?: Test | undefined;
  readonly in?: Test | undefined;
  readonly gt?: Test | undefined;
  readonly gte?: Test | undefined;
  readonly lt?: Test | undefined;
  readonly lte?: Test | undefined;
  readonly contains?: Test | undefined;
  readonly startsWith?: Test | undefined;
  readonly endsWith?: Test | undefined;
  readonly under?: Test | undefined;
}

/** An empty text where some letters are needed. */
export function invalidText(at: string): Problem {
  return ruleProblem(
    'value',
    {
      en: '{path}: give at least one character.',
      zh: '{path}：至少要有一个字符。',
    },
    { path: at },
  );
}
