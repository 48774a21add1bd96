import { expect, it } from 'vitest';

import { pages } from './pages.ts';

it('no two pages are reached by the same keys', () => {
  const keys = pages.flatMap(({ navigation }) => navigation?.keys ?? []);
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((one, i) => keys.indexOf(one) !== i)).toEqual([]);
});
