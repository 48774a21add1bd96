import { setImmediate as breathe } from 'node:timers/promises';

import type { Knock, Reply } from '../http/knock.ts';
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
export type Door = (knock: Knock) => Promise<Reply> | undefined;

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
  return (knock) => {
    const asked = readPath(knock.path);
    if (asked === undefined) return undefined;
    if (knock.method === 'OPTIONS') return Promise.resolve(preflight(knock));
    if (asked.what === 'messages' ? knock.method !== 'POST' : knock.method !== 'GET') return undefined;
    return answer(knock, asked, options);
  };
}

async function answer(knock: Knock, asked: Asked, options: DoorOptions): Promise<Reply> {
  if (asked.what === 'messages') return takeMessages(knock, asked.reading, options);
  if (asked.what === 'pixel') return takePixel(knock, asked.usual, options);
  const keys = asked.what === 'settings' ? [asked.key] : writeKeysOf(knock, undefined);
  const { key, place } = await findPlace(keys, options);
  return json(
    asked.what === 'settings'
      ? browserSettings(key, originOf(knock))
      : sourceConfig(key, { id: place.source, name: place.name }),
  );
}

/** The address by which the caller reached us. */
function originOf({ origin, header }: Knock): URL {
  const url = new URL(origin);
  const scheme = header('x-forwarded-proto') === 'https' ? 'https:' : url.protocol;
  return new URL(`${scheme}//${header('host') || url.host}`);
}

/** What is being kept of a request, and what is answered once it is. */
interface Keeping {
  readonly kept: Promise<void>;
  readonly reply: Reply;
}

async function takeMessages(knock: Knock, reading: Reading, options: DoorOptions): Promise<Reply> {
  const { kept, reply } = await keepMessages(knock, reading, options);
  await kept;
  return reply;
}

/**
 * Types what came and has it kept. Apart from who waits for the disk: messages are gone from memory by then, or thousands of
 * them would be carried along by each collection of garbage.
 */
async function keepMessages(knock: Knock, reading: Reading, options: DoorOptions): Promise<Keeping> {
  const body = parseBody(await readBody(knock));
  const { place } = await findPlace(writeKeysOf(knock, body), options);
  const parcel = openParcel(body);
  const outcomes = await typeItems(parcel.items, reading, {
    ...(await deliveryOf(knock, place, options)),
    sent: parcel.sent,
    context: parcel.context,
  });
  const asks = knock.query.get('debug') === '1' || knock.header('x-outcomes') === '1';
  const reply = asks ? json({ success: true, outcomes: describeOutcomes(outcomes) }) : taken;
  return { kept: keepOutcomes(options, place, outcomes), reply };
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

function keepOutcomes(
  { intake }: DoorOptions,
  { workspace }: KeyPlace,
  outcomes: readonly Outcome[],
): Promise<void> {
  const arrivals = outcomes.map(({ arrival }) => arrival);
  return arrivals.length === 0 ? Promise.resolve() : intake.take(workspace, arrivals);
}

async function deliveryOf(
  { header, ip }: Knock,
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
    agent: header('user-agent').slice(0, 500),
  };
}

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** A page view or event in the address of a picture. */
async function takePixel(knock: Knock, usual: string, options: DoorOptions): Promise<Reply> {
  const said = Object.fromEntries(knock.query);
  const { place } = await findPlace(writeKeysOf(knock, said), options);
  const properties = Object.fromEntries(
    [...knock.query].flatMap(([key, value]) => {
      const [, name] = /^properties[.[]([^\]]+)\]?$/.exec(key) ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
  const outcomes = await typeItems(
    [{ ...said, properties, type: usual }],
    { dialect: 'segment', usual },
    await deliveryOf(knock, place, options),
  );
  await keepOutcomes(options, place, outcomes);
  const headers = { ...shared, 'content-type': 'image/gif', 'cache-control': 'no-store' };
  return { status: 200, headers, body: pixel };
}

async function findPlace(
  keys: Iterable<string>,
  { keys: known }: DoorOptions,
): Promise<{ key: string; place: KeyPlace }> {
  for (const key of keys) {
    const place = key === '' ? undefined : await known.find(key);
    if (place !== undefined) return { key, place };
  }
  throw new Problem('events.unauthenticated', {
    en: 'No write key of a source came with this. Send one as the user of Basic authorization, in X-Write-Key, or as writeKey or api_key in the body; keys are made on the page of a source.',
    zh: '请求中没有有效的来源写入密钥。请在 Basic 认证的用户名、X-Write-Key 请求头，或请求内容的 writeKey / api_key 中提供；密钥可在来源页面创建。',
  });
}

function preflight({ header }: Knock): Reply {
  const wanted = header('access-control-request-headers');
  const headers = /^[\w\s,-]{1,1000}$/.test(wanted) ? wanted : usualHeaders;
  return { status: 204, headers: { ...shared, 'access-control-allow-headers': headers }, body: '' };
}

const jsonHeaders = {
  ...shared,
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
} as const;

function json(value: object): Reply {
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(value) };
}

const taken = json({ success: true });
