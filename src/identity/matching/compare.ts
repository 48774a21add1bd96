import { z } from 'zod';

import { comparatorOf, gradeSql, shareColumn } from './comparators.ts';
import type { MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute } from './types.ts';

const bitsPerGrade = 4;

/** A counted pattern as it is read. */
export const patternRow = z.object({ grades: z.string(), n: z.coerce.number() });
const weighed = (attribute: Attribute) => comparatorOf(attribute).weighsFrequency;

/** `(grade of the first) + (grade of the second << 4) + …` of a pair `l`, `r`. */
export function packedSql(attributes: readonly Attribute[]): string {
  const grades = attributes.map(
    (attribute, index) =>
      `bitShiftLeft(toUInt64(${gradeSql(attribute, attributes)}), ${index * bitsPerGrade})`,
  );
  return grades.join('\n    + ');
}

export function unpack(packed: string, count: number): number[] {
  let rest = BigInt(packed);
  return Array.from({ length: count }, () => {
    const grade = Number(rest & 15n);
    rest >>= 4n;
    return grade;
  });
}

/** The grade of an attribute in `g`, from 0. */
export function gradeOf(index: number): string {
  return `toUInt8(bitAnd(bitShiftRight(g, ${index * bitsPerGrade}), 15))`;
}

/** Records of which one pass holds both sides in memory. */
const heldAtOnce = 400_000;

/** Grades every pair. Result: `graded` (l, r, g, f_<key>): grades, and how frequent the value is that both have. */
export async function compare(steps: Steps, { attributes }: MatchInput, rows: number): Promise<number> {
  const shares = attributes
    .filter(weighed)
    .map(({ key }) => `least(l.${shareColumn(key)}, r.${shareColumn(key)}) AS ${shareColumn(key)}`);
  const passes = Math.max(1, Math.ceil(rows / heldAtOnce));
  const part = (column: string, of: number) => (passes === 1 ? '1' : `${column} % ${passes} = ${of}`);
  const values = (of: number) => `(SELECT * FROM {db}.${steps.table('values')} WHERE ${part('no', of)})`;
  const select = (left: number, right: number) => `SELECT p.l AS l, p.r AS r,
    ${packedSql(attributes)} AS g${shares.map((share) => `,\n  ${share}`).join('')}
  FROM (SELECT l, r FROM {db}.${steps.table('pairs')} WHERE ${part('l', left)} AND ${part('r', right)}) AS p
  INNER JOIN ${values(left)} AS l ON p.l = l.no
  INNER JOIN ${values(right)} AS r ON p.r = r.no`;
  await steps.make('graded', '(l, r)', select(0, 0));
  for (let pass = 1; pass < passes * passes; pass += 1)
    await steps.add('graded', select(Math.floor(pass / passes), pass % passes));
  return steps.count('graded');
}
