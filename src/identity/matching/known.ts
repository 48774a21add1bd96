import { comparatorOf, shareColumn, valueColumn } from './comparators.ts';
import { listAtoms } from './block.ts';
import { between, type BlockAtom } from './block-choice.ts';
import { plainColumns, shareSql, type MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute } from './types.ts';

/** What is kept of a scan, so that whoever comes later is compared with everybody in moments. */
export interface Known {
  /** The tables `<prefix>_values`, `<prefix>_keys` and `<prefix>_shares` begin with it. */
  readonly prefix: string;
  /** The names of the rules that bring records together. */
  readonly rules: readonly string[];
  /** Records that were counted when it was made. */
  readonly rows: number;
}

/** A table of what is known. */
export const knownTable = (prefix: string, name: 'values' | 'keys' | 'shares') => `{db}.${prefix}_${name}`;

/** A value that only one record has is not kept: it is as rare as can be. */
const leastShared = 2;

/** Writes what is known of all records: their values by number, their keys by key, and how frequent values are. */
export async function keepKnown(
  steps: Steps,
  { attributes, rules }: { attributes: MatchInput['attributes']; rules: readonly string[] },
  prefix: string,
): Promise<void> {
  const values = `{db}.${steps.table('values')}`;
  const columns = valueColumns(attributes);
  const create = (name: 'values' | 'keys' | 'shares', order: string, select: string) =>
    steps.create(`${prefix}_${name}`, { order, granularity: 256 }, select);
  await create('keys', '(key, no)', keysSql(attributes, rules, values));
  const counted = attributes.filter((attribute) => comparatorOf(attribute).weighsFrequency).map(countedSql);
  const none = `SELECT toUInt64(0) AS hash, toFloat32(0) AS share FROM ${values} WHERE 0`;
  await create('shares', 'hash', [none, ...counted.map((of) => of(values))].join('\nUNION ALL '));
  await create('values', 'no', `SELECT no, side, toUInt32(0) AS batch, ${columns.join(', ')} FROM ${values}`);
}

/** The columns of a record's values and of how frequent they are. */
export function valueColumns(attributes: readonly Attribute[]): string[] {
  const weighed = attributes.filter((attribute) => comparatorOf(attribute).weighsFrequency);
  return [...plainColumns(attributes), ...weighed.map(({ key }) => shareColumn(key))];
}

function countedSql(attribute: Attribute): (values: string) => string {
  const column = valueColumn(attribute.key);
  const value = comparatorOf(attribute).list ? `arrayJoin(arrayDistinct(${column}))` : column;
  return (values) =>
    `SELECT cityHash64('${attribute.key}', value) AS hash, toFloat32(${shareSql(attribute, 'count()', `(SELECT countIf(notEmpty(${column})) FROM ${values})`)}) AS share
    FROM (SELECT ${value} AS value FROM ${values} WHERE notEmpty(${column})) GROUP BY hash HAVING count() >= ${leastShared}`;
}

/** The hashes under which the values of an attribute are looked up: Array(UInt64). */
export function hashesSql(attribute: Attribute): string {
  const column = valueColumn(attribute.key);
  return comparatorOf(attribute).list
    ? `arrayMap(v -> cityHash64('${attribute.key}', v), arrayDistinct(${column}))`
    : `if(empty(${column}), emptyArrayUInt64(), [cityHash64('${attribute.key}', ${column})])`;
}

/** (key, no): every record of a table of values under each of its keys. */
export function keysSql(attributes: readonly Attribute[], rules: readonly string[], values: string): string {
  const atoms = new Map(listAtoms(attributes).map((atom) => [atom.name, atom]));
  const keys = rules.map((rule) => ruleKeys(rule, atoms));
  return `SELECT arrayJoin(arrayConcat(${['emptyArrayUInt64()', ...keys].join(',\n    ')})) AS key, no FROM ${values}`;
}

function ruleKeys(rule: string, atoms: ReadonlyMap<string, BlockAtom>): string {
  const parts = rule.split(between).map((name) => {
    const atom = atoms.get(name);
    if (atom === undefined) return 'emptyArrayUInt64()';
    return atom.list
      ? `arrayDistinct(arrayMap(v -> cityHash64(v), arrayFilter(v -> v != '', ${atom.sql})))`
      : `if(${atom.sql} = '', emptyArrayUInt64(), [cityHash64(${atom.sql})])`;
  });
  const [first = 'emptyArrayUInt64()', second] = parts;
  const of = (...values: readonly string[]) => `cityHash64('${rule}', ${values.join(', ')})`;
  return second === undefined
    ? `arrayMap(x -> ${of('x')}, ${first})`
    : `arrayFlatten(arrayMap(x -> arrayMap(y -> ${of('x', 'y')}, ${second}), ${first}))`;
}
