import { z } from 'zod';

import { packedSql, patternRow, unpack } from './compare.ts';
import { comparatorOf, levelsOf, shareColumn, valueColumn } from './comparators.ts';
import type { RandomBeside } from './expectation.ts';
import type { MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute } from './types.ts';

/** Random pairs that u is sampled from: so many records of one draw with so many of another. */
const drawn = 700;
/** How many random pairs' worth the shipped figures count: what keeps a database of a few records sensible. */
const shippedPairs = 200;
/** Pairs with the same value of one attribute that the others are looked at in. */
const drawnBeside = 50_000;

const exactRow = z.object({ shares: z.array(z.coerce.number()) });
const sameRow = z.object({ same: z.coerce.number().catch(0) });
const weighed = (attribute: Attribute) => comparatorOf(attribute).weighsFrequency;

/** Shares of the grades of each attribute among random pairs; that of the best grade is counted exactly. */
export async function sampleRandom(
  steps: Steps,
  { attributes, sided }: MatchInput,
  rows: number,
): Promise<readonly (readonly number[])[]> {
  const values = `{db}.${steps.table('values')}`;
  const draw = (salt: string, side: string) =>
    `(SELECT * FROM ${values} WHERE no IN (SELECT no FROM ${values} ${side} ORDER BY cityHash64(no, '${salt}') LIMIT ${drawn}))`;
  const grades = await steps.ask(
    'random',
    `SELECT toString(g) AS grades, count() AS n FROM (
    SELECT ${packedSql(attributes)} AS g
    FROM ${draw('one', sided ? 'WHERE side = 0' : '')} AS l CROSS JOIN ${draw('other', sided ? 'WHERE side = 1' : '')} AS r
    WHERE l.no != r.no) GROUP BY g`,
    patternRow,
  );
  const unpacked = grades.map(({ grades: packed, n }) => ({ grades: unpack(packed, attributes.length), n }));
  const exact = await countExact(steps, attributes, rows);
  return attributes.map((attribute, at) => {
    const levels = levelsOf(attribute, attributes).toReversed();
    const differs = 1 - levels.reduce((sum, { u }) => sum + u, 0);
    const sums = [differs, ...levels.map(({ u }) => u)].map((share) => share * shippedPairs);
    for (const { grades: one, n } of unpacked) {
      const grade = one[at] ?? 0;
      if (grade > 0) sums[grade - 1] = (sums[grade - 1] ?? 0) + n;
    }
    const all = sums.reduce((sum, n) => sum + n, 0);
    const shares = sums.map((n) => n / all);
    const best = exact[at];
    if (best !== null && best !== undefined) shares[levels.length] = best;
    return shares;
  });
}

/** How often two random records have the same value: from how frequent values are. */
async function countExact(
  steps: Steps,
  attributes: readonly Attribute[],
  rows: number,
): Promise<readonly (number | null)[]> {
  const shares = attributes.map((attribute) =>
    weighed(attribute)
      ? `avgIf(${shareColumn(attribute.key)}, ${shareColumn(attribute.key)} > 0) - 1 / greatest(countIf(${shareColumn(attribute.key)} > 0), 1)`
      : '-1',
  );
  const [row] = await steps.ask(
    'exact',
    `SELECT [${shares.join(', ')}] AS shares FROM {db}.${steps.table('values')}`,
    exactRow,
  );
  const pairs = rows ** 2 / 2;
  return attributes.map((attribute, at) => {
    if (!weighed(attribute)) return null;
    const shipped = comparatorOf(attribute).levels[0]?.u ?? 0;
    const found = Math.max(row?.shares[at] ?? 0, 0.01 / Math.max(rows, 1));
    return (found * pairs + shipped * shippedPairs) / (pairs + shippedPairs);
  });
}

/**
 * Attributes whose agreement follows from that of others. Within a town postcodes are alike, though rarely the same: of places
 * the narrow one goes with the wide one, and each with the next wider. A gender goes with the given name, and an e-mail address
 * with both names, from which it is made so often that namesakes have addresses that are alike.
 * Answers the places of the parents of each attribute.
 */
