import { hasValue, isList, storedColumns, type Field } from '../fields/index.ts';
import { quoteName, quoteText } from '../store/warehouse/index.ts';

/** How one field of a golden profile comes out of the facts of its records. */
export interface GoldenColumns {
  /** Aggregates over the facts, by name. */
  readonly aggregates: readonly (readonly [name: string, expression: string])[];
  /** Steps from the aggregates to the columns. */
  readonly steps: readonly (readonly [name: string, expression: string])[];
  /** The columns, and the steps or aggregates that they hold. */
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
  const best = `best_${field.key}`;
  const invalid = `invalid_${field.key}`;
  return {
    aggregates: [
      [best, `argMaxIf(tuple(${names.map(quoteName).join(', ')}), ${rank}, ${filled} OR has(_sets, ${key}))`],
      [invalid, `argMaxIf(has(_invalid, ${key}), ${rank}, ${filled} OR has(_invalid, ${key}))`],
    ],
    steps: [],
    columns: names.map((name, index) => [name, `${best}.${index + 1}`] as const),
    invalid,
  };
}

function surviveList(field: Field): GoldenColumns {
  const key = quoteText(field.key);
  const column = quoteName(field.key);
  const [claims, since, newest, kept, list, invalid] = ['claims', 'since', 'newest', 'kept', 'list', 'invalid'].map((part) => `${part}_${field.key}`);
  const set = `has(_sets, ${key})`;
  return {
    aggregates: [
      [`${claims}`, `groupArrayIf((${set}, _trust, _observed, _no, ${column}), notEmpty(${column}) OR ${set})`],
      [`${since}`, `maxIf(toUnixTimestamp(_observed), ${set})`],
      [`${newest}`, `maxIf(_no, ${set})`],
      [`${invalid}`, `max(has(_invalid, ${key}))`],
    ],
    steps: [
      [`${kept}`, `arrayFilter(c -> if(c.1, c.4 = ${newest}, ${since} = 0 OR toUnixTimestamp(c.3) > ${since}), ${claims})`],
      [`${list}`, `arrayDistinct(arrayFlatten(arrayMap(c -> c.5, arrayReverseSort(c -> (c.1, c.2, c.3, c.4), ${kept}))))`],
    ],
    columns: [[field.key, `${list}`]],
    invalid: `${invalid}`,
  };
}
