import { expect, test } from 'vitest';

import { settledBy } from './settled.ts';

test('a pair is settled by what was decided of its sides before', () => {
  const isSettled = settledBy([
    { left: 'a', right: 'b', does: 'join' },
    { left: 'd', right: 'b', does: 'join' },
    { left: 'c', right: 'a', does: 'apart' },
    { left: 'e', right: 'f', does: 'join' },
    { left: 'f', right: 'g', does: 'join' },
  ]);
  expect(isSettled('a', 'b')).toBe(true);
  expect(isSettled('a', 'd')).toBe(true);
  expect(isSettled('d', 'c')).toBe(true);
  expect(isSettled('g', 'e')).toBe(true);
  expect(isSettled('c', 'e')).toBe(false);
  expect(isSettled('a', 'e')).toBe(false);
  expect(settledBy([])('a', 'b')).toBe(false);
});
