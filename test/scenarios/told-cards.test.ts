import { expect, test } from 'vitest';

import { createDashboard, pinCard, readMetric } from '../../src/dashboards/contract.ts';
import { createMarketSize } from '../../src/dashboards/market/contract.ts';
import { makeBlock } from '../../src/dashboards/report/cards.ts';
import type { Making } from '../../src/dashboards/report/making.ts';
import { createSpeech } from '../../src/dashboards/report/words.ts';
import { refreshInsights } from '../../src/insights/contract.ts';
import { readTexts } from '../../src/insights/opinions/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { createSegment, refreshSegments } from '../../src/segments/contract.ts';
import { followJob, problemOf } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp } from '../harness.ts';

const { app, freshWorkspace } = await openTestApp();

const dayMs = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

/** Who wrote what, so many days ago. */
const texts = [
  ['li', '质量很好，非常满意', 5],
  ['wang', '快递太慢了，很差', 6],
  ['zhao', 'Great quality, I love it', 10],
  ['qian', 'Arrived on Monday', 12],
  ['wang', '包装破了，太差了', 40],
  ['zhao', '很好用', 70],
] as const;

async function open() {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const reviews = texts.map(([userId, text, days], n) => ({
    type: 'track',
    event: 'Product Reviewed',
    userId,
    messageId: `text-${n}`,
    timestamp: ago(days),
    properties: { text },
  }));
  const order = {
    type: 'track',
    event: 'Order Completed',
    userId: 'li',
    messageId: 'order',
    timestamp: '2024-02-03T10:00:00Z',
    properties: {
      order_id: '1',
      revenue: 50,
      currency: 'CNY',
      products: [{ product_id: 'tea', category: '茶叶', price: 50, quantity: 1 }],
    },
  };
  await sendEvents({ app, client }, { source: 'Shop', batch: [...reviews, order], people: 4 });
  await followJob(client, (await client.call(readTexts, {})).job);
  await followJob(client, (await client.call(refreshInsights, {})).job);
  return workspace;
}

test('what customers write is measured like what they buy, and each number has its customers behind it', async () => {
  const { client } = await open();
  const ask = (metric: string, more: object = {}) => client.call(readMetric, { metric, days: 30, ...more });
  const whoFits = async (rule: unknown) =>
    (await client.call(queryProfiles, { kind: 'person', rule, fields: ['tracked_id'] })).rows
      .map((row) => String(row['tracked_id']))
      .toSorted();
  const satisfaction = await ask('satisfaction');
  expect(satisfaction).toMatchObject({ unit: 'share', value: 2 / 3, before: 0, notice: null });
  expect(await whoFits(satisfaction.rule)).toEqual(['li', 'zhao']);
  const blame = await ask('blame');
  expect([blame.value, blame.before]).toEqual([1, 1]);
  expect(await whoFits(blame.rule)).toEqual(['wang']);
  const all = await ask('texts', { days: 90, by: 'source' });
  expect([all.value, all.before]).toEqual([6, null]);
  expect(all.parts).toMatchObject([{ key: 'Shop', value: 6 }]);
  expect(await whoFits(all.parts[0]?.rule)).toEqual(['li', 'qian', 'wang', 'zhao']);
  expect(all.months.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(6);
  expect(await ask('texts', { kind: 'organization' })).toMatchObject({
    value: null,
    notice: { code: 'no-texts' },
  });
});

test('opinions, market shares and findings stand on dashboards, on the screen and on paper', async () => {
  const { client } = await open();
  await client.call(createMarketSize, {
    period: '2024-Q1',
    dimension: 'category',
    part: '茶叶',
    size: 1_000,
    currency: 'CNY',
    source: 'Report 2024',
  });
  const { id } = await client.call(createDashboard, { name: 'Voices', cards: [] });
  const pinned = [
    { id: 'a', type: 'opinions', period: '365', by: 'topics', topic: 'delivery' },
    { id: 'b', type: 'market', dimension: 'category', part: '茶叶' },
    { id: 'c', type: 'market' },
    { id: 'd', type: 'findings' },
  ] as const;
  for (const card of pinned) await client.call(pinCard, { id, card });
  const segment = await client.call(createSegment, {
    kind: 'person',
    name: 'Buyers',
    rule: { did: 'Order Completed' },
  });
  await followJob(client, (await client.call(refreshSegments, {})).job);
  await client.call(pinCard, { id, card: { id: 's', type: 'segment', segment: segment.id } });
  await client.call(pinCard, { id, card: { id: 'g', type: 'segment', segment: 'seg_gone' } });
  const { cards } = await client.call(pinCard, {
    id,
    card: { id: 'e', type: 'opinions', period: 'all', by: 'months' },
  });
  const making: Making = {
    ask: (endpoint, input) => client.call(endpoint, input),
    speech: createSpeech('zh', 'Asia/Shanghai'),
    now: new Date(),
  };
  const readable = cards.filter((card) => card.id !== 'g');
  const [delivery, market, whole, findings, buyers, months] = await Promise.all(
    readable.map((card) => makeBlock(card, making)),
  );
  expect(delivery).toMatchObject({ title: '客户之声: 主题', notes: ['物流配送'] });
  expect(delivery?.table).toEqual(
    expect.arrayContaining([
      ['物流配送', '0', '1', '0', '1'],
      ['合计', '0', '1', '0', '1'],
    ]),
  );
  expect(market).toMatchObject({
    title: '市场份额: 茶叶',
    table: [
      ['时期', '市场规模', '自有销售额', '份额'],
      ['2024-Q1', '1,000 CNY', '50', '5%'],
    ],
  });
  expect(whole).toMatchObject({ notes: ['尚未录入该市场的规模。'] });
  expect(findings).toMatchObject({ title: '自动发现', notes: ['没有发现异常之处。'] });
  expect(buyers).toMatchObject({ title: '分群: Buyers', big: '1' });
  const gone = cards.find((card) => card.id === 'g');
  if (gone === undefined) throw new Error('the card is not there');
  expect(await problemOf(makeBlock(gone, making))).toMatchObject({ code: 'segments.not-found' });
  expect(months?.table?.at(-1)).toEqual(['合计', '3', '2', '0', '1']);
});
