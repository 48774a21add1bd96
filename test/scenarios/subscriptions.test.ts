import { expect, test } from 'vitest';

import { createDashboard, pinCard } from '../../src/dashboards/contract.ts';
import { makeBlock } from '../../src/dashboards/report/cards.ts';
import type { Making } from '../../src/dashboards/report/making.ts';
import { createSpeech } from '../../src/dashboards/report/words.ts';
import { refreshInsights } from '../../src/insights/contract.ts';
import { getSubscriptions } from '../../src/insights/subscriptions/contract.ts';
import { followJob } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp } from '../harness.ts';

const { app, freshWorkspace } = await openTestApp();

function tell(event: string, [userId, day]: readonly [string, string], properties: object = {}) {
  const timestamp = `${day}T10:00:00Z`;
  return { type: 'track', event, userId, messageId: `${event} ${userId} ${day}`, timestamp, properties };
}

test('subscriptions are told from what trackers send, as an answer and on a dashboard', async () => {
  const { client } = await freshWorkspace();
  const batch = [
    tell('subscribed', ['li', '2024-01-10'], { plan: 'tea', price: 30, currency: 'CNY' }),
    tell('开始订阅', ['wang', '2024-02-10'], { plan: 'tea', price: 30, currency: 'RMB' }),
    tell('Subscription Canceled', ['wang', '2024-04-20'], { plan: 'tea' }),
    tell('Member Joined', ['zhao', '2024-03-01'], { amount: 9 }),
    tell('Member Left', ['zhao', '2024-05-02']),
  ];
  await sendEvents({ app, client }, { source: 'Shop', batch, people: 3 });
  // Whose the events are is brought up to date by the computation, as for all of insights.
  await followJob(client, (await client.call(refreshInsights, {})).job);
  const answer = await client.call(getSubscriptions, {});
  expect(answer).toMatchObject({
    begun: { subscriptions: 2 },
    active: 1,
    ended: { subscriptions: 1 },
    fee: 30,
    currency: 'CNY',
    model: null,
    tenures: [],
    notices: [{ code: 'too-few-ended' }],
  });
  expect(answer.ages.slice(0, 3).map(({ atRisk, ended }) => [atRisk, ended])).toEqual([
    [2, 0],
    [2, 0],
    [2, 1],
  ]);
  const others = { started: 'Member Joined', ended: 'Member Left' };
  expect(await client.call(getSubscriptions, others)).toMatchObject({
    begun: { subscriptions: 1 },
    active: 0,
    ended: { subscriptions: 1 },
  });

  const { id } = await client.call(createDashboard, { name: 'Members', cards: [] });
  const { cards } = await client.call(pinCard, { id, card: { id: 'a', type: 'subscriptions' } });
  expect(cards).toMatchObject([
    { type: 'subscriptions', started: 'Subscription Started', ended: 'Subscription Cancelled' },
  ]);
  const making: Making = {
    ask: (endpoint, input) => client.call(endpoint, input),
    speech: createSpeech('zh', 'Asia/Shanghai'),
    now: new Date(),
  };
  const blocks = await Promise.all(cards.map((card) => makeBlock(card, making)));
  expect(blocks.map((block) => ({ ...block, table: block.table?.slice(0, 4) }))).toMatchObject([
    {
      title: '订阅',
      notes: [expect.stringContaining('30'), '2 个订阅中有 1 个进行中。'],
      table: [
        ['满月数', '实际留存', '模型预期'],
        ['1', '100%', expect.any(String)],
        ['2', '100%', expect.any(String)],
        ['3', '50%', expect.any(String)],
      ],
    },
  ]);
});
