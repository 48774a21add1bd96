import { expect, test } from 'vitest';

import { firstBought, readBought, turnBought, writeBought } from './bought.ts';

test('what a form can draw is written as it was read; all else stays JSON', () => {
  const drawn = [
    { bought: { first: '2024-01', in: '2024-03' } },
    { bought: { between: ['2024-01-01', '2024-03-31'] } },
    { bought: { between: ['2024-01-01', '2024-03-31'], product: '龙井茶' } },
    { bought: { between: ['', ''], category: '' } },
  ];
  for (const rule of drawn) {
    const form = readBought(rule);
    expect(form, JSON.stringify(rule)).toBeDefined();
    if (form !== undefined) expect(writeBought(form)).toEqual(rule);
  }
  for (const rule of [
    { bought: { first: '2024-01' } },
    { bought: { first: '2024-01', in: '2024-02', product: 'x' } },
    { bought: { between: ['2024-01-01', '2024-03-31'], product: 'x', category: 'y' } },
    { bought: { between: ['2024-01-01'] } },
    { bought: { between: ['2024-01-01', '2024-03-31'] }, days: 3 },
    { bought: 'x' },
    { did: 'x' },
  ])
    expect(readBought(rule), JSON.stringify(rule)).toBeUndefined();
});

test('a new condition is about the last ninety days, and asks about the same time when it asks otherwise', () => {
  const days = firstBought(new Date('2024-03-31T12:00:00Z'));
  expect(writeBought(days)).toEqual({ bought: { between: ['2024-01-01', '2024-03-31'] } });
  const months = turnBought(days, 'months');
  expect(writeBought(months)).toEqual({ bought: { first: '2024-01', in: '2024-03' } });
  expect(turnBought(months, 'days')).toEqual(days);
});
