import { expect, test } from 'vitest';

import { followJob, listProfiles, problemOf } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';
import { listAudit } from '../../src/access/contract.ts';
import { createWriteKey, listArrivals } from '../../src/events/contract.ts';
import { eraseProfile } from '../../src/profiles/erasure/contract.ts';
import type { Parsed } from '../../src/lib/endpoint.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { describeQuery, queryProfiles } from '../../src/query/contract.ts';
import { createSegment, listSegments, refreshSegments } from '../../src/segments/contract.ts';
import { createSource } from '../../src/sources/contract.ts';
import * as contract from '../../src/insights/opinions/contract.ts';

const { app, freshWorkspace } = await openTestApp();

const texts = [
  ['li', 'Product Reviewed', { product_id: 'P1', review_body: '质量很好，就是物流太慢了' }, 10],
  ['li', 'Product Reviewed', { product_id: 'P2', review_body: '朋友推荐买的，很好用' }, 200],
  ['wang', 'Complaint', { text: '快递把箱子摔坏了，我要退款！' }, 20],
  ['zhao', 'Survey Answered', { text: 'Great service and fast delivery' }, 30],
  ['zhao', 'Products Searched', { query: '很差的快递' }, 5],
] as const;

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

async function open() {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const source = await client.call(createSource, { name: 'Shop', channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const send = async (batch: readonly object[]) => {
    const body = JSON.stringify({ writeKey: key, batch });
    await app.fetch(new Request('http://in-process/v1/batch', { method: 'POST', body }));
    await waitFor(
      'the events',
      () => client.call(listArrivals, { source: source.id }),
      ({ waiting }) => waiting === 0,
    );
  };
  await send([
    ...['li', 'wang', 'zhao'].map((who) => ({
      type: 'identify',
      userId: who,
      traits: { email: `${who}@shop.cn`, name: who },
    })),
    ...texts.map(([userId, event, properties, days], n) => ({
      type: 'track',
      messageId: `m${n}`,
      userId,
      event,
      properties,
      timestamp: ago(days),
    })),
  ]);
  await waitFor(
    'the customers',
    () => listProfiles(client, { kind: 'person' }),
    (list) => list.length === 3,
  );
  const read = async () => followJob(client, (await client.call(contract.readTexts, {})).job);
  await read();
  return { ...workspace, send, read };
}

type Client = Awaited<ReturnType<typeof open>>['client'];

async function whoSaid(client: Client, rule: unknown): Promise<string[]> {
  const { rows } = await client.call(queryProfiles, { kind: 'person', rule, fields: ['name'] });
  return rows.map(({ name }) => String(name)).toSorted((left, right) => left.localeCompare(right));
}

test('texts are read as they come, and asked for in rules', async () => {
  const { client, send, read } = await open();
  const late = { said: 'negative', about: ['delivery'], within: '90d' };
  expect(await whoSaid(client, late)).toEqual(['li', 'wang']);
  expect(await whoSaid(client, { said: 'positive', about: ['delivery'] })).toEqual(['zhao']);
  expect(await whoSaid(client, { said: 'any', tags: ['wants_refund', 'recommended'] })).toEqual([
    'li',
    'wang',
  ]);
  expect(await whoSaid(client, { said: 'any', tags: ['recommended'], within: '90d' })).toEqual([]);
  expect(await whoSaid(client, { said: 'any', products: ['P1'], times: { gte: 2 } })).toEqual([]);
  expect(await whoSaid(client, { not: late })).toEqual(['zhao']);
  expect(await client.call(describeQuery, { kind: 'person', rule: late })).toEqual({
    en: 'wrote a negative text about delivery, within the last 90 days',
    zh: '写过负面文字，涉及物流配送，在最近90天内',
  });
  const wrong = await problemOf(whoSaid(client, { said: 'any', tags: ['nice'] }));
  expect(wrong.code).toBe('rule.value');

  const { id } = await client.call(createSegment, { kind: 'person', name: 'Late', rule: late });
  await followJob(client, (await client.call(refreshSegments, {})).job);
  const size = async () =>
    (await client.call(listSegments, { kind: 'person' })).rows.find((one) => one.id === id);
  expect((await size())?.size).toBe(2);

  await send([{ type: 'track', userId: 'zhao', event: 'Complaint', properties: { text: '送货太慢' } }]);
  await read();
  expect(await whoSaid(client, late)).toEqual(['li', 'wang', 'zhao']);
});

test('they are counted by month, topic, tag, source and product, and listed with the words that show it', async () => {
  const { client, clientAs } = await open();
  const all = await client.call(contract.getOpinions, {});
  expect(all.counts).toEqual({ positive: 2, negative: 1, mixed: 1, neutral: 0 });
  expect(all.topics.find(({ key }) => key === 'delivery')?.counts).toEqual({
    positive: 1,
    negative: 2,
    mixed: 0,
    neutral: 0,
  });
  expect(all.tags.map(({ key }) => key)).toEqual(expect.arrayContaining(['wants_refund', 'recommended']));
  expect(all.sources).toMatchObject([{ key: 'Shop' }]);
  expect(all.products.map(({ key }) => key).toSorted()).toEqual(['P1', 'P2']);
  expect((await client.call(contract.getOpinions, { topic: 'delivery' })).counts).toMatchObject({
    positive: 1,
    negative: 2,
  });
  expect((await client.call(contract.getOpinions, { from: ago(15).slice(0, 10) })).counts).toMatchObject({
    mixed: 1,
    positive: 0,
  });

  const first = await client.call(contract.listOpinions, { limit: 3 });
  const rest = await client.call(contract.listOpinions, { limit: 3, after: first.next ?? '' });
  expect([first.rows.length, rest.rows.length, rest.next]).toEqual([3, 1, null]);
  const [newest] = first.rows;
  expect(newest).toMatchObject({ event: 'Product Reviewed', polarity: 'mixed', corrected: null });
  const blamed = newest?.evidence.filter(({ role }) => role === 'blame');
  expect(blamed?.map(({ at, length }) => newest?.text?.slice(at, at + length))).toEqual(['太慢']);

  const viewer = await clientAs('viewer');
  const seen = await viewer.call(contract.listOpinions, {});
  expect(seen.rows.map(({ text, evidence }) => [text, evidence])).toEqual(
    Array.from({ length: 4 }, () => [null, []]),
  );
});

test('what a person sets right is kept through every later reading, with who did it', async () => {
  const { client, clientAs, read, send } = await open();
  const [row] = (await client.call(contract.listOpinions, { polarity: 'negative' })).rows;
  const id = row?.id ?? '';
  const right: Omit<Parsed<typeof contract.correctOpinion>, 'id'> = {
    polarity: 'neutral',
    topics: [{ topic: 'packaging', polarity: 'negative' }],
    tags: [],
  };
  const corrected = await client.call(contract.correctOpinion, { id, ...right });
  expect(corrected).toMatchObject({ ...right, corrected: { by: expect.any(String) } });
  await send([{ type: 'track', userId: 'wang', event: 'Complaint', properties: { text: '没人回复' } }]);
  await read();
  const rows = async () => (await client.call(contract.listOpinions, {})).rows;
  expect((await rows()).find((one) => one.id === id)).toMatchObject(right);
  expect((await rows()).length).toBe(5);
  expect(await whoSaid(client, { said: 'any', tags: ['wants_refund'] })).toEqual([]);
  expect((await client.call(contract.listOpinions, { corrected: 'yes' })).rows.length).toBe(1);

  const [line] = (await client.call(listAudit, { action: 'correctOpinion' })).rows;
  expect(line).toMatchObject({ target: id, details: { before: { polarity: 'negative' } } });

  const viewer = await clientAs('analyst');
  expect((await problemOf(viewer.call(contract.correctOpinion, { id, ...right }))).code).toBe(
    'access.forbidden',
  );
  const none = await problemOf(
    client.call(contract.correctOpinion, { ...right, id: 'evt_0000000000000001' }),
  );
  expect(none.code).toBe('opinions.not-found');
  const odd = await problemOf(client.call(contract.correctOpinion, { ...right, id: "evt_' OR 1" }));
  expect(odd.code).toBe('opinions.not-found');
});

test('a timeline shows how its texts speak, and whoever is erased leaves none', async () => {
  const { client } = await open();
  const person = (await listProfiles(client, { kind: 'person' })).find(({ name }) => name === 'wang');
  const id = person?.id ?? '';
  const timeline = await client.call(listTimeline, { id, kinds: 'event' });
  expect(timeline.rows[0]?.details).toMatchObject({
    opinion: { polarity: 'negative', tags: ['wants_refund'] },
  });
  await client.call(eraseProfile, { id });
  expect((await client.call(contract.getOpinions, {})).counts).toMatchObject({ negative: 0, positive: 2 });
});
