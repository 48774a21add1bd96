import type { Kind } from '../../fields/index.ts';
import { Problem } from '../../lib/problem.ts';
import { quoteName, quoteText } from '../../store/warehouse/index.ts';
import { valuesAt } from '../compile-behaviour.ts';
import { type ComputedValue, insightOf } from '../nodes/insight-list.ts';
import type { RuleWorld } from '../world.ts';

/** Columns with computed values: `_value.spend`, `_value.val_…`. */
const prefix = '_value.';

/** What is computed under the key of a column; undefined for every other column. Throws `query.value` where there is no such value. */
export function valueOfKey(key: string, values: RuleWorld['values']): ComputedValue | undefined {
  if (!key.startsWith(prefix)) return undefined;
  const known = insightOf(key.slice(prefix.length), values);
  if (known !== undefined) return known;
  throw new Problem(
    'query.value',
    {
      en: 'There is no computed value for the column “{key}” of such customers; it may have been removed. Take the column out.',
      zh: '此类客户没有列“{key}”对应的计算值，可能已被删除。请去掉这一列。',
    },
    { key: key.slice(0, 100) },
  );
}

/** The computed values among the keys of columns, without those that are gone. */
export function valuesAmong(
  keys: readonly string[],
  values: RuleWorld['values'],
): { readonly key: string; readonly known: ComputedValue }[] {
  return [...new Set(keys)].flatMap((key) => {
    const known = key.startsWith(prefix) ? insightOf(key.slice(prefix.length), values) : undefined;
    return known === undefined ? [] : [{ key, known }];
  });
}

/** A computed value beside profiles: what follows the profile table after FROM, and the column that it is then, NULL where it is not known. */
export interface JoinedValue {
  readonly join: string;
  readonly sql: string;
  readonly type: 'Float64' | 'String';
}

/** Joins a computed value to profiles under a number of its own. */
export function joinValue(known: ComputedValue, kind: Kind, at: number): JoinedValue {
  const { place, column, type, zero } = known;
  const isNumber = type === 'number';
  const name = quoteName(column);
  const value = isNumber ? `toFloat64(${name})` : `nullIf(toString(${name}), '')`;
  const join = `
LEFT ANY JOIN (SELECT profile AS _of${at}, toNullable(${value}) AS _value${at} FROM ${valuesAt(place, quoteText(kind), quoteText)}) AS _values${at} ON _no = _of${at}`;
  const sql = zero ? `ifNull(_value${at}, 0)` : `_value${at}`;
  return { join, sql, type: isNumber ? 'Float64' : 'String' };
}
