import { expect, test } from 'vitest';

import { createId } from './id.ts';

test('ids of a prefix sort in the order in which they were made, whatever other ids are made between', () => {
  const moment = new Date('2024-01-01T00:00:00Z');
  const ids = Array.from({ length: 40 }, () => {
    createId('other');
    return createId('job', moment);
  });
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(40);
});
