import { expect, test } from 'vitest';
import { firstSaid, readSaid, writeSaid } from './said.ts';

test('a form writes what it reads, and leaves alone what it cannot draw', () => {
  const forms = [
    firstSaid,
    { said: 'any', about: 'delivery', tag: 'will_leave', within: '' },
    { said: 'mixed', about: '', tag: '', within: '2y' },
  ] as const;
  for (const form of forms) expect(readSaid(writeSaid(form))).toEqual(form);
  expect(readSaid({ said: 'negative', about: ['price', 'delivery'] })).toBeUndefined();
  expect(readSaid({ said: 'negative', products: ['P1'] })).toBeUndefined();
  expect(readSaid({ said: 'angry' })).toBeUndefined();
});
