import { block, type BlockReport } from './block.ts';
import { compare } from './compare.ts';
import type { LabelledPattern } from './expectation.ts';
import { keepKnown } from './known.ts';
import { gradeLabels, type Labels } from './labels.ts';
import { learn } from './learn.ts';
import { standardise, type MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { MatchModel } from './types.ts';
import { weigh } from './weigh.ts';

/** What a run found: its scored pairs stand in `scored`. */
export interface MatchOutcome {
  readonly rows: number;
  readonly compared: number;
  readonly scored: number;
  readonly model: MatchModel;
  readonly rules: readonly BlockReport[];
  /** Pairs that people have decided about, as they are graded. */
  readonly labels: readonly LabelledPattern[];
}

interface MatchOptions {
  readonly given?: MatchModel | undefined;
  readonly keep?: string | undefined;
  readonly labels?: Labels | undefined;
}

/** Standardise → block → compare → learn (where no model is given) → weigh; what is to be kept stands under the prefix `keep`. */
export async function matchRecords(
  steps: Steps,
  input: MatchInput,
  { given, keep, labels: said }: MatchOptions = {},
): Promise<MatchOutcome> {
  const rows = await standardise(steps, input);
  const rules = await block(steps, input, rows);
  const compared = await compare(steps, input, rows);
  await steps.drop('pairs');
  const chosen = rules.filter((rule) => rule.chosen).map(({ rule }) => rule);
  if (keep !== undefined) await keepKnown(steps, { attributes: input.attributes, rules: chosen }, keep);
  const total = (rows * (rows - 1)) / 2;
  const labels = said === undefined ? [] : await gradeLabels(steps, input.attributes, said);
  const model = given ?? (await learn(steps, { input, rows, total, labels }));
  const scored = await weigh(steps, input, model);
  await steps.drop('graded');
  return { rows, compared, scored, model, rules, labels };
}
