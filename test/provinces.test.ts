import { expect, test } from 'vitest';

import { childrenOf, regionTree } from '../src/fields/index.ts';
import { provinces } from '../web/dashboards/regions/provinces.ts';

test('every province has a tile of its own, called as the catalogue calls it', () => {
  const known = childrenOf(regionTree, null);
  expect(provinces.map(({ code }) => code).toSorted()).toEqual(known.map(({ code }) => code).toSorted());
  for (const { code, zh } of provinces)
    expect(known.find((one) => one.code === code)?.name.zh.startsWith(zh)).toBe(true);
  expect(new Set(provinces.map(({ column, row }) => `${column} ${row}`)).size).toBe(provinces.length);
  expect(new Set(provinces.map(({ short }) => short)).size).toBe(provinces.length);
  expect(provinces.every(({ column, row }) => column >= 1 && column <= 8 && row >= 1 && row <= 8)).toBe(true);
});
