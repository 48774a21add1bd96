import { patternRow, unpack } from './compare.ts';
import { levelsOf } from './comparators.ts';
import {
  maximise,
  withoutApart,
  type Beside,
  type LabelledPattern,
  type Parameters,
  type Pattern,
} from './expectation.ts';
import { sampleBeside, sampleRandom } from './sample.ts';
import type { MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute, AttributeModel, MatchModel } from './types.ts';

/** How many duplicates' worth shipped parameters count. */
const trust = 30;

/** The parameters that are shipped: from the first record, before anything is learnt. */
function shippedModel(attributes: readonly Attribute[]): MatchModel {
  return {
    lambda: 1e-4,
    attributes: attributes.map((attribute): AttributeModel => {
      const levels = levelsOf(attribute, attributes).toReversed();
      const rest = (of: 'm' | 'u') => 1 - levels.reduce((sum, level) => sum + level[of], 0);
      const all = [{ name: 'differs', m: Math.max(rest('m'), 0.02), u: rest('u') }, ...levels];
      const sum = all.reduce((one, { m }) => one + m, 0);
      return {
        key: attribute.key,
        comparator: attribute.comparator,
        levels: all.map(({ name, m, u }) => ({ level: name, m: m / sum, u })),
      };
    }),
  };
}

interface Learn {
  readonly input: MatchInput;
  readonly rows: number;
  /** All pairs that could be. */
  readonly total: number;
  readonly labels: readonly LabelledPattern[];
}

/** Learns the model of the input from its own pairs, and from what people have said of some where they have. */
export async function learn(steps: Steps, { input, rows, total, labels }: Learn): Promise<MatchModel> {
  const { attributes } = input;
  const shipped = shippedModel(attributes);
  const random = await sampleRandom(steps, input, rows);
  const beside = await sampleBeside(steps, input, random);
  const found = await steps.ask(
    'patterns',
    `SELECT toString(g) AS grades, count() AS n FROM {db}.${steps.table('graded')} GROUP BY g`,
    patternRow,
  );
  const patterns: Pattern[] = found.map(({ grades, n }) => ({
    grades: unpack(grades, attributes.length),
    count: n,
  }));
  const start: Parameters = {
    lambda: Math.min(0.5, Math.max(0.2 / rows, 1e-9)),
    m: shipped.attributes.map(({ levels }) => levels.map(({ m }) => m)),
    u: random,
  };
  const learnt = await maximise({
    patterns: withoutApart(patterns, labels),
    total,
    start,
    random,
    beside,
    trust,
    labels,
  });
  return {
    lambda: learnt.lambda,
    attributes: shipped.attributes.map((attribute, at) => ({
      ...attribute,
      levels: attribute.levels.map(({ level }, grade) => ({
        level,
        m: learnt.m[at]?.[grade] ?? 0,
        u: learnt.u[at]?.[grade] ?? 0,
      })),
      beside: writeBeside(attributes, learnt.beside?.[at]),
    })),
  };
}

function writeBeside(attributes: readonly Attribute[], tie: Beside | undefined): AttributeModel['beside'] {
  if (tie === undefined) return undefined;
  return { keys: tie.parents.flatMap(({ at }) => attributes[at]?.key ?? []), u: tie.u };
}
