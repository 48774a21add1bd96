import { afterEach, describe, expect, it, vi } from 'vitest';

import { listAudit } from '../../src/access/contract.ts';
import type { Client } from '../../src/client.ts';
import { createWriteKey } from '../../src/events/contract.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { createSource, getImport, listSources, updateSource } from '../../src/sources/contract.ts';
import { listSourceRecords } from '../../src/sources/contents/contract.ts';
import { previewRetention, setRetention } from '../../src/sources/retention/contract.ts';
import { followJob, importFile, listProfiles, replay } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import { waitFor } from '../wait.ts';

const { app, freshWorkspace } = await openTestApp();

afterEach(() => void vi.useRealTimers());

const dayMs = 86_400_000;

/** What follows happens so many days ago, until the clock is right again. */
function goBack(days: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - days * dayMs });
}

async function sourceOf(client: Client, name: string) {
  const found = (await client.call(listSources, {})).rows.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no source ${name}`);
  return found;
}

async function keep(client: Client, id: string, days: number) {
  const { job } = await client.call(setRetention, { id, days });
  if (job === null) throw new Error('no job');
  await followJob(client, job);
}

const capitals = async (client: Client) =>
  (await listProfiles(client)).map(({ registered_capital: capital }) => JSON.stringify(capital)).toSorted();

describe('records that may be kept for a time only', () => {
  it('go with their raw text when it is over, and profiles show what others say', async () => {
    const { client } = await freshWorkspace();
    goBack(20);
    const make = createMaker();
    const rows = make.organizations(3);
    const said = (注册资本: string) => rows.map((row) => ({ ...row, 注册资本 }));
    await importFile(
      client,
      { name: 'own.csv', bytes: csv(said('100万元').slice(0, 2)) },
      { source: '自有', trust: 20 },
    );
    const before = await capitals(client);
    const options = { source: '名录', trust: 80 };
    const first = await importFile(client, { name: 'a.csv', bytes: csv(said('200万元')) }, options);
    const source = await sourceOf(client, '名录');
    vi.useRealTimers();
    const news = make.organizations(4).slice(3);
    await importFile(client, { name: 'b.csv', bytes: csv(news) }, options);

    const shown = await client.call(previewRetention, { id: source.id, days: 10 });
    expect(shown).toMatchObject({ records: 3, events: 0, gone: 1, changed: 2 });
    expect(await client.call(previewRetention, { id: source.id, days: 30 })).toMatchObject({
      records: 0,
      gone: 0,
    });
    expect(await listProfiles(client)).toHaveLength(4);

    await keep(client, source.id, 10);
    expect((await sourceOf(client, '名录')).keepDays).toBe(10);
    const left = await listProfiles(client);
    expect(left).toHaveLength(3);
    expect(await capitals(client)).toEqual(expect.arrayContaining(before));
    const raw = await client.call(listSourceRecords, { id: source.id, limit: 10 });
    expect(raw.rows.map(({ file }) => file)).toEqual(['b.csv']);
    const { result } = await client.call(getImport, { id: first.import });
    expect(result?.examples).toEqual({ created: [], changed: [], conflicts: [], rejected: [] });
    const { rows: trail } = await client.call(listAudit, { target: source.id });
    expect(trail.find(({ action }) => action === 'retention')).toMatchObject({
      details: { records: 3, days: 10 },
    });

    // Nothing of it comes back, and once more changes nothing.
    await replay(client);
    await keep(client, source.id, 10);
    expect(await listProfiles(client)).toEqual(left);
    expect(await client.call(previewRetention, { id: source.id, days: 10 })).toMatchObject({ records: 0 });
    // What is said again after its end is news.
    await importFile(client, { name: 'a.csv', bytes: csv(said('200万元')) }, options);
    expect(await listProfiles(client)).toHaveLength(4);
  });

  it('so are events and orders, while later ones stay', async () => {
    const { client, clientAs } = await freshWorkspace();
    const editor = await clientAs('editor');
    const source = await client.call(createSource, { name: 'Shop', channel: 'web' });
    const { key } = await client.call(createWriteKey, { source: source.id });
    const send = (path: string, body: object) =>
      app.fetch(
        new Request(`http://in-process/v1/${path}`, {
          method: 'POST',
          body: JSON.stringify({ writeKey: key, userId: 'u-1', ...body }),
        }),
      );
    goBack(20);
    const order = (id: string) => ({
      event: 'Order Completed',
      properties: { order_id: id, revenue: 5, currency: 'CNY' },
    });
    await send('identify', { traits: { email: 'li@shop.cn', name: '李娜' } });
    await send('track', order('A1'));
    const people = (said: string) =>
      waitFor(
        `a person called ${said}`,
        () => listProfiles(client, { kind: 'person' }),
        ([one, other]) => one?.['name'] === said && other === undefined,
      );
    await people('李娜');
    vi.useRealTimers();
    await send('track', order('A2'));
    await send('identify', { traits: { email: 'li@shop.cn', name: '李小娜' } });
    await people('李小娜');
    const orders = async () => {
      const [one] = await listProfiles(client, { kind: 'person' });
      const { rows } = await client.call(listTimeline, { id: String(one?.id), kinds: 'order' });
      return rows.map(({ details }) => details['order']);
    };
    await waitFor('both orders', orders, (found) => found.length === 2);
    // Two events of the first day: who it is, and what was ordered.
    expect(await client.call(previewRetention, { id: source.id, days: 10 })).toMatchObject({
      records: 1,
      events: 2,
    });
    await editor.call(updateSource, { id: source.id, basis: 'contract', purpose: 'To deliver orders' });
    await expect(editor.call(setRetention, { id: source.id, days: 1 })).rejects.toMatchObject({
      code: 'access.forbidden',
    });
    await keep(client, source.id, 10);
    expect(await orders()).toEqual(['A2']);
    expect(await sourceOf(client, 'Shop')).toMatchObject({ purpose: 'To deliver orders', keepDays: 10 });
    const shown = await client.call(previewRetention, { id: source.id, days: 10 });
    expect(shown).toMatchObject({ records: 0, events: 0 });
  });
});
