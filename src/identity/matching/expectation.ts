/** Pairs that agree alike: `grades[i]` of the i-th attribute, 0 where it says nothing. */
export interface Pattern {
  readonly grades: readonly number[];
  readonly count: number;
}

/** m and u of each grade of each attribute, from grade 1; they add up to 1. */
export interface Parameters {
  readonly lambda: number;
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** u of attributes that go together with others, where those are the same: a town with its postcode. */
  readonly beside?: readonly (Beside | undefined)[];
}

/** An attribute that another one follows, and its best grade. */
export interface Parent {
  readonly at: number;
  readonly best: number;
}

/** What an attribute's u is where all its parents have their best grade. */
export interface Beside {
  readonly parents: readonly Parent[];
  readonly u: readonly number[];
}

/** Shares of grades of an attribute among pairs in which its parents are the same. */
export interface RandomBeside {
  readonly parents: readonly Parent[];
  /** The share of such pairs among all. */
  readonly same: number;
  readonly shares: readonly number[];
  /** How many were looked at. */
  readonly pairs: number;
}

/** Pairs of which somebody has said whether they are the same. */
export interface LabelledPattern extends Pattern {
  readonly same: boolean;
}

export interface Learning {
  readonly patterns: readonly Pattern[];
  /** All pairs that there are; those that are in no pattern are strangers. Default: those in the patterns. */
  readonly total?: number;
  readonly start: Parameters;
  /** Shares of grades among random pairs; where given, u is worked out from them and not from the patterns. */
  readonly random?: readonly (readonly number[])[];
  readonly beside?: readonly (RandomBeside | undefined)[];
  /** What people have said: it counts as said and is not estimated. Those kept apart are among the patterns, those joined are not. */
  readonly labels?: readonly LabelledPattern[];
  /** How many duplicates' worth the start's m counts: what keeps a small database sensible. */
  readonly trust?: number;
}

const mostRounds = 200;
const settled = 1e-5;
const least = 1e-9;
const mostDiffering = 0.4;
/** Where there are fewer pairs than this, duplicates are as rare as among so many. */
const fewestPairs = 500;
/** So many pairs without a label count as one that somebody has looked at … */
const labelWorth = 3;
/** … but all that were looked at never more than so many times those that are found: they were chosen for being doubtful. */
const mostLabelled = 1;
/** Among fewer strangers than this, what goes together by chance is no rule. */
const tellingStrangers = 50;

function follows({ parents }: Beside, grades: readonly number[]): boolean {
  return parents.every(({ at, best }) => grades[at] === best);
}

/** Probability that pairs of a pattern are duplicates. */
export function posterior({ lambda, m, u, beside }: Parameters, grades: readonly number[]): number {
  let odds = Math.log(lambda / (1 - lambda));
  for (const [index, grade] of grades.entries()) {
    if (grade === 0) continue;
    const tie = beside?.[index];
    const strangers = tie !== undefined && follows(tie, grades) ? tie.u : u[index];
    odds += Math.log(
      Math.max(m[index]?.[grade - 1] ?? 0, least) / Math.max(strangers?.[grade - 1] ?? 0, least),
    );
  }
  return 1 / (1 + Math.exp(-odds));
}

/**
 * Expectation-maximisation of the Fellegi-Sunter model over counted patterns: finds λ and m (and u, where no random pairs
 * tell it) without any label. Gives way to other work between rounds.
 */
export async function maximise(learning: Learning): Promise<Parameters & { readonly rounds: number }> {
  let current = learning.start;
  for (let round = 1; round <= mostRounds; round += 1) {
    const next = improve(current, learning);
    const change = Math.max(
      Math.abs(next.lambda - current.lambda),
      ...next.m.flatMap((grades, a) => grades.map((value, g) => Math.abs(value - (current.m[a]?.[g] ?? 0)))),
      ...next.u.flatMap((grades, a) => grades.map((value, g) => Math.abs(value - (current.u[a]?.[g] ?? 0)))),
    );
    current = next;
    if (change < settled) return { ...current, rounds: round };
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...current, rounds: mostRounds };
}

