import type { Bilingual } from '../lib/problem.ts';
import type { Rule } from './rule/types.ts';

/** One value of a facet: how many of the found profiles have it, and the rule that keeps only those. */
export interface FacetValue {
  readonly value: string | number | boolean | null;
  readonly label: Bilingual | null;
  readonly count: number;
  readonly rule: Rule | null;
}

/** A value as the warehouse counted it. */
export interface Counted {
  readonly value: unknown;
  readonly count: number;
}

/** How a facet is counted and shown. */
export interface Facet {
  readonly name: string;
  /** The column that it counts; where the table does not have it, all profiles are without a value. */
  readonly column: string;
  readonly sql: string;
  /** True where `sql` is a list of which each element counts. */
  readonly list: boolean;
  /** True where there may be as many values as rows. */
  readonly open: boolean;
  shape(counted: readonly Counted[], limit: number): FacetValue[];
}

const emptyLabel: Bilingual = { en: '(empty)', zh: '（空）' };

/** How many have no value. */
export function emptyValue(key: string, counted: readonly Counted[]): FacetValue[] {
  const count = counted
    .filter(({ value }) => value === '' || value === null || value === 0)
    .reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? [] : [{ value: null, label: emptyLabel, count, rule: { field: key, exists: false } }];
}
