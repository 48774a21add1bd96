import { expect, test } from 'vitest';

import { firstSubscribed, readSubscribed, writeSubscribed } from './subscribed.ts';

test('what the form can draw is written as it was read; all else stays JSON', () => {
  for (const rule of [
    { subscribed: 'running' },
    { subscribed: 'ended', plan: '年费会员' },
    { subscribed: 'running', started: 'Joined', ended: 'Left' },
  ]) {
    const form = readSubscribed(rule);
    expect(form === undefined ? undefined : writeSubscribed(form)).toEqual(rule);
  }
  for (const rule of [
    { subscribed: 'paused' },
    { subscribed: 'running', started: 'Joined' },
    { subscribed: 'running', plan: 3 },
    { subscribed: 'running', days: 3 },
    { did: 'x' },
  ])
    expect(readSubscribed(rule)).toBeUndefined();
  expect(writeSubscribed(firstSubscribed)).toEqual({ subscribed: 'running' });
});
