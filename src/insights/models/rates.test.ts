import { expect, it } from 'vitest';

import { chooseClusters, findClusters } from './k-means.ts';
import { keepDiscoveries, testRates, type Rate } from './rates.ts';

/** The same numbers each time. */
function createDraw(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

it('keeps of many tests those that Benjamini and Hochberg (1995) keep in their example', () => {
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  expect(keepDiscoveries(published.map((p) => ({ p }))).map(({ p }) => p)).toEqual([
    0.0001, 0.0004, 0.0019, 0.0095,
  ]);
  expect(keepDiscoveries([{ p: 0.2 }, { p: 0.9 }])).toEqual([]);
});

it('calls by chance as many as it says, also where few customers order much at once', () => {
  const draw = createDraw(7);
  const count = (customers: number, each: number) => {
    // About half of them order, each so often: their number is drawn, not that of the orders.
    const buyers = Array.from({ length: customers }, draw).filter((one) => one < 0.5).length;
    return { orders: buyers * each, squares: buyers * each * each };
  };
  const rateOf = (customers: number, each: number): Rate => {
    const [recent, before] = [count(customers, each), count(customers, each)];
    return {
      recent: recent.orders,
      before: before.orders,
      recentSquares: recent.squares,
      beforeSquares: before.squares,
    };
  };
  const add = (left: Rate, right: Rate): Rate => ({
    recent: left.recent + right.recent,
    before: left.before + right.before,
    recentSquares: left.recentSquares + right.recentSquares,
    beforeSquares: left.beforeSquares + right.beforeSquares,
  });
  for (const each of [1, 10]) {
    const found = Array.from({ length: 1_000 }, () => {
      const part = rateOf(60, each);
      return testRates(part, add(part, rateOf(300, each)), 20)?.p ?? 1;
    }).filter((p) => p < 0.05).length;
    // What is drawn with a chance of one half varies less than the test supposes: it may be too careful, never too bold.
    expect(found, `${each} orders each`).toBeLessThan(60);
  }
  const fell = { recent: 60, before: 120, recentSquares: 60, beforeSquares: 120 };
  const all = { recent: 1_060, before: 1_120, recentSquares: 1_060, beforeSquares: 1_120 };
  const tested = testRates(fell, all, 20);
  expect(tested).toMatchObject({ change: -0.5, rest: 0 });
  // The same by hand: |ln(60.5 / 120.5)| / √(60 / 60.5² + 120 / 120.5² + 2 · 1000 / 1000.5²) = 4.22.
  expect(tested?.p).toBeCloseTo(2.44e-5, 6);
  expect(testRates({ ...fell, recent: 3, before: 5 }, all, 20)).toBeNull();
});

it('finds the groups that points were drawn around, and how many there are', async () => {
  const draw = createDraw(3);
  const centres = [
    [0, 0],
    [6, 0],
    [0, 6],
    [6, 6],
  ];
  const noise = () => draw() + draw() + draw() - 1.5;
  const points = Array.from({ length: 400 }, (_, i) => (centres[i % 4] ?? []).map((one) => one + noise()));
  const best = await chooseClusters(points, [3, 4, 5, 6]);
  expect(best?.centres).toHaveLength(4);
  expect(best?.sizes).toEqual([100, 100, 100, 100]);
  for (const [x = 0, y = 0] of centres)
    expect(best?.centres.some(([a = 9, b = 9]) => Math.hypot(a - x, b - y) < 0.3)).toBe(true);
  expect(await findClusters(points, 3)).toEqual(await findClusters(points, 3));
});
