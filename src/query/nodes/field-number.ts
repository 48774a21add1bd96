import type { Field } from '../../fields/index.ts';
import { allOf, anyOf, type Plan, type Sign } from '../plan.ts';
import type { Scalar } from '../rule/types.ts';
import { wrongValue } from '../rule/problems.ts';
import type { FieldTest } from './field-tests.ts';
import { readNumber } from './values-number.ts';

/** The two columns of a range, or one column twice. */
function boundColumns(field: Field): readonly [low: string, high: string] {
  return [field.key, field.type === 'number' ? field.key : `${field.key}_max`];
}

/**
 * Numbers, quantities and amounts. A range fits when every value of it does: 100-499 is at least 100, under 500, and equals nothing.
 */
export const numberTest: FieldTest = {
  eq: (field, value, at) => equals(field, number(value.one, at)),
  in: (field, value, at) => anyOf(value.many.map((one) => equals(field, number(one, at)))),
  gt: (field, value, at) => compare(boundColumns(field)[0], '>', number(value.one, at)),
  gte: (field, value, at) => compare(boundColumns(field)[0], '>=', number(value.one, at)),
  lt: (field, value, at) => compare(boundColumns(field)[1], '<', number(value.one, at)),
  lte: (field, value, at) => compare(boundColumns(field)[1], '<=', number(value.one, at)),
};

function equals(field: Field, value: number): Plan {
  const [low, high] = boundColumns(field);
  const first = compare(low, '=', value);
  return low === high ? first : allOf([first, compare(high, '=', value)]);
}

function compare(column: string, sign: Sign, value: number): Plan {
  return { op: 'compare', column, sign, type: 'Float64', value };
}

function number(value: Scalar, at: string): number {
  const read = readNumber(value);
  if (read !== undefined) return read;
  throw wrongValue(
    at,
    { en: 'a number such as 1000, 1.5 or 1000万', zh: '数字（如 1000、1.5、1000万）' },
    value,
  );
}
