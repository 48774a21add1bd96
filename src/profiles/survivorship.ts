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

/**
 * Two orders of records, each packed into one number, to be selected beside the facts: by trust (trust, date, number) and by
 * date (date, trust, number). The engine compares such numbers ten times faster than tuples.
 */
export const recordOrders = [
  [
    'by_trust',
    packed([
      ['_trust', 64],
      [seconds(), 32],
      ['_no', 0],
    ]),
  ],
  [
    'by_date',
    packed([
      [seconds(), 40],
      ['_trust', 32],
      ['_no', 0],
    ]),
  ],
] as const;

function seconds(): string {
  return 'toUnixTimestamp(_observed)';
}

/** A UInt128 with each value shifted to its place. */
function packed(parts: readonly (readonly [value: string, shift: number])[]): string {
  return parts.map(([value, shift]) => `bitShiftLeft(toUInt128(${value}), ${shift})`).join(' + ');
}

/** A UInt128 that is the greater the better a record's claim: set by hand, valid, then the field's own rule. */
function rankOf(field: Field): string {
  const key = quoteText(field.key);
  const length = `least(1048575, length(toString(${quoteName(field.key)})))`;
  const rest = {
    trust: 'by_trust',
    recent: 'by_date',
    longest: `${packed([
      ['_trust', 92],
      [length, 72],
    ])} + by_date`,
  }[field.survivorship];
  return `(${packed([
    [`has(_sets, ${key})`, 121],
    [`NOT has(_invalid, ${key})`, 120],
  ])} + ${rest})`;
}

function surviveOne(field: Field): GoldenColumns {
  const key = quoteText(field.key);
  const stored = storedColumns(field);
  const filled = hasValue(field, quoteName(field.key));
  const rank = rankOf(field);
  const invalid = `invalid_${field.key}`;
  // A bound that the winner leaves open must stay open: an aggregate would pass over NULL and take another's.
  const bounds = stored.length > 1;
  const value = (column: { name: string; type: string }) =>
    bounds && column.type.startsWith('Nullable')
      ? `ifNull(${quoteName(column.name)}, nan)`
      : quoteName(column.name);
  const shown = (column: { name: string; type: string }) =>
    bounds && column.type.startsWith('Nullable')
      ? `if(isNaN(best_${column.name}), NULL, best_${column.name})`
      : `best_${column.name}`;
  const claimed = `${filled} OR has(_sets, ${key})`;
  return {
    aggregates: [
      ...stored.map(
        (column) => [`best_${column.name}`, `argMaxIf(${value(column)}, ${rank}, ${claimed})`] as const,
      ),
      ...(bounds ? [[`said_${field.key}`, `countIf(${claimed})`] as const] : []),
      [invalid, `argMaxIf(has(_invalid, ${key}), ${rank}, ${filled} OR has(_invalid, ${key}))`] as const,
    ],
    steps: [],
    columns: stored.map((column) => {
      const known =
        bounds && column.type.startsWith('Nullable')
          ? `if(said_${field.key} = 0, NULL, ${shown(column)})`
          : shown(column);
      return [column.name, known] as const;
    }),
    invalid,
  };
}

function surviveList(field: Field): GoldenColumns {
  const key = quoteText(field.key);
  const column = quoteName(field.key);
  const [claims, since, newest, kept, list, invalid] = [
    'claims',
    'since',
    'newest',
    'kept',
    'list',
    'invalid',
  ].map((part) => `${part}_${field.key}`);
  const set = `has(_sets, ${key})`;
  return {
    aggregates: [
      [
        `${claims}`,
        `groupArrayIf((${set}, _trust, _observed, _no, ${column}), notEmpty(${column}) OR ${set})`,
      ],
      [`${since}`, `maxIf(toUnixTimestamp(_observed), ${set})`],
      [`${newest}`, `maxIf(_no, ${set})`],
      [`${invalid}`, `max(has(_invalid, ${key}))`],
    ],
    steps: [
      [
        `${kept}`,
        `arrayFilter(c -> if(c.1, c.4 = ${newest}, ${since} = 0 OR toUnixTimestamp(c.3) > ${since}), ${claims})`,
      ],
      [
        `${list}`,
        `arrayDistinct(arrayFlatten(arrayMap(c -> c.5, arrayReverseSort(c -> (c.1, c.2, c.3, c.4), ${kept}))))`,
      ],
    ],
    columns: [[field.key, `${list}`]],
    invalid: `${invalid}`,
  };
}