function improve(current: Parameters, learning: Learning): Parameters {
  const { patterns, random, start, trust = 0 } = learning;
  const joined = current.m.map((grades) => grades.map(() => 0));
  const apart = current.u.map((grades) => grades.map(() => 0));
  let all = 0;
  let duplicates = 0;
  for (const { grades, count } of patterns) {
    const share = posterior(current, grades) * count;
    all += count;
    duplicates += share;
    addPattern(joined, grades, share);
    addPattern(apart, grades, count - share);
  }
  addLabels(learning.labels ?? [], { joined, duplicates });
  const total = learning.total ?? all;
  const lambda = Math.min(0.99, Math.max(duplicates, 0.5) / Math.max(total, trust > 0 ? fewestPairs : 2));
  const m = joined.map((grades, index) =>
    bound(normalise(grades.map((share, grade) => share + trust * (start.m[index]?.[grade] ?? 0))), trust),
  );
  const u =
    random === undefined
      ? apart.map(normalise)
      : random.map((shares, index) =>
          normalise(
            shares.map((share, grade) =>
              Math.max(share - lambda * (m[index]?.[grade] ?? 0), share * 0.05, least),
            ),
          ),
        );
  if (learning.beside === undefined) return { lambda, m, u };
  const beside = learning.beside.map((tie, index) => tie && besideOf(tie, { lambda, m, index, random }));
  return { lambda, m, u, beside };
}

/** What somebody has said is the same counts for m as such, the more so the fewer others there are. */
function addLabels(
  labels: readonly LabelledPattern[],
  { joined, duplicates }: { joined: number[][]; duplicates: number },
): void {
  const same = labels.filter((label) => label.same);
  const said = same.reduce((sum, { count }) => sum + count, 0);
  if (said === 0) return;
  const worth = Math.min(labelWorth, (mostLabelled * Math.max(duplicates, said)) / said);
  for (const { grades, count } of same) addPattern(joined, grades, worth * count);
}

function addPattern(sums: readonly number[][], grades: readonly number[], count: number): void {
  for (const [index, grade] of grades.entries()) if (grade > 0) add(sums[index], grade - 1, count);
}

/** The patterns without the pairs that somebody has kept apart, and a few that agree like those. */
export function withoutApart(patterns: readonly Pattern[], labels: readonly LabelledPattern[]): Pattern[] {
  const apart = new Map<string, number>();
  for (const { grades, same, count } of labels)
    if (!same) apart.set(grades.join(), (apart.get(grades.join()) ?? 0) + count);
  return patterns.map(({ grades, count }) => ({
    grades,
    count: Math.max(0, count - labelWorth * (apart.get(grades.join()) ?? 0)),
  }));
}

/** Strangers among the pairs in which the parents are the same: all of them but the duplicates. */
function besideOf(
  { parents, same, shares, pairs }: RandomBeside,
  {
    lambda,
    m,
    index,
    random,
  }: Pick<Parameters, 'lambda' | 'm'> & { index: number; random: Learning['random'] },
): Beside {
  const joined = parents.reduce((share, { at, best }) => share * (m[at]?.[best - 1] ?? 0), lambda);
  const duplicates = Math.min(1, joined / Math.max(same, least));
  const away = Math.min(0.9, duplicates);
  const plain = random?.[index] ?? shares;
  const found = normalise(
    shares.map((share, grade) =>
      Math.max(share - away * (m[index]?.[grade] ?? 0), (1 - away) * (plain[grade] ?? 0), least),
    ),
  );
  const strangers = pairs * (1 - duplicates);
  const telling = strangers / (strangers + tellingStrangers);
  return {
    parents,
    u: normalise(found.map((share, grade) => telling * share + (1 - telling) * (plain[grade] ?? share))),
  };
}

/** Duplicates that mostly differ in something are none: what keeps the search from ending among people of one town. */
function bound(grades: readonly number[], trust: number): number[] {
  const [differs = 0, ...rest] = grades;
  if (trust === 0 || differs <= mostDiffering) return [...grades];
  const scale = (1 - mostDiffering) / (1 - differs);
  return [mostDiffering, ...rest.map((grade) => grade * scale)];
}

function add(sums: number[] | undefined, index: number, share: number): void {
  if (sums !== undefined) sums[index] = (sums[index] ?? 0) + share;
}

function normalise(values: readonly number[]): number[] {
  const sum = values.reduce((one, other) => one + other, 0);
  return values.map((value) => (sum === 0 ? 1 / values.length : Math.max(value / sum, least)));
}
