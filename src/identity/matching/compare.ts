import { z } from 'zod';

import { comparatorOf, gradeSql, shareColumn } from './comparators.ts';
import type { MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute } from './types.ts';

const bitsPerGrade = 4;

/** A counted pattern as it is read. */
export const patternRow = z.object({ grades: z.string(), n: z.coerce.number() });
const weighed = (attribute: Attribute) => comparatorOf(attribute).weighsFrequency;

/** `(grade of the first) + (grade of the second << 4) + …` of a pair `l`, `r`; of what nobody has, nothing is compared. */
export function packedSql(attributes: readonly Attribute[], had = attributes): string {
  const grades = attributes.flatMap((attribute, index) =>
    had.includes(attribute)
      ? `bitShiftLeft(toUInt64(${gradeSql(attribute, attributes)}), ${index * bitsPerGrade})`
      : [],
  );
  return ['toUInt64(0)', ...grades].join('\n    + ');
}

export function unpack(packed: string, count: number): number[] {
  let rest = BigInt(packed);
  return Array.from({ length: count }, () => {
    const grade = Number(rest & 15n);
    rest >>= 4n;
    return grade;
  });
}

/** The grades in `g` of the attributes at some places: Array(UInt8). */
export function gradesSql(places: readonly number[]): string {
  if (places.length === 0) return 'emptyArrayUInt8()';
  const bits = places.map((place) => place * bitsPerGrade);
  return `arrayMap(place -> toUInt8(bitAnd(bitShiftRight(g, place), 15)), [${bits.join(', ')}])`;
}

/** Records of which one pass holds both sides in memory. */
const heldAtOnce = 400_000;

/** A SELECT of pairs with their grades, and how frequent the value is that both have: (l, r, g, f_<key>). `from` says whose they are. */
export function gradedSql(
  attributes: readonly Attribute[],
  { from, had = attributes }: { from: string; had?: readonly Attribute[] },
): string {
  const shares = had
    .filter(weighed)
    .map(({ key }) => `least(l.${shareColumn(key)}, r.${shareColumn(key)}) AS ${shareColumn(key)}`);
  return `SELECT l.no AS l, r.no AS r,
    ${packedSql(attributes, had)} AS g${shares.map((share) => `,\n  ${share}`).join('')}
  FROM ${from}`;
}

/** Pairs, named by a table and a condition, with the values of both sides. */
export function pairsFrom(
  steps: Steps,
  pairs: string,
  part: (side: 'l' | 'r', column: string) => string = () => '1',
): string {
  const values = (side: 'l' | 'r') =>
    `(SELECT * FROM {db}.${steps.table('values')} WHERE ${part(side, 'no')})`;
  return `(SELECT l, r FROM ${pairs}) AS p
  INNER JOIN ${values('l')} AS l ON p.l = l.no
  INNER JOIN ${values('r')} AS r ON p.r = r.no`;
}

/** Grades every pair. Result: `graded` (l, r, g, f_<key>): grades, and how frequent the value is that both have. */
export async function compare(steps: Steps, { attributes }: MatchInput, rows: number): Promise<number> {
  const passes = Math.max(1, Math.ceil(rows / heldAtOnce));
  const select = (pass: number) => {
    const of = { l: Math.floor(pass / passes), r: pass % passes };
    const part = (side: 'l' | 'r', column: string) =>
      passes === 1 ? '1' : `${column} % ${passes} = ${of[side]}`;
    const pairs = `{db}.${steps.table('pairs')} WHERE ${part('l', 'l')} AND ${part('r', 'r')}`;
    return gradedSql(attributes, { from: pairsFrom(steps, pairs, part) });
  };
  await steps.make('graded', '(l, r)', select(0));
  for (let pass = 1; pass < passes * passes; pass += 1) await steps.add('graded', select(pass));
  return steps.count('graded');
}
