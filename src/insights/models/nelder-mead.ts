/** How a search for the least value went. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly evaluations: number;
  /** False where the value still fell when the search had to end; on a ridge that has no end the value settles, and the point may not. */
  readonly converged: boolean;
}

interface Corner {
  readonly point: readonly number[];
  readonly value: number;
}

/** Where a search begins, and when it ends. */
export interface Search {
  readonly start: readonly number[];
  /** How far the first corners lie from the start. */
  readonly step?: number;
  readonly mostEvaluations?: number;
  /** Ends when the values of all corners differ by no more. */
  readonly tolerance?: number;
}

/** What is gained behind this part of all evaluations says whether a search that had to end had settled. */
const lateShare = 0.75;

const usual = { step: 0.4, mostEvaluations: 4_000, tolerance: 1e-8 };

/** Waits until others have had their turn, where work has gone on for a while. */
export type Pause = () => Promise<void>;

/** Lets the event loop turn whenever `ms` have passed since it last did. */
export function createPause(ms = 20): Pause {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < ms) return;
    await new Promise((resolve) => setImmediate(resolve));
    last = performance.now();
  };
}

/**
 * The point where a function is least, by the simplex of Nelder and Mead (1965), begun anew from what it found until that
 * gains nothing. What is not a number counts as infinitely bad.
 */
export async function minimise(
  of: (point: readonly number[]) => number,
  search: Search,
  pause: Pause = createPause(),
): Promise<Minimum> {
  const { step, mostEvaluations: most, tolerance } = { ...usual, ...search };
  const spent = { evaluations: 0 };
  let early = Infinity;
  const evaluate = async (point: readonly number[]): Promise<Corner> => {
    spent.evaluations += 1;
    await pause();
    const found = of(point);
    const value = Number.isNaN(found) ? Infinity : found;
    if (spent.evaluations < lateShare * most) early = Math.min(early, value);
    return { point, value };
  };
  const isOver = (corners: readonly Corner[]) => spent.evaluations >= most || isSmall(corners, tolerance);
  let best = await evaluate(search.start);
  for (let round = 0; round < 6; round += 1) {
    const corners = await firstCorners(best, step / (1 + round), evaluate);
    while (!isOver(corners)) await improve(corners, evaluate);
    const found = corners[0] ?? best;
    const before = best.value;
    best = found;
    if (spent.evaluations >= most) return { ...best, ...spent, converged: !isGain(early, best.value) };
    if (round > 0 && !isGain(before, best.value)) break;
  }
  return { ...best, ...spent, converged: true };
}

/** Whether a value fell by more than what says nothing. */
const isGain = (before: number, value: number): boolean => before - value > 1e-7 * (1 + Math.abs(value));

type Evaluate = (point: readonly number[]) => Promise<Corner>;

async function firstCorners(best: Corner, step: number, evaluate: Evaluate): Promise<Corner[]> {
  const corners = [best];
  for (const [i] of best.point.entries())
    corners.push(await evaluate(best.point.map((value, j) => (i === j ? value + step : value))));
  return sortCorners(corners);
}

function sortCorners(corners: Corner[]): Corner[] {
  return corners.sort((left, right) => left.value - right.value);
}

function isSmall(corners: readonly Corner[], tolerance: number): boolean {
  const [first] = corners;
  const last = corners.at(-1);
  if (first === undefined || last === undefined) return true;
  if (!(last.value - first.value <= tolerance)) return false;
  return first.point.every((value, i) => Math.abs(value - (last.point[i] ?? value)) < 1e-5);
}

/** One step: the worst corner is reflected, stretched or drawn in; else all are drawn towards the best. */
async function improve(corners: Corner[], evaluate: Evaluate): Promise<void> {
  const [best] = corners;
  const worst = corners.at(-1);
  const second = corners.at(-2);
  if (best === undefined || worst === undefined || second === undefined) return;
  const rest = corners.slice(0, -1);
  const centre = best.point.map(
    (_, i) => rest.reduce((sum, { point }) => sum + (point[i] ?? 0), 0) / rest.length,
  );
  const along = (share: number) =>
    evaluate(centre.map((value, i) => value + share * (value - (worst.point[i] ?? value))));
  const replacement = await replaceWorst({ best, second, worst }, along);
  if (replacement !== null) corners[corners.length - 1] = replacement;
  else
    for (const [i, { point }] of corners.entries())
      if (i > 0) corners[i] = await evaluate(point.map((value, j) => ((best.point[j] ?? value) + value) / 2));
  sortCorners(corners);
}

async function replaceWorst(
  { best, second, worst }: Readonly<Record<'best' | 'second' | 'worst', Corner>>,
  along: (share: number) => Promise<Corner>,
): Promise<Corner | null> {
  const reflected = await along(1);
  if (reflected.value < best.value) {
    const stretched = await along(2);
    return stretched.value < reflected.value ? stretched : reflected;
  }
  if (reflected.value < second.value) return reflected;
  const drawn = await along(reflected.value < worst.value ? 0.5 : -0.5);
  return drawn.value < Math.min(reflected.value, worst.value) ? drawn : null;
}
