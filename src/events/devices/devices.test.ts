import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { listProfiles, problemOf } from '../../../test/actions.ts';
import { openTestApp } from '../../../test/harness.ts';
import { makePlaces } from '../../../test/mmdb.ts';
import { waitFor } from '../../../test/wait.ts';
import { listTimeline } from '../../profiles/contract.ts';
import { createSource } from '../../sources/contract.ts';
import { createWriteKey } from '../contract.ts';
import { listDevices } from './contract.ts';
import { openPlaces } from './places.ts';

const folder = await mkdtemp(join(tmpdir(), 'clientele-places-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const database = join(folder, 'places.mmdb');
await writeFile(
  database,
  makePlaces(203, {
    country: { names: { en: 'China', 'zh-CN': '中国' } },
    city: { names: { en: 'Shanghai', 'zh-CN': '上海' } },
  }),
);
const { app, freshWorkspace } = await openTestApp({ CLIENTELE_PLACES: database });

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const computer =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

test('a customer has the devices with which it came, dated, whatever protocol told of them', async () => {
  const { client } = await freshWorkspace();
  const source = await client.call(createSource, { name: 'Shop', channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const send = async (path: string, body: object, agent = 'axios/1.7.2') => {
    const answer = await app.fetch(
      new Request(`http://in-process${path}?writeKey=${key}`, {
        method: 'POST',
        headers: { 'user-agent': agent },
        body: JSON.stringify(body),
      }),
    );
    expect(answer.status).toBe(200);
  };
  const context = {
    ip: '203.0.113.9',
    locale: 'zh-CN',
    timezone: 'Asia/Shanghai',
    userAgent: phone,
    screen: { width: 393, height: 852 },
    network: { wifi: true, carrier: '中国移动' },
  };
  const page = { type: 'page', name: 'Home', anonymousId: 'a-phone', context };
  await send('/v1/batch', {
    batch: [
      { ...page, messageId: '1', timestamp: '2026-03-01T10:00:00Z' },
      { ...page, messageId: '2', timestamp: '2026-03-02T10:00:00Z' },
      { type: 'track', event: 'Called', userId: 'u', messageId: '3' },
    ],
  });
  await send('/v1/identify', { userId: 'u', anonymousId: 'a-phone', traits: { name: '李娜' } }, phone);
  const posthog = {
    $screen_width: 1920,
    $screen_height: 1080,
    $raw_user_agent: computer,
    $device_id: 'a-pc',
  };
  await send('/batch/', {
    batch: [{ event: 'seen', distinct_id: 'u', timestamp: '2026-03-05T10:00:00Z', properties: posthog }],
  });
  const app3 = {
    device: { manufacturer: 'HUAWEI', model: 'Mate 60' },
    os: { name: 'HarmonyOS', version: '4.2' },
    app: { name: 'Tea', version: '2.1' },
    screen: { width: '<b>', height: -1 },
    network: 'none',
  };
  await send('/v1/screen', { userId: 'u', anonymousId: 'a-app', name: 'Start', context: app3 });
  const [person] = await waitFor(
    'the customer',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows[0]?.['name'] === '李娜',
  );
  const id = String(person?.['id']);
  expect(person).toMatchObject({ devices: ['Apple iPhone'], operating_system: 'iOS 17' });
  const { rows } = await waitFor(
    'three devices',
    () => client.call(listDevices, { id }),
    (found) => found.rows.length === 3,
  );
  const byName = new Map(rows.map((row) => [row.system, row]));
  expect(byName.get('iOS 17')).toMatchObject({
    type: 'mobile',
    model: 'Apple iPhone',
    browser: 'Mobile Safari 17',
    screens: ['393 × 852'],
    networks: ['wifi 中国移动'],
    zones: ['Asia/Shanghai'],
    locales: ['zh-CN'],
    first: '2026-03-01T10:00:00.000Z',
  });
  expect(byName.get('Windows 10')).toMatchObject({
    type: 'desktop',
    browser: 'Chrome 131',
    screens: ['1920 × 1080'],
    last: '2026-03-05T10:00:00.000Z',
  });
  expect(byName.get('HarmonyOS 4.2')).toMatchObject({
    model: 'HUAWEI Mate 60',
    apps: ['Tea 2.1'],
    screens: [],
    place: null,
  });
  const timeline = await client.call(listTimeline, { id, kinds: 'device,visit' });
  expect(timeline.rows.filter(({ kind }) => kind === 'device')).toHaveLength(3);
  expect(
    timeline.rows.filter(({ kind }) => kind === 'visit').map(({ details }) => details['device']),
  ).toContain('Apple iPhone · Mobile Safari 17 · iOS 17');
  expect((await problemOf(client.call(listDevices, { id: 'per_zzzz' }))).code).toBe('profiles.not-found');
});

test('where an address is stands in a database that may be set', async () => {
  const places = await openPlaces(database);
  expect(places.find('203.0.113.9')).toEqual({ en: 'China, Shanghai', zh: '中国 上海' });
  expect(places.find('198.51.100.1')).toBeNull();
  expect(places.find('no address')).toBeNull();
  expect((await openPlaces(undefined)).find('203.0.113.9')).toBeNull();
  const none = join(folder, 'none.mmdb');
  expect((await problemOf(openPlaces(none))).code).toBe('config.places');
  await writeFile(none, 'no database');
  expect((await problemOf(openPlaces(none))).code).toBe('config.places');
});
