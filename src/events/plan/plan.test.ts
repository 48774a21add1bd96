import { expect, test } from 'vitest';
import { z } from 'zod';

import { problemOf } from '../../../test/actions.ts';
import { openTestApp } from '../../../test/harness.ts';
import { waitFor } from '../../../test/wait.ts';
import { createSource } from '../../sources/contract.ts';
import { createWriteKey, listArrivals, replayRefused } from '../contract.ts';
import {
  createPlannedEvent,
  getTrackingPlan,
  removePlannedEvent,
  updatePlannedEvent,
  updateTrackingPlan,
} from './contract.ts';
import { judgeEvent, noPlan, type Plan } from './judge.ts';

const answered = z.object({ outcomes: z.array(z.object({ code: z.string().optional() })) });
const { app, freshWorkspace } = await openTestApp();

test('properties are judged by their types as they are usually sent', () => {
  const types = {
    text: ['a', 1],
    number: [1, '1,234.50', -0.5],
    boolean: [true, false],
    date: ['2026-03-01', 1_772_000_000],
    list: [[], [1]],
    object: [{}],
  } as const;
  const others = { text: {}, number: 'many', boolean: 'yes', date: 'soon', list: {}, object: [] } as const;
  for (const type of ['text', 'number', 'boolean', 'date', 'list', 'object'] as const) {
    const properties = [{ key: 'x', type, required: false }];
    const plan: Plan = {
      unplanned: 'allow',
      events: new Map([['A', { rule: 'allow', faults: 'block', properties }]]),
    };
    for (const value of [...types[type], null, ''])
      expect([type, value, judgeEvent(plan, 'A', { x: value }).code]).toEqual([type, value, null]);
    expect(judgeEvent(plan, 'A', { x: others[type] })).toEqual({
      code: 'event.properties',
      differing: ['x'],
    });
    expect(judgeEvent(plan, 'A', {}).code).toBeNull();
  }
  expect(judgeEvent(noPlan, 'A', {}).code).toBeNull();
});

test('a plan allows, warns of or keeps aside what it does not expect, and shows what came unplanned', async () => {
  const { client } = await freshWorkspace();
  const source = await client.call(createSource, { name: 'Shop', channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  let sent = 0;
  const send = async (event: string, properties: object = {}): Promise<string> => {
    const message = { type: 'track', event, userId: 'u', messageId: String((sent += 1)), properties };
    const answer = await app.fetch(
      new Request(`http://in-process/v1/track?debug=1&writeKey=${key}`, {
        method: 'POST',
        body: JSON.stringify(message),
      }),
    );
    const [outcome] = answered.parse(await answer.json()).outcomes;
    return outcome?.code ?? 'taken';
  };
  const order = await client.call(createPlannedEvent, { name: 'order_completed', faults: 'block' });
  expect(order).toMatchObject({ name: 'Order Completed', rule: 'allow' });
  expect(order.properties).toContainEqual({ key: 'total', type: 'number', required: false });
  const view = await client.call(createPlannedEvent, { name: 'Product Viewed', faults: 'warn' });
  expect((await problemOf(client.call(createPlannedEvent, { name: 'product viewed' }))).code).toBe(
    'events.plan.exists',
  );
  expect(await send('Own Event', { colour: 'red' })).toBe('taken');
  expect(await send('Order Completed', { order_id: 'A', total: 'much' })).toBe('event.properties');
  expect(await send('Order Completed', { order_id: 'A', total: '5' })).toBe('taken');
  expect(await send('Product Viewed', { price: 'high', name: 'Tea' })).toBe('taken');
  await client.call(updateTrackingPlan, { unplanned: 'block' });
  await client.call(updatePlannedEvent, { id: view.id, rule: 'block' });
  expect(await send('Own Event')).toBe('event.unplanned');
  expect(await send('Product Viewed')).toBe('event.blocked');
  const settle = (count: number) =>
    waitFor(
      'all of it',
      () => client.call(listArrivals, { source: source.id }),
      ({ rows, waiting }) => waiting === 0 && rows.length === count,
    );
  const page = { type: 'page', userId: 'u-1', messageId: 'page', properties: { url: 'https://shop.cn/' } };
  await app.fetch(
    new Request('http://in-process/v1/batch', {
      method: 'POST',
      body: JSON.stringify({ writeKey: key, batch: [page] }),
    }),
  );
  const { rows } = await settle(7);
  const plan = await client.call(getTrackingPlan, {});
  expect(plan.unplanned).toBe('block');
  expect(plan.events.find(({ name }) => name === 'Product Viewed')).toMatchObject({
    rule: 'block',
    count: 1,
    differences: [{ property: 'price', count: 1 }],
  });
  expect(plan.seen).toMatchObject([
    { name: 'Own Event', count: 1 },
    { name: 'Page Viewed', count: 1 },
  ]);
  expect(JSON.parse(plan.seen[0]?.example ?? '')).toMatchObject({ properties: { colour: 'red' } });
  // What was kept aside is taken once the plan has it.
  await client.call(createPlannedEvent, { name: 'Own Event' });
  const aside = rows.find(({ refused }) => refused?.code === 'event.unplanned');
  expect(
    await client.call(replayRefused, { source: source.id, messages: [{ id: aside?.id ?? '' }] }),
  ).toMatchObject({ taken: 1 });
  await client.call(removePlannedEvent, { id: view.id });
  expect((await problemOf(client.call(removePlannedEvent, { id: view.id }))).code).toBe(
    'events.plan.not-found',
  );
  expect(await send('Product Viewed')).toBe('event.unplanned');
});
