import { expect, test } from 'vitest';

import { behaviourOf } from './parts.ts';
import { readVerified, writeVerified } from './verified.ts';

test('what a form can draw is written as it was read; all else stays JSON', () => {
  for (const rule of [{ verified: 'phones' }, { verified: 'emails', within: '30d' }]) {
    const form = readVerified(rule);
    expect(form, JSON.stringify(rule)).toBeDefined();
    if (form !== undefined) expect(writeVerified(form)).toEqual(rule);
    expect(behaviourOf(rule)).toBe('verified');
  }
  for (const rule of [
    { verified: 1 },
    { verified: 'phones', within: 30 },
    { verified: 'phones', by: 'call' },
  ])
    expect(readVerified(rule), JSON.stringify(rule)).toBeUndefined();
});
