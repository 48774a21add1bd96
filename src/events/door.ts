import { setImmediate as breathe } from 'node:timers/promises';

import { Problem } from '../lib/problem.ts';
import type { Intake } from './intake/intake.ts';
import type { Plans } from './plan/plans.ts';
import { parseBody, readBody } from './protocol/body.ts';
import { describeOutcomes, openParcel, takeItem, type Outcome } from './protocol/items.ts';
import type { Delivery } from './protocol/message.ts';
import { readPath, type Asked, type Reading } from './protocol/paths.ts';
import { browserSettings, sourceConfig } from './protocol/settings.ts';
import { writeKeysOf } from './protocol/write-key.ts';
import type { KeyPlace, WriteKeys } from './write-keys.ts';

/** What the door of the tracking protocols needs. */
export interface DoorOptions {
  readonly intake: Pick<Intake, 'take'>;
  readonly keys: Pick<WriteKeys, 'find'>;
  readonly plans: Pick<Plans, 'find'>;
  readonly clock: () => Date;
}

/** Answers what clients of the tracking protocols send; undefined for every other request. */
export type Door = (request: Request, info: { readonly ip: string }) => Promise<Response> | undefined;

/** Items that are typed before others may have their turn. */
const itemsAtOnce = 250;

/** Any page may send: a key says where what is sent belongs, and nothing can be read with it. */
const shared = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-max-age': '86400',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

const usualHeaders = 'authorization, content-type, content-encoding, x-retry-count, x-write-key';

/** Opens the door for the protocols of Segment, RudderStack, PostHog, Jitsu and Dittofeed. */
export function openDoor(options: DoorOptions): Door {
  return (request, info) => {
    const url = new URL(request.url);
    const asked = readPath(url.pathname);
    if (asked === undefined) return undefined;
    if (request.method === 'OPTIONS') return Promise.resolve(preflight(request));
    if (asked.what === 'messages' ? request.method !== 'POST' : request.method !== 'GET') return undefined;
    return answer({ request, url, ip: info.ip }, asked, options);
  };
}

interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly ip: string;
}

async function answer(call: Call, asked: Asked, options: DoorOptions): Promise<Response> {
  if (asked.what === 'messages') return takeMessages(call, asked.reading, options);
  if (asked.what === 'pixel') return takePixel(call, asked.usual, options);
  const keys = asked.what === 'settings' ? [asked.key] : writeKeysOf(call.request, call.url, undefined);
  const { key, place } = await findPlace(keys, options);
  return json(
    asked.what === 'settings'
      ? browserSettings(key, originOf(call))
      : sourceConfig(key, { id: place.source, name: place.name }),
  );
}

/** The address by which the caller reached us. */
function originOf({ request, url }: Call): URL {
  const host = request.headers.get('host') ?? url.host;
  const scheme = request.headers.get('x-forwarded-proto') === 'https' ? 'https:' : url.protocol;
  return new URL(`${scheme}//${host}`);
}

async function takeMessages(call: Call, reading: Reading, options: DoorOptions): Promise<Response> {
  const { request, url } = call;
  const body = parseBody(await readBody(request));
  const { place } = await findPlace(writeKeysOf(request, url, body), options);
  const parcel = openParcel(body);
  const outcomes = await typeItems(parcel.items, reading, {
    ...(await deliveryOf(call, place, options)),
    sent: parcel.sent,
    context: parcel.context,
  });
  await takeOutcomes(options, place, outcomes);
  const asks = url.searchParams.get('debug') === '1' || request.headers.get('x-outcomes') === '1';
  return json({ success: true, ...(asks ? { outcomes: describeOutcomes(outcomes) } : {}) });
}

/** Types items a part at a time, so that a large batch holds nobody up. */
export async function typeItems(
  items: readonly unknown[],
  reading: Reading,
  delivery: Delivery,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % itemsAtOnce === 0) await breathe();
    outcomes.push(takeItem(item, reading, delivery));
  }
  return outcomes;
}

async function takeOutcomes(
  { intake }: DoorOptions,
  { workspace }: KeyPlace,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length > 0)
    await intake.take(
      workspace,
      outcomes.map(({ arrival }) => arrival),
    );
}

async function deliveryOf(
  { request, ip }: Call,
  place: KeyPlace,
  { clock, plans }: DoorOptions,
): Promise<Delivery> {
  return {
    source: place.name,
    received: clock().getTime(),
    sent: null,
    context: {},
    ip,
    plan: await plans.find(place.workspace),
    agent: (request.headers.get('user-agent') ?? '').slice(0, 500),
  };
}

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** A page view or event in the address of a picture. */
async function takePixel(call: Call, usual: string, options: DoorOptions): Promise<Response> {
  const { searchParams } = call.url;
  const said = Object.fromEntries(searchParams);
  const { place } = await findPlace(writeKeysOf(call.request, call.url, said), options);
  const properties = Object.fromEntries(
    [...searchParams].flatMap(([key, value]) => {
      const [, name] = /^properties[.[]([^\]]+)\]?$/.exec(key) ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
  const outcomes = await typeItems(
    [{ ...said, properties, type: usual }],
    { dialect: 'segment', usual },
    await deliveryOf(call, place, options),
  );
  await takeOutcomes(options, place, outcomes);
  return new Response(pixel, {
    headers: { ...shared, 'content-type': 'image/gif', 'cache-control': 'no-store' },
  });
}

async function findPlace(
  keys: readonly string[],
  { keys: known }: DoorOptions,
): Promise<{ key: string; place: KeyPlace }> {
  for (const key of keys) {
    const place = await known.find(key);
    if (place !== undefined) return { key, place };
  }
  throw new Problem('events.unauthenticated', {
    en: 'No write key of a source came with this. Send one as the user of Basic authorization, in X-Write-Key, or as writeKey or api_key in the body; keys are made on the page of a source.',
    zh: '请求中没有有效的来源写入密钥。请在 Basic 认证的用户名、X-Write-Key 请求头，或请求内容的 writeKey / api_key 中提供；密钥可在来源页面创建。',
  });
}

function preflight(request: Request): Response {
  const wanted = request.headers.get('access-control-request-headers') ?? '';
  const headers = /^[\w\s,-]{1,1000}$/.test(wanted) ? wanted : usualHeaders;
  return new Response(null, { status: 204, headers: { ...shared, 'access-control-allow-headers': headers } });
}

function json(value: object): Response {
  return new Response(JSON.stringify(value), {
    headers: { ...shared, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}
