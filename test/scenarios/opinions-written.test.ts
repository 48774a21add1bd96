import { expect, test } from 'vitest';

import * as contract from '../../src/insights/opinions/contract.ts';
import { decideMatches, undoMatchChange } from '../../src/identity/contract.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { eraseProfile } from '../../src/profiles/erasure/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { createNote, removeNote, updateNote } from '../../src/teamwork/contract.ts';
import { createTalk } from '../../src/teamwork/talks/contract.ts';
import { followJob, importFile, listProfiles } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp } from '../harness.ts';
import { csv } from '../make.ts';

const { app, freshWorkspace } = await openTestApp();
const kind = 'person';

/** Three customers, of whom members wrote down what two said. */
async function open() {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const people = ['李一', '王二', '赵三'].map((姓名, n) => ({ 姓名, 手机: `1380000000${n}` }));
  await importFile(client, { name: 'p.csv', bytes: csv(people) }, { source: 'crm', kind });
  const profiles = await listProfiles(client, { kind });
  const idOf = (name: string) => String(profiles.find((row) => row.name === name)?.id);
  const [li, wang, zhao] = [idOf('李一'), idOf('王二'), idOf('赵三')];
  const note = await client.call(createNote, { id: li, text: '来电抱怨快递太慢，很不满意' });
  const talk = await client.call(createTalk, {
    id: wang,
    way: 'call',
    direction: 'in',
    outcome: 'reached',
    at: '2026-03-01T08:00:00Z',
    text: 'Loves the quality, a friend recommended us',
  });
  const read = async () => followJob(client, (await client.call(contract.readTexts, {})).job);
  await read();
  const who = async (rule: unknown) =>
    (await client.call(queryProfiles, { kind, rule, fields: ['name'] })).rows.map(({ name }) => name);
  const list = async () => (await client.call(contract.listOpinions, {})).rows;
  return { ...workspace, li, wang, zhao, note, talk, read, who, list };
}

const late = { said: 'negative', about: ['delivery'] };
const glad = { said: 'positive', tags: ['recommended'], sources: ['manual'] };

test('notes and talks are read, with who wrote them, for whoever may read them', async () => {
  const { client, clientAs, li, wang, note, talk, who, list } = await open();
  expect(await who(late)).toEqual(['李一']);
  expect(await who(glad)).toEqual(['王二']);
  expect(await who({ said: 'any', times: { gte: 2 } })).toEqual([]);
  const [newest, oldest] = await list();
  expect(newest).toMatchObject({
    id: note.id,
    event: 'Note',
    author: note.author.name,
    profile: li,
    text: '来电抱怨快递太慢，很不满意',
    polarity: 'negative',
  });
  expect(oldest).toMatchObject({ id: talk.id, event: 'Call', at: '2026-03-01T08:00:00.000Z', profile: wang });
  const told = await client.call(contract.getOpinions, { source: 'manual' });
  expect(told.counts).toMatchObject({ positive: 1, negative: 1 });
  expect(told.readAt).not.toBeNull();
  const { rows } = await client.call(listTimeline, { id: li, kinds: 'note' });
  expect(rows[0]?.details).toMatchObject({ opinion: { polarity: 'negative', corrected: null } });

  const seen = (await (await clientAs('viewer')).call(contract.listOpinions, {})).rows;
  expect(seen.map(({ text, author, evidence }) => [text, author, evidence])).toEqual([
    [null, '', []],
    [null, '', []],
  ]);
});

test('a note that changes is read anew, one that is pinned is not, and one that is removed is forgotten', async () => {
  const { client, note, read, who, list } = await open();
  await client.call(contract.correctOpinion, { id: note.id, polarity: 'neutral', topics: [], tags: [] });
  await client.call(updateNote, { id: note.id, pinned: true });
  await read();
  expect((await list())[0]).toMatchObject({
    id: note.id,
    polarity: 'neutral',
    corrected: { name: expect.any(String) },
  });
  await client.call(updateNote, { id: note.id, text: '质量很好，非常满意' });
  await read();
  expect((await list())[0]).toMatchObject({ id: note.id, polarity: 'positive', corrected: null });
  await client.call(removeNote, { id: note.id });
  await read();
  expect((await list()).map(({ event }) => event)).toEqual(['Call']);
  expect(await who({ said: 'any' })).toEqual(['王二']);
});

test('what was written down follows its customer through joins and undoings, and goes when it is erased', async () => {
  const { client, li, wang, read, who, list } = await open();
  const pairs = [{ left: li, right: wang }];
  const { change: id } = await client.call(decideMatches, { does: 'join', pairs });
  expect(await who({ all: [late, glad] })).toHaveLength(1);
  expect(await who({ said: 'any', times: { gte: 2 } })).toHaveLength(1);
  await client.call(undoMatchChange, { id });
  expect(await who({ all: [late, glad] })).toEqual([]);
  expect(await who(late)).toEqual(['李一']);
  await client.call(eraseProfile, { id: li });
  expect((await list()).map(({ event }) => event)).toEqual(['Call']);
  await read();
  expect(await who(late)).toEqual([]);
});

test('answers of surveys are read where they are words', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const answers = [
    ['li', { question: '还会再来吗？', answer: '不会，服务太差了' }],
    ['wang', { question: 'Why us?', answer: 'Great service' }],
    ['zhao', { question: 'From 1 to 5', answer: '5' }],
  ] as const;
  const batch = answers.map(([userId, properties], n) => ({
    type: 'track',
    event: 'Survey Answered',
    userId,
    messageId: `answer-${n}`,
    properties,
  }));
  await sendEvents({ app, client }, { source: 'Survey', batch, people: 3 });
  await followJob(client, (await client.call(contract.readTexts, {})).job);
  const { rows } = await client.call(contract.listOpinions, {});
  expect(rows.map(({ text, polarity }) => `${polarity}: ${text}`).toSorted()).toEqual([
    'negative: 不会，服务太差了',
    'positive: Great service',
  ]);
  const id = rows.find(({ polarity }) => polarity === 'negative')?.profile ?? '';
  const { rows: told } = await client.call(listTimeline, { id, kinds: 'event' });
  expect(told[0]?.details).toMatchObject({ opinion: { polarity: 'negative' } });
});
