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

/** The hashes under which the values of attributes are looked up: Array(Array(UInt64)). */
export function hashesSql(attributes: readonly Attribute[]): string {
  const names = attributes.map(({ key }) => `'${key}'`);
  const values = attributes.map((attribute) => {
    const column = valueColumn(attribute.key);
    return comparatorOf(attribute).list ? column : `[${column}]`;
  });
  return attributes.length === 0
    ? '[emptyArrayUInt64()]'
    : `arrayMap((key, some) -> arrayMap(v -> cityHash64(key, v), arrayDistinct(arrayFilter(v -> v != '', some))), [${names.join(', ')}], [${values.join(', ')}])`;
}

/** (key, no): every record of a table of values under each of its keys. */
function keysSql(attributes: readonly Attribute[], rules: readonly string[], values: string): string {
  const { atoms, keys } = planKeys(attributes, rules);
  return `SELECT arrayJoin(${keys}) AS key, no FROM (SELECT no, ${atoms} AS atoms FROM ${values})`;
}

/**
 * The keys of a record as an expression over `atoms`, and these as one over its values: Array(Array(UInt64)). Both go through
 * lists, for as many expressions as rules would take longer to plan than a few records to look up.
 */
export function planKeys(
  attributes: readonly Attribute[],
  rules: readonly string[],
): { atoms: string; keys: string } {
  const known = listAtoms(attributes);
  const places = new Map(known.map(({ name }, at) => [name, at + 1]));
  const parts = rules.flatMap((rule) => {
    const [first = 0, second] = rule.split(between).map((name) => places.get(name) ?? 0);
    return first === 0 || second === 0 ? [] : [{ rule, first, second }];
  });
  const ones = parts.filter(({ second }) => second === undefined);
  const twos = parts.filter(({ second }) => second !== undefined);
  const names = (some: typeof parts) => `[${some.map(({ rule }) => `'${rule}'`).join(', ')}]`;
  const firsts = (some: typeof parts) => `[${some.map(({ first }) => first).join(', ')}]`;
  const seconds = `[${twos.map(({ second }) => second).join(', ')}]`;
  const one = `arrayMap((rule, i) -> arrayMap(x -> cityHash64(rule, x), atoms[i]), ${names(ones)}, ${firsts(ones)})`;
  const two = `arrayMap((rule, i, j) -> arrayFlatten(arrayMap(x -> arrayMap(y -> cityHash64(rule, x, y), atoms[j]), atoms[i])), ${names(twos)}, ${firsts(twos)}, ${seconds})`;
  const some = [...(ones.length === 0 ? [] : [one]), ...(twos.length === 0 ? [] : [two])];
  return {
    atoms: `arrayMap(some -> arrayDistinct(arrayMap(v -> cityHash64(v), arrayFilter(v -> v != '', some))), [${known.map(atomSql).join(', ')}])`,
    keys: some.length === 0 ? 'emptyArrayUInt64()' : `arrayFlatten(arrayConcat(${some.join(',\n    ')}))`,
  };
}

const atomSql = ({ list, sql }: BlockAtom) => (list ? sql : `[${sql}]`);
