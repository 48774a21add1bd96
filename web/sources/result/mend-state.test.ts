import { expect, it } from 'vitest';

import { hasOverflow, joinCells, withCell } from './mend-state.ts';

it('joins a cell with the next, and the last with nothing', () => {
  expect(joinCells(['甲', '有限公司', '1'], 0, '')).toEqual(['甲有限公司', '1']);
  expect(joinCells(['a', 'b'], 0, ', ')).toEqual(['a, b']);
  expect(joinCells(['a', 'b'], 1, ',')).toEqual(['a', 'b']);
});

it('fills cells up to the one that is written', () => {
  expect(withCell(['a'], 2, 'c')).toEqual(['a', '', 'c']);
});

it('sees what would be lost beyond the last column', () => {
  expect([
    hasOverflow(['a', 'b'], 2),
    hasOverflow(['a', 'b', ' '], 2),
    hasOverflow(['a', 'b', 'c'], 2),
  ]).toEqual([false, false, true]);
});
