import { storeDay } from '../../fields/index.ts';
import { allOf, anyOf, type Plan, type Sign } from '../plan.ts';
import { wrongValue } from '../rule/problems.ts';
import type { Scalar } from '../rule/types.ts';
import type { FieldTest } from './field-tests.ts';
import { dateWanted } from './updated.ts';
import { type DateSpan, readDateSpan } from './values-date.ts';

/** Dates; a month or a year means all its days: after 2024 begins with 2025-01-01. */
export const dateTest: FieldTest = {
  eq: ({ key }, value, at) => inside(key, span(value.one, at, value.now)),
  in: ({ key }, value, at) => anyOf(value.many.map((one) => inside(key, span(one, at, value.now)))),
  gt: ({ key }, value, at) => compare(key, '>', span(value.one, at, value.now).to),
  gte: ({ key }, value, at) => compare(key, '>=', span(value.one, at, value.now).from),
  lt: ({ key }, value, at) => compare(key, '<', span(value.one, at, value.now).from),
  lte: ({ key }, value, at) => compare(key, '<=', span(value.one, at, value.now).to),
};

function inside(column: string, { from, to }: DateSpan): Plan {
  return from === to
    ? compare(column, '=', from)
    : allOf([compare(column, '>=', from), compare(column, '<=', to)]);
}

function compare(column: string, sign: Sign, value: string): Plan {
  return { op: 'compare', column, sign, type: 'UInt32', value: storeDay(value) };
}

function span(value: Scalar, at: string, now: Date): DateSpan {
  const read = typeof value === 'boolean' ? undefined : readDateSpan(String(value), now);
  if (read !== undefined) return read;
  throw wrongValue(at, dateWanted, value);
}
