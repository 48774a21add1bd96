import { comparatorOf, shareColumn, soundColumn, valueColumn } from './comparators.ts';
import { soundsSql } from './sound.ts';
import type { Steps } from './steps.ts';
import type { Attribute } from './types.ts';

/** Where the records to be matched stand. */
export interface MatchInput {
  /** A table or a SELECT in parentheses with `no UInt32`, `side UInt8` and what the attributes read. */
  readonly from: string;
  readonly attributes: readonly Attribute[];
  /** What all names are made of, where that is known: no other characters need be read aloud. */
  readonly names?: string;
  /** True when only records of different sides are compared: two files that are linked. */
  readonly sided: boolean;
}

/**
 * Writes every value as comparison wants it, and beside it how frequent it is.
 * Result: `values` (no, side, a_<key>, f_<key>) and how many records there are.
 */
export async function standardise(steps: Steps, input: MatchInput): Promise<number> {
  const { attributes } = input;
  const rows = await steps.make('plain', 'no', plainSql(input));
  const weighed = attributes.filter((attribute) => comparatorOf(attribute).weighsFrequency);
  for (const attribute of weighed) await countValues(steps, attribute);
  const shares = weighed.map((attribute, index) => {
    const share = `toFloat32(ifNull(s${index}.share, 0)) AS ${shareColumn(attribute.key)}`;
    const on = comparatorOf(attribute).list
      ? `p.no = s${index}.no`
      : `p.${valueColumn(attribute.key)} = s${index}.value`;
    return { share, join: `LEFT JOIN {db}.${steps.table(`share_${attribute.key}`)} AS s${index} ON ${on}` };
  });
  await steps.make(
    'values',
    'no',
    `SELECT p.no AS no, p.side AS side, ${[...plainColumns(attributes).map((column) => `p.${column} AS ${column}`), ...shares.map(({ share }) => share)].join(', ')}
FROM {db}.${steps.table('plain')} AS p
${shares.map(({ join }) => join).join('\n')}`,
  );
  await steps.drop('plain', ...weighed.map(({ key }) => `share_${key}`));
  return rows;
}

/** Every value as comparison wants it, with other columns of the input. */
export function plainSql(
  { from, attributes, names }: Omit<MatchInput, 'sided'>,
  others: readonly string[] = [],
): string {
  const values = attributes.map(
    (attribute) => `${comparatorOf(attribute).standardise(attribute.sql)} AS ${valueColumn(attribute.key)}`,
  );
  const sounds = soundsSql(
    attributes.filter((attribute) => comparatorOf(attribute).sounds),
    names,
  );
  return `SELECT ${['no', 'side', ...others, ...values, ...sounds].join(',\n  ')}\nFROM ${from}`;
}

/** The columns that `plainSql` makes of attributes. */
export function plainColumns(attributes: readonly Attribute[]): string[] {
  return [
    ...attributes.map(({ key }) => valueColumn(key)),
    ...attributes.filter((attribute) => comparatorOf(attribute).sounds).map(({ key }) => soundColumn(key)),
  ];
}

/** So many records' worth the shipped frequency of a value counts where there are few; where there are many, nothing. */
const shippedRecords = 100;

/** How frequent a value is that so many of all have. Of two records that say the same it is not everybody who does. */
export function shareSql(attribute: Attribute, count: string, total: string): string {
  const shipped = comparatorOf(attribute).levels[0]?.u ?? 0;
  const worth = `(${shippedRecords} * pow(least(1, ${shippedRecords} / greatest(${total}, 1)), 2))`;
  return `ifNull((${count} + ${worth} * ${shipped}) / (${total} + ${worth}), 0)`;
}

/** How frequent a value is that one of so many has. */
export function shareAlone(attribute: Attribute, total: number): number {
  const shipped = comparatorOf(attribute).levels[0]?.u ?? 0;
  const worth = shippedRecords * Math.min(1, shippedRecords / Math.max(total, 1)) ** 2;
  return (1 + worth * shipped) / (total + worth);
}

/** How frequent each value is among those that have one; of a record with several, the most frequent counts. */
async function countValues(steps: Steps, attribute: Attribute): Promise<void> {
  const column = valueColumn(attribute.key);
  const plain = `{db}.${steps.table('plain')}`;
  if (!comparatorOf(attribute).list) {
    const total = `(SELECT countIf(notEmpty(${column})) FROM ${plain})`;
    await steps.make(
      `share_${attribute.key}`,
      'value',
      `SELECT ${column} AS value, ${shareSql(attribute, 'count()', total)} AS share FROM ${plain} WHERE notEmpty(${column}) GROUP BY value`,
    );
    return;
  }
  const exploded = `(SELECT no, arrayJoin(arrayDistinct(${column})) AS value FROM ${plain})`;
  const total = `(SELECT countIf(notEmpty(${column})) FROM ${plain})`;
  await steps.make(
    `share_${attribute.key}`,
    'no',
    `SELECT e.no AS no, max(c.share) AS share FROM ${exploded} AS e
INNER JOIN (SELECT value, ${shareSql(attribute, 'count()', total)} AS share FROM ${exploded} GROUP BY value) AS c ON e.value = c.value
GROUP BY no`,
  );
}
