import { expect, test } from 'vitest';

import { findEvent, knownEvents, labelEvent } from './events.ts';

test('every name means one event', () => {
  for (const event of knownEvents)
    for (const name of [event.name, event.zh, ...event.also])
      expect([name, findEvent(name)?.name]).toEqual([name, event.name]);
});

test('whatever happens with customers has an event', () => {
  const names = [
    'order_completed',
    'add_to_cart',
    'Call Received',
    'visit made',
    '投诉',
    'Survey Answered',
    'payment_received',
    'favourite',
    'Product Reviewed',
    'share',
    '展会会面',
    'quotation_sent',
    'Competitor Mentioned',
    'cost incurred',
    'coupon.denied',
    'Promotion Clicked',
  ];
  expect(names.filter((name) => findEvent(name) === undefined)).toEqual([]);
  expect(findEvent('Called')).toBeUndefined();
  expect(labelEvent('Page Viewed')).toEqual({ en: 'Page Viewed', zh: '浏览页面' });
  expect(labelEvent('Own Event')).toEqual({ en: 'Own Event', zh: 'Own Event' });
});
