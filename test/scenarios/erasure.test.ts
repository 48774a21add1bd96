import { expect, test } from 'vitest';

import { listDeliveries, createConnector, updateConnector } from '../../src/connectors/contract.ts';
import { createWriteKey, listArrivals } from '../../src/events/contract.ts';
import { createProfiles, getProfile, listTimeline } from '../../src/profiles/contract.ts';
import { eraseProfile } from '../../src/profiles/erasure/contract.ts';
import { createExport, listExports } from '../../src/query/contract.ts';
import { listSourceRecords } from '../../src/sources/contents/contract.ts';
import { createSource, listSources } from '../../src/sources/contract.ts';
import { createAttachment, createNote, getAttachment } from '../../src/teamwork/contract.ts';
import { createTalk } from '../../src/teamwork/talks/contract.ts';
import { followJob, listProfiles, problemOf, replay } from '../actions.ts';
import { hookSecret, sendHook, settleHooks } from '../connectors.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';

const { app, freshWorkspace } = await openTestApp();

test('whoever is erased is gone from records, events, notes and bodies of connectors, and nobody else is', async () => {
  const workspace = await freshWorkspace();
  const { client, clientAs } = workspace;
  const connector = await client.call(createConnector, {
    name: 'Till',
    kind: 'webhook',
    settings: { secret: hookSecret, scheme: 'token', header: 'X-Key' },
  });
  const links = [
    { from: ['people', '*', 'mail'], to: 'field:emails' },
    { from: ['people', '*', 'name'], to: 'field:name' },
  ];
  await client.call(updateConnector, { id: connector.id, mapping: { each: ['people'], links } });
  const send = (...people: object[]) =>
    sendHook(app, connector.id, { body: JSON.stringify({ people }), headers: { 'x-key': hookSecret } });
  const [gone, stays] = [
    { name: '李娜', mail: 'li@shop.cn' },
    { name: '王芳', mail: 'wang@shop.cn' },
  ];
  await send(stays, gone);
  await send(stays);
  await settleHooks(workspace, connector.id);

  const shop = await client.call(createSource, { name: 'Shop', channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: shop.id });
  const batch = ['li', 'wang'].flatMap((who) => [
    { type: 'identify', userId: who, traits: { email: `${who}@shop.cn` } },
    { type: 'track', userId: who, event: 'Order Completed', properties: { order_id: `A-${who}`, total: 5 } },
  ]);
  const refused = ['li', 'wang'].map((who) => ({ type: 'unheard', userId: who, email: `${who}@shop.cn` }));
  await app.fetch(
    new Request('http://in-process/v1/batch', {
      method: 'POST',
      body: JSON.stringify({ writeKey: key, batch: [...batch, ...refused] }),
    }),
  );
  await waitFor(
    'events',
    () => client.call(listArrivals, { source: shop.id }),
    ({ rows, waiting }) => rows.length === 6 && waiting === 0,
  );
  await waitFor(
    'what events say',
    () => client.call(listSourceRecords, { id: shop.id, limit: 10 }),
    ({ rows }) => rows.length === 2,
  );
  const people = await listProfiles(client, { kind: 'person' });
  expect(new Set(people.map(({ name }) => name))).toEqual(new Set(['王芳', '李娜']));
  const idOf = (name: string) => people.find((one) => one['name'] === name)?.id ?? '';
  const id = idOf('李娜');
  await client.call(createNote, { id, text: 'A note' });
  await client.call(createTalk, { id, way: 'call', text: 'A call' });
  const file = await client.upload(createAttachment, { id, name: 'a.txt' }, new Blob(['secret']).stream());

  const made = await client.call(createExport, { kind: 'person', rule: { all: [] }, format: 'csv' });
  await followJob(client, made.job);

  const forbidden = await problemOf((await clientAs('editor')).call(eraseProfile, { id }));
  expect(forbidden.code).toBe('access.forbidden');
  expect(await client.call(eraseProfile, { id })).toMatchObject({ events: 2, deliveries: 1 });

  const look = async () => {
    expect((await listProfiles(client, { kind: 'person' })).map(({ name }) => name)).toEqual(['王芳']);
    expect((await problemOf(client.call(getProfile, { id }))).code).toBe('profiles.not-found');
  };
  await look();
  const sources = (await client.call(listSources, {})).rows;
  const raw = await Promise.all(
    sources.map(async (source) => (await client.call(listSourceRecords, { id: source.id, limit: 100 })).rows),
  );
  const { rows: arrived } = await client.call(listArrivals, { source: shop.id });
  const { rows: deliveries } = await client.call(listDeliveries, { id: connector.id, limit: 100 });
  expect(deliveries).toHaveLength(1);
  expect(arrived.filter((row) => row.refused === null).map(({ user }) => user)).toEqual(['wang', 'wang']);
  expect(arrived.filter((row) => row.refused !== null)).toHaveLength(1);
  expect((await client.call(listExports, {})).rows).toEqual([]);
  expect(JSON.stringify([raw, arrived, deliveries])).not.toMatch(/李娜|li@shop/);
  expect((await problemOf(client.call(getAttachment, { id: file.id }))).code).toBe('teamwork.not-found');
  const other = await client.call(listTimeline, { id: idOf('王芳'), kinds: 'order' });
  expect(other.rows.map(({ details }) => details['order'])).toEqual(['A-wang']);
  await replay(client);
  await look();

  // Somebody who comes again begins anew.
  const again = {
    kind: 'person' as const,
    source: 'Till',
    records: [{ name: '李娜', emails: 'li@shop.cn' }],
  };
  const { profiles } = await client.call(createProfiles, again);
  const { rows: timeline } = await client.call(listTimeline, { id: profiles[0] ?? '' });
  expect(timeline.map(({ kind }) => kind)).toEqual(['record']);
});
