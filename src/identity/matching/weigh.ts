import { comparatorOf, shareColumn } from './comparators.ts';
import { gradesSql } from './compare.ts';
import type { Steps } from './steps.ts';
import type { Attribute, AttributeModel, MatchModel } from './types.ts';

/** Pairs less likely than this are not kept. */
const leastKept = 0.01;
/** A weight says at most so much, in bits. */
const mostBits = 24;

/** What each grade says, in bits; less than sameness says no grade more than a little. */
function bitsOf({ levels }: Pick<AttributeModel, 'levels'>): number[] {
  const raw = levels.map(({ m, u }) => Math.log2(Math.max(m, 1e-9) / Math.max(u, 1e-12)));
  const top = Math.min(mostBits, raw.at(-1) ?? 0);
  return raw.map((bit) => Math.max(-mostBits, Math.min(top + 1, bit)));
}

/** A list of constants. */
const listed = (values: readonly number[], digits = 4) =>
  `[${values.map((value) => value.toFixed(digits)).join(', ')}]`;
/** No grade. */
const never = 255;

/**
 * The weights of those attributes that somebody has, in bits, each by itself: what its grade says, and at the best grade how rare
 * the value is. One expression over lists: as many expressions as attributes would take longer to plan than a few pairs to weigh.
 */
function aloneSql({ attributes, model, had }: Weighing): string {
  const known = had.map((attribute) => {
    const levels = model.attributes[attributes.indexOf(attribute)]?.levels ?? [];
    const frequent = comparatorOf(attribute).weighsFrequency && levels.length > 0;
    return {
      share: frequent ? shareColumn(attribute.key) : 'toFloat32(0)',
      best: frequent ? levels.length : never,
      m: Math.max(levels.at(-1)?.m ?? 0, 1e-9),
      looks: listed([0, ...bitsOf({ levels })]),
    };
  });
  if (known.length === 0) return 'emptyArrayFloat64()';
  const rare = `least(${mostBits}, greatest(-${mostBits}, log2(m / share)))`;
  return `arrayMap((grade, share, best, m, looks) -> if(grade = best AND share > 0, ${rare}, looks[grade + 1]),
    grades, [${known.map(({ share }) => share).join(', ')}], [${known.map(({ best }) => best).join(', ')}], ${listed(
      known.map(({ m }) => m),
      12,
    )}, [${known.map(({ looks }) => looks).join(', ')}])`;
}

/** The weight of an attribute, in bits: less where it follows from others that are the same, none where nobody has it. */
function weightSql({ attributes, model, had }: Weighing, index: number): string {
  const place = (at: number) => had.findIndex((attribute) => attribute === attributes[at]) + 1;
  if (place(index) === 0) return '0';
  const alone = `alone[${place(index)}]`;
  const known = model.attributes[index];
  if (known?.beside === undefined) return alone;
  const { keys, u } = known.beside;
  const parents = keys.map((key) => attributes.findIndex((other) => other.key === key));
  if (parents.some((at) => place(at) === 0)) return alone;
  const levels = known.levels.map((level, at) => ({ ...level, u: u[at] ?? level.u }));
  const together = `${listed([0, ...bitsOf({ levels })])}[grades[${place(index)}] + 1]`;
  const same = parents.map((at) => `grades[${place(at)}] = ${model.attributes[at]?.levels.length ?? 0}`);
  return `if(${same.join(' AND ')}, least(${together}, ${alone}), ${alone})`;
}

/** By what pairs are weighed, and which attributes anybody has. */
interface Weighing {
  readonly attributes: readonly Attribute[];
  readonly model: MatchModel;
  readonly had: readonly Attribute[];
}

/** What `scored` is made of. */
export const scoredShape = {
  columns: 'l UInt32, r UInt32, g UInt64, w Array(Float32), p Float32',
  order: '(l, r)',
} as const;

/** Weighs every pair of `graded`, a table or a SELECT in parentheses. Result: `scored` (l, r, g, p, w): probability, and the weights of the attributes in bits. */
export function weigh(
  steps: Steps,
  attributes: readonly Attribute[],
  of: { model: MatchModel; graded: string },
): Promise<number> {
  return steps.make('scored', '(l, r)', scoredSql(attributes, of));
}

/** A SELECT of weighed pairs, those that are not likely left out. */
export function scoredSql(
  attributes: readonly Attribute[],
  { model, graded, had = attributes }: { model: MatchModel; graded: string; had?: readonly Attribute[] },
): string {
  const weighing = { attributes, model, had };
  const weights = attributes.map((_, index) => weightSql(weighing, index));
  const places = had.map((attribute) => attributes.indexOf(attribute));
  const prior = Math.log2(model.lambda / (1 - model.lambda)).toFixed(4);
  return `SELECT l, r, g, w, toFloat32(1 / (1 + exp2(-least(60, greatest(-60, ${prior} + arraySum(w)))))) AS p
  FROM (SELECT l, r, g, CAST([${weights.join(',\n    ')}], 'Array(Float32)') AS w
    FROM (SELECT *, ${gradesSql(places)} AS grades, ${aloneSql(weighing)} AS alone FROM ${graded}))
  WHERE p >= ${leastKept}`;
}
