import { expect, test } from 'vitest';

import { readDid, writeDid } from './did.ts';

test('what a form can draw is written as it was read; all else stays JSON', () => {
  const drawn = [
    { did: 'Order Completed' },
    { did: 'Order Completed', times: { gte: 3 }, within: '90d' },
    { did: 'x', where: [{ property: 'properties.plan', in: ['pro'] }] },
    { did: 'x', first: { within: '30d' } },
    { did: 'x', times: { gte: 2 }, last: { lt: '-3m' } },
    { did: 'x', avg: { of: 'quantity', lt: 2.5 }, between: ['2024-01-01', 'today'] },
    {
      did: 'Product Viewed',
      sum: { of: 'amount', gt: 0 },
      where: [{ property: 'category', in: ['茶叶', 'tea'] }],
      followedBy: { did: 'Order Completed', within: '7d' },
    },
    { did: 'a', followedBy: [{ did: 'b', within: '30d' }, { did: 'c' }, { did: 'd' }] },
  ];
  for (const rule of drawn) {
    const form = readDid(rule);
    expect(form, JSON.stringify(rule)).toBeDefined();
    if (form !== undefined) expect(writeDid(form)).toEqual(rule);
  }
  for (const rule of [
    { did: 'x', times: { gte: 1, lt: 3 } },
    { did: 'x', times: { gte: 1 }, sum: { of: 'amount', gt: 1 } },
    { did: 'x', where: [{ property: 'amount', gt: 1 }] },
    { did: 'x', between: ['2024'] },
    { did: 'x', nonsense: 1 },
    { did: 'x', first: { lt: '2024' } },
    { did: 'x', last: { lt: '2024-01-01' } },
    { did: 'x', first: { within: '30d' }, last: { lt: '-3d' } },
    { did: 'x', followedBy: [] },
    { did: 'x', followedBy: { did: 'y', where: [{ property: 'category', eq: 'tea' }] } },
    { field: 'x' },
  ])
    expect(readDid(rule), JSON.stringify(rule)).toBeUndefined();
});
