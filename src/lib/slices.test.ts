import { expect, it } from 'vitest';

import { mapInSlices } from './slices.ts';

it('maps all items in their order, and lets others have their turn', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const spend = (item: number): number => {
    const end = performance.now() + 0.2;
    while (performance.now() < end);
    return item * 2;
  };
  const found = await mapInSlices(Array(1_000).keys(), spend);
  clearInterval(timer);
  expect(found).toEqual(Array.from(Array(1_000).keys(), (item) => item * 2));
  expect(turns).toBeGreaterThan(3);
});

it('has nothing to do with nothing', async () => {
  expect(await mapInSlices([], () => 1)).toEqual([]);
});
