import { hasValue, isList, storedColumns, type Field } from '../fields/index.ts';
import { quoteName, quoteText } from '../store/warehouse/index.ts';

/** Columns of one field in a golden profile, as aggregates over the facts of its records. */
export interface GoldenColumns {
  readonly columns: readonly (readonly [column: string, expression: string])[];
  /** True where the golden value fails its check. */
  readonly invalid: string;
}

/**
 * The golden value of a field among several records' claims. What a person set by hand wins, then what passes its check;
 * then, by the field's rule, trust, date or completeness; the record's number decides what is still equal.
 * Lists keep every value, the best first; a list set by hand replaces what was observed before it.
 */
export function survive(field: Field): GoldenColumns {
  return isList(field) ? surviveList(field) : surviveOne(field);
}

function rankOf(field: Field): string {
  const key = quoteText(field.key);
  const first = [`has(_sets, ${key})`, `NOT has(_invalid, ${key})`];
  const rest = {
    trust: ['_trust', '_observed', '_no'],
    recent: ['_observed', '_trust', '_no'],
    longest: ['_trust', `length(toString(${quoteName(field.key)}))`, '_observed', '_no'],
  }[field.survivorship];
  return `(${[...first, ...rest].join(', ')})`;
}

function surviveOne(field: Field): GoldenColumns {
  const key = quoteText(field.key);
  const names = storedColumns(field).map(({ name }) => name);
  const filled = hasValue(field, quoteName(field.key));
  const rank = rankOf(field);
  const best = `argMaxIf(tuple(${names.map(quoteName).join(', ')}), ${rank}, ${filled} OR has(_sets, ${key}))`;
  return {
    columns: names.map((name, index) => [name, `${best}.${index + 1}`] as const),
    invalid: `argMaxIf(has(_invalid, ${key}), ${rank}, ${filled} OR has(_invalid, ${key}))`,
  };
}

function surviveList(field: Field): GoldenColumns {
  const key = quoteText(field.key);
  const column = quoteName(field.key);
  const claims = `groupArrayIf((has(_sets, ${key}), _trust, _observed, _no, ${column}), notEmpty(${column}) OR has(_sets, ${key}))`;
  const lastSet = `arrayMax(arrayMap(c -> if(c.1, toUnixTimestamp(c.3), 0), arrayPushBack(${claims}, (0, 0, toDateTime(0), 0, []))))`;
  const live = `arrayFilter(c -> c.1 OR toUnixTimestamp(c.3) > ${lastSet} OR ${lastSet} = 0, ${claims})`;
  const newestSet = `arrayMax(arrayMap(c -> if(c.1, c.4, 0), arrayPushBack(${claims}, (0, 0, toDateTime(0), 0, []))))`;
  const kept = `arrayFilter(c -> NOT c.1 OR c.4 = ${newestSet}, ${live})`;
  return {
    columns: [
      [field.key, `arrayDistinct(arrayFlatten(arrayMap(c -> c.5, arrayReverseSort(c -> (c.1, c.2, c.3, c.4), ${kept}))))`],
    ],
    invalid: `max(has(_invalid, ${key}))`,
  };
}
