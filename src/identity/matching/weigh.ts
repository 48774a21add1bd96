import { comparatorOf, shareColumn } from './comparators.ts';
import { gradeOf } from './compare.ts';
import type { MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute, AttributeModel, MatchModel } from './types.ts';

/** Pairs less likely than this are not kept. */
const leastKept = 0.01;
/** A weight says at most so much, in bits. */
const mostBits = 24;

/** What each grade says, in bits; less than sameness says no grade more than a little. */
function bitsOf({ levels }: AttributeModel): number[] {
  const raw = levels.map(({ m, u }) => Math.log2(Math.max(m, 1e-9) / Math.max(u, 1e-12)));
  const top = Math.min(mostBits, raw.at(-1) ?? 0);
  return raw.map((bit) => Math.max(-mostBits, Math.min(top + 1, bit)));
}

/** The weight of an attribute, in bits: what its grade says, and at the best grade how rare the value is. */
function weightSql(attributes: readonly Attribute[], model: MatchModel, index: number): string {
  const [attribute, known] = [attributes[index], model.attributes[index]];
  if (attribute === undefined || known === undefined) return 'toFloat32(0)';
  const grade = gradeOf(index);
  const look = (bits: readonly number[]) =>
    `[toFloat32(0), ${bits.map((bit) => bit.toFixed(4)).join(', ')}][${grade} + 1]`;
  const plain = look(bitsOf(known));
  const best = known.levels.at(-1);
  const share = shareColumn(attribute.key);
  const rare = `least(${mostBits}, greatest(-${mostBits}, log2(${Math.max(best?.m ?? 0, 1e-9)} / ${share})))`;
  const alone = comparatorOf(attribute).weighsFrequency
    ? `if(${grade} = ${known.levels.length} AND ${share} > 0, toFloat32(${rare}), ${plain})`
    : plain;
  if (known.beside === undefined) return alone;
  const { keys, u } = known.beside;
  const parents = keys.map((key) => model.attributes.findIndex((other) => other.key === key));
  if (parents.includes(-1)) return alone;
  const levels = known.levels.map((level, at) => ({ ...level, u: u[at] ?? level.u }));
  const together = look(bitsOf({ ...known, levels }));
  const same = parents.map((at) => `${gradeOf(at)} = ${model.attributes[at]?.levels.length ?? 0}`);
  return `if(${same.join(' AND ')}, least(${together}, ${alone}), ${alone})`;
}

/** Weighs every pair of `graded`, a table or a SELECT in parentheses. Result: `scored` (l, r, g, p, w): probability, and the weights of the attributes in bits. */
export async function weigh(
  steps: Steps,
  { attributes }: Pick<MatchInput, 'attributes'>,
  { model, graded }: { model: MatchModel; graded: string },
): Promise<number> {
  const weights = attributes.map((_, index) => weightSql(attributes, model, index));
  const prior = Math.log2(model.lambda / (1 - model.lambda)).toFixed(4);
  return steps.make(
    'scored',
    '(l, r)',
    `SELECT l, r, g, w, toFloat32(1 / (1 + exp2(-least(60, greatest(-60, ${prior} + arraySum(w)))))) AS p
  FROM (SELECT l, r, g, [${weights.join(',\n    ')}] AS w FROM ${graded})
  WHERE p >= ${leastKept}`,
  );
}
