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

/** How far a run has come: its records are brought together, or (`compared`) their pairs are graded too. */
export interface Milestone {
  readonly rows: number;
  readonly rules: readonly BlockReport[];
  readonly compared: number | null;
}

/** How far a run had come before, and who is told when it comes further. */
export interface Milestones {
  readonly reached: Milestone | null;
  reach(milestone: Milestone): Promise<void>;
}

interface MatchOptions {
  readonly given?: MatchModel | undefined;
  readonly keep?: string | undefined;
  readonly labels?: Labels | undefined;
  readonly milestones?: Milestones | undefined;
}

/** Standardise → block → compare → learn (where no model is given) → weigh; what is to be kept stands under the prefix `keep`. */
export async function matchRecords(
  steps: Steps,
  input: MatchInput,
  { given, keep, labels: said, milestones = none }: MatchOptions = {},
): Promise<MatchOutcome> {
  const blocked = milestones.reached ?? (await bringTogether(steps, input, milestones));
  const { rows, rules, compared } = await gradePairs(steps, input, { blocked, keep, milestones });
  const labels = said === undefined ? [] : await gradeLabels(steps, input.attributes, said);
  const total = (rows * (rows - 1)) / 2;
  const model = given ?? (await learn(steps, { input, rows, total, labels }));
  const scored = await weigh(steps, input.attributes, { model, graded: `{db}.${steps.table('graded')}` });
  return { rows, compared, scored, model, rules, labels };
}

const none: Milestones = { reached: null, reach: async () => undefined };

/** The tables that stand when a milestone is reached: all that is needed to go on. */
export function tablesAt({ compared }: Milestone): readonly string[] {
  return ['values', compared === null ? 'pairs' : 'graded'];
}

async function bringTogether(steps: Steps, input: MatchInput, { reach }: Milestones): Promise<Milestone> {
  const rows = await standardise(steps, input);
  const rules = await block(steps, input, rows);
  const milestone = { rows, rules, compared: null };
  await reach(milestone);
  return milestone;
}

async function gradePairs(
  steps: Steps,
  input: MatchInput,
  { blocked, keep, milestones }: { blocked: Milestone; keep: string | undefined; milestones: Milestones },
) {
  const { rows, rules } = blocked;
  if (blocked.compared !== null) return { rows, rules, compared: blocked.compared };
  const compared = await compare(steps, input, rows);
  const chosen = rules.filter((rule) => rule.chosen).map(({ rule }) => rule);
  if (keep !== undefined) await keepKnown(steps, { attributes: input.attributes, rules: chosen }, keep);
  await milestones.reach({ rows, rules, compared });
  await steps.drop('pairs');
  return { rows, rules, compared };
}
