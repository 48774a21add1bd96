import { expect, test } from 'vitest';

import { addStep, firstPath, readPath, writePath } from './path.ts';

test('what a form can draw is written as it was read; all else stays JSON', () => {
  const drawn = [
    writePath(firstPath),
    { path: ['Order Completed'], days: 30, ends: true },
    {
      path: ['Order Completed', 'Product Viewed', 'Page Viewed'],
      days: 3,
      between: ['2024-01-01', '-30d'],
      before: true,
      except: ['Screen Viewed', '自定义'],
    },
  ];
  for (const rule of drawn) {
    const form = readPath(rule);
    expect(form, JSON.stringify(rule)).toBeDefined();
    if (form !== undefined) expect(writePath(form)).toEqual(rule);
  }
  for (const rule of [
    { path: [], days: 7 },
    { path: 'x', days: 7 },
    { path: ['x'], days: '7' },
    { path: ['x'], days: 7, between: ['2024'] },
    { path: ['x'], days: 7, ends: 1 },
    { path: ['x'], days: 7, except: [3] },
    { path: ['x'], days: 7, nonsense: 1 },
    { did: 'x' },
  ])
    expect(readPath(rule), JSON.stringify(rule)).toBeUndefined();
});

test('days that are not said are the usual ones, and a new step never repeats the one before', () => {
  expect(readPath({ path: ['x'] })?.days).toBe(30);
  expect(addStep(firstPath, ['Order Completed', 'Page Viewed']).steps).toEqual([
    'Product Viewed',
    'Order Completed',
    'Page Viewed',
  ]);
});