function parentsOf(
  attributes: readonly Attribute[],
  random: readonly (readonly number[])[],
): (readonly number[])[] {
  const rarity = (at: number) => random[at]?.at(-1) ?? 1;
  const places = attributes
    .flatMap((attribute, at) => (isPlace(attribute) ? [at] : []))
    .toSorted((one, other) => rarity(other) - rarity(one));
  const find = (name: Attribute['comparator']) =>
    attributes.flatMap(({ comparator }, at) => (comparator === name ? [at] : []));
  return attributes.map(({ key, comparator }, at) => {
    if (key === 'gender') return find('given_name');
    if (comparator === 'email') return [...find('given_name'), ...find('family_name')];
    const wider = places[places.indexOf(at) - 1];
    return wider === undefined ? [] : [wider];
  });
}

function isPlace({ key, comparator }: Attribute): boolean {
  return (
    comparator === 'postcode' || comparator === 'place' || (comparator === 'choice' && placeChoices.has(key))
  );
}

const placeChoices: ReadonlySet<string> = new Set(['state', 'region', 'country']);

interface Together {
  readonly same: number;
  readonly grades: readonly { readonly grades: readonly number[]; readonly n: number }[];
}

/** Shares of grades where the parents are the same, for attributes that have some. */
export async function sampleBeside(
  steps: Steps,
  input: MatchInput,
  random: readonly (readonly number[])[],
): Promise<(RandomBeside | undefined)[]> {
  const { attributes } = input;
  const parents = parentsOf(attributes, random);
  const found = new Map<string, Together>();
  for (const some of parents)
    if (some.length > 0 && !found.has(some.join()))
      found.set(some.join(), await sampleTogether(steps, input, some));
  return parents.map((some, at) => {
    const together = found.get(some.join());
    if (together === undefined || together.same === 0) return undefined;
    const shares = shareGrades(together.grades, at, random[at] ?? []);
    const tied = some.flatMap((parent) => {
      const attribute = attributes[parent];
      return attribute ? [{ at: parent, best: levelsOf(attribute, attributes).length + 1 }] : [];
    });
    const pairs = together.grades.reduce((sum, { grades, n }) => sum + ((grades[at] ?? 0) > 0 ? n : 0), 0);
    return { parents: tied, same: together.same, shares, pairs };
  });
}

/** How pairs agree that have the same values in some attributes; a large group counts as its many pairs. */
async function sampleTogether(
  steps: Steps,
  { attributes, sided }: MatchInput,
  parents: readonly number[],
): Promise<Together> {
  const columns = parents.flatMap((at) => attributes[at]?.key ?? []).map((key) => valueColumn(key));
  const by = columns.join(', ');
  const known = `FROM {db}.${steps.table('values')} WHERE ${columns.map((column) => `notEmpty(${column})`).join(' AND ')}`;
  const [share] = await steps.ask(
    'random.same',
    `SELECT ${sided ? 'sum(a * b) / (sum(a) * sum(b))' : 'sum((a + b) * (a + b - 1)) / (sum(a + b) * sum(a + b))'} AS same
    FROM (SELECT toFloat64(countIf(side = 0)) AS a, toFloat64(countIf(side = 1)) AS b ${known} GROUP BY ${by})`,
    sameRow,
  );
  const ordered = `(SELECT *, row_number() OVER (PARTITION BY ${by} ORDER BY cityHash64(no)) AS at, count() OVER (PARTITION BY ${by}) AS size ${known} AND cityHash64(${by}) % 1000 < greatest(1, toUInt64(1000 * ${drawnBeside} / greatest(1, (SELECT count() FROM {db}.${steps.table('values')})))))`;
  const rows = await steps.ask(
    'random.beside',
    `SELECT toString(g) AS grades, sum(size) / 2 AS n FROM (SELECT ${packedSql(attributes)} AS g, l.size AS size
    FROM ${ordered} AS l INNER JOIN ${ordered} AS r ON ${columns.map((column) => `l.${column} = r.${column}`).join(' AND ')} AND l.at + 1 = r.at ${sided ? 'WHERE l.side != r.side' : ''}) GROUP BY g`,
    patternRow,
  );
  return {
    same: share?.same ?? 0,
    grades: rows.map(({ grades, n }) => ({ grades: unpack(grades, attributes.length), n })),
  };
}

function shareGrades(
  patterns: readonly { grades: readonly number[]; n: number }[],
  at: number,
  random: readonly number[],
): number[] {
  // A few pairs' worth of what is so everywhere, for where there are few.
  const sums = random.map((share) => share * 5);
  for (const { grades, n } of patterns) {
    const grade = grades[at] ?? 0;
    if (grade > 0) sums[grade - 1] = (sums[grade - 1] ?? 0) + n;
  }
  const all = sums.reduce((sum, n) => sum + n, 0);
  return sums.map((n) => n / all);
}
