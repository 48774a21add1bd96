import { createPause } from './nelder-mead.ts';

/** Points of as many dimensions each. */
export type Points = readonly (readonly number[])[];

/** Groups of points: their means, and how well each point lies in its own (the simplified silhouette: 1 at best). */
export interface Clusters {
  readonly centres: Points;
  readonly sizes: readonly number[];
  readonly silhouette: number;
}

const mostRounds = 60;

/** The same numbers each time (Park and Miller's generator). */
function createDraw(): () => number {
  let state = 42;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function squareBetween(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += ((left[i] ?? 0) - (right[i] ?? 0)) ** 2;
  return sum;
}

/** Where the nearest centre stands, and how far (squared) it and the next one are. */
function findNearest(point: readonly number[], centres: Points) {
  let [place, first, second] = [0, Infinity, Infinity];
  for (const [i, centre] of centres.entries()) {
    const square = squareBetween(point, centre);
    if (square < first) [place, first, second] = [i, square, first];
    else if (square < second) second = square;
  }
  return { place, first, second };
}

/** Starts far from each other, by chance (k-means++ of Arthur and Vassilvitskii, 2007). */
function chooseStarts(points: Points, count: number, draw: () => number): Points {
  const starts = [points[Math.floor(draw() * points.length)] ?? []];
  while (starts.length < count) {
    const far = points.map((point) => findNearest(point, starts).first);
    let rest = draw() * far.reduce((sum, one) => sum + one, 0);
    const at = far.findIndex((one) => (rest -= one) <= 0);
    starts.push(points[Math.max(0, at)] ?? []);
  }
  return starts;
}

function meansOf(points: Points, places: readonly number[], centres: Points): number[][] {
  const sums = centres.map((centre) => ({ count: 0, sum: centre.map(() => 0) }));
  for (const [i, point] of points.entries()) {
    const own = sums[places[i] ?? 0];
    if (own === undefined) continue;
    own.count += 1;
    for (let j = 0; j < own.sum.length; j += 1) own.sum[j] = (own.sum[j] ?? 0) + (point[j] ?? 0);
  }
  return sums.map(({ count, sum }, i) =>
    count === 0 ? [...(centres[i] ?? [])] : sum.map((one) => one / count),
  );
}

const mostStarts = 5;

/** Parts points into so many groups, each point nearest to the mean of its own (Lloyd), by the best of some starts; the same points give the same groups. */
export async function findClusters(points: Points, count: number): Promise<Clusters> {
  const draw = createDraw();
  let best = await settle(points, chooseStarts(points, count, draw));
  for (let start = 1; start < mostStarts; start += 1) {
    const next = await settle(points, chooseStarts(points, count, draw));
    if (next.squares < best.squares) best = next;
  }
  const { centres, places } = best;
  const widths = points.map((point) => {
    const { first, second } = findNearest(point, centres);
    return second === 0 ? 0 : 1 - Math.sqrt(first / second);
  });
  return {
    centres,
    sizes: centres.map((_, i) => places.filter((place) => place === i).length),
    silhouette: widths.reduce((sum, one) => sum + one, 0) / Math.max(1, points.length),
  };
}

/** Moves centres to the means of their points until no point changes its group. */
async function settle(points: Points, starts: Points) {
  const pause = createPause();
  let [centres, places, squares]: [Points, number[], number] = [starts, [], 0];
  for (let round = 0; round < mostRounds; round += 1) {
    const next: number[] = [];
    squares = 0;
    for (const [i, point] of points.entries()) {
      if (i % 500 === 0) await pause();
      const { place, first } = findNearest(point, centres);
      next.push(place);
      squares += first;
    }
    if (next.every((place, i) => place === places[i])) break;
    places = next;
    centres = meansOf(points, places, centres);
  }
  return { centres, places, squares };
}

/** The number of groups, of those tried, in which points lie best. */
export async function chooseClusters(points: Points, counts: readonly number[]): Promise<Clusters | null> {
  let best: Clusters | null = null;
  for (const count of counts) {
    const found = await findClusters(points, count);
    if (best === null || found.silhouette > best.silhouette) best = found;
  }
  return best;
}
