import { createHash, randomUUID } from 'node:crypto';

import { noAmounts, type Arrival, type ArrivalType, type ArrivedTexts } from '../arrival.ts';
import { isAmount } from '../intake/row-writer.ts';
import { readId } from './ids.ts';
import { readLines } from './lines.ts';
import { readName } from './names.ts';
import type { Refusal } from './refusals.ts';
import { judgeEvent, noPlan, type Plan, type Verdict } from '../plan/judge.ts';
import {
  firstText,
  flatten,
  isShallow,
  numberOf,
  objectOf,
  textOf,
  timeOf,
  type JsonObject,
} from './values.ts';

/** What is known of a request beside its messages. */
export interface Delivery {
  readonly source: string;
  /** Milliseconds. */
  readonly received: number;
  /** When its sender says that it was sent; null where it does not. */
  readonly sent: number | null;
  /** What its sender says of all of its messages. */
  readonly context: JsonObject;
  readonly ip: string;
  readonly agent: string;
  /** What the workspace expects of events; nothing where it is not said. */
  readonly plan?: Plan;
}

/** A message, whatever protocol brought it, in the words of Segment. */
export interface Message {
  readonly type: ArrivalType;
  readonly event: unknown;
  readonly user: unknown;
  readonly anonymous: unknown;
  readonly group: unknown;
  readonly id: unknown;
  /** When it happened by its sender's clock. */
  readonly at: unknown;
  readonly sent: unknown;
  readonly context: JsonObject;
  /** Properties, or for an identify or group the traits. */
  readonly properties: JsonObject;
  readonly title: unknown;
  /** The message as it came. */
  readonly original: unknown;
}

const deepest = 20;
const largestBytes = 262_144;
const dayMs = 86_400_000;
const unjudged: Verdict = Object.freeze({ code: null, differing: [] });
/** Under which the names of properties stand that are not as planned. */
const differingKey = '$plan';

/** Types a message: an arrival, or why it cannot be one. */
export function readMessage(message: Message, delivery: Delivery): Arrival | Refusal {
  if (!isShallow(message.original, deepest)) return { code: 'event.depth', detail: '', raw: '' };
  const raw = JSON.stringify(message.original) ?? '';
  const who = readWho(message);
  const at = readTime(message, delivery);
  const named = nameOf(message);
  const fault = findFault(message, { raw, who, at, name: named.name, received: delivery.received });
  if (fault !== null) return { ...fault, raw: raw.slice(0, largestBytes) };
  const { code, differing } = judge(message, named.name, delivery.plan ?? noPlan);
  if (code !== null) return { code, detail: differing.join(', '), raw };
  const says = isOfTrade(message) ? tradeOf(message) : traitsOf(message);
  // Written out key by key: this runs for each of twenty thousand messages a second.
  return {
    type: message.type,
    name: named.name,
    movement: named.movement,
    user: who.user,
    device: who.device,
    company: who.company,
    source: delivery.source,
    message: textOf(message.id, 200) || contentId(message, raw),
    at,
    received: delivery.received,
    currency: says.currency,
    texts: textsOf(message, delivery, says),
    amounts: says.amounts,
    lines: says.lines,
    properties:
      differing.length === 0 ? says.properties : [...says.properties, [differingKey, differing.join('\n')]],
    raw,
  };
}

/** Views of pages are judged where they are planned; one that is not is of no surprise. */
function judge({ type, properties }: Message, name: string, plan: Plan): Verdict {
  if (type === 'track') return judgeEvent(plan, name, properties);
  const isView = type === 'page' || type === 'screen';
  return isView && plan.events.has(name) ? judgeEvent(plan, name, properties) : unjudged;
}

type Who = Pick<Arrival, 'user' | 'device' | 'company'>;

/** Whom a message is about; an alias of an id to itself says nothing. */
function readWho({ type, user, anonymous, group }: Message): Who {
  const [person, device] = [readId(user), readId(anonymous)];
  return {
    user: person,
    device: type === 'alias' && device === person ? '' : device,
    company: readId(group),
  };
}

interface Found {
  readonly raw: string;
  readonly who: Who;
  readonly at: number;
  readonly name: string;
  readonly received: number;
}

/** What is wrong with a message, or null. */
function findFault(message: Message, { raw, who, at, name, received }: Found): Omit<Refusal, 'raw'> | null {
  if (raw.length > largestBytes) return { code: 'event.too-large', detail: String(raw.length) };
  if (`${who.user}${who.device}${message.type === 'group' ? who.company : ''}` === '')
    return { code: 'event.nobody', detail: textOf(message.user, 100) };
  if (at < 0 || at > received + dayMs)
    return { code: 'event.time', detail: new Date(clampTime(at)).toISOString() };
  return name === '' ? { code: 'event.unnamed', detail: '' } : null;
}

/** Without an id a message is known again by its content, if that says when it happened. */
function contentId({ at }: Message, raw: string): string {
  return timeOf(at) === null ? randomUUID() : createHash('md5').update(raw).digest('base64url');
}

const clampTime = (time: number): number =>
  Math.max(-62_135_596_800_000, Math.min(253_402_300_799_000, time));

/** When it happened by our clock: the sender's may be wrong, but not differently a moment later, when it sends. */
function readTime(message: Message, { received, sent }: Delivery): number {
  const said = timeOf(message.at);
  if (said === null) return received;
  const sentAt = timeOf(message.sent) ?? sent;
  return Math.round(sentAt === null ? said : received - (sentAt - said));
}

const ownNames: Readonly<Partial<Record<ArrivalType, string>>> = {
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  identify: 'Identified',
  group: 'Group Joined',
  alias: 'Aliased',
};

function nameOf({ type, event }: Message): { name: string; movement: string } {
  const own = ownNames[type];
  return own === undefined ? readName(textOf(event, 200)) : { name: own, movement: '' };
}

const amountKeys = ['revenue', 'total', 'value', 'amount', 'price'] as const;
/** What goes to columns, and so need not be said again among the properties. */
const columnKeys = [
  'order_id',
  'orderId',
  'currency',
  'coupon',
  'product_id',
  'productId',
  'category',
  'quantity',
  'products',
  'url',
  'title',
  'referrer',
  'query',
] as const;
const propertyColumns: ReadonlySet<string> = new Set(columnKeys);
const nothingLeftOut: ReadonlySet<string> = new Set();

/** Messages that tell what somebody did; the others say who somebody is. */
function isOfTrade({ type }: Message): boolean {
  return type !== 'identify' && type !== 'group' && type !== 'alias';
}

/** What a message says beside who, when and where. */
interface Says extends Pick<Arrival, 'amounts' | 'lines' | 'properties' | 'currency'> {
  /** Where its own page, order and words are looked for. */
  readonly own: JsonObject;
}

const nothing: JsonObject = Object.freeze({});

function traitsOf({ properties }: Message): Says {
  const leaves = flatten(properties, nothingLeftOut);
  return { amounts: noAmounts, lines: [], properties: leaves, currency: '', own: nothing };
}

function tradeOf({ properties }: Message): Says {
  const lines = readLines(properties);
  return {
    amounts: {
      amount: firstAmount(properties) ?? (lines.length === 0 ? null : sumOf(lines)),
      quantity: numberOf(properties['quantity']),
      tax: numberOf(properties['tax']),
      shipping: numberOf(properties['shipping']),
      discount: numberOf(properties['discount']),
    },
    lines,
    properties: flatten(properties, propertyColumns),
    currency: readCurrency(properties['currency']),
    own: properties,
  };
}

function firstAmount(properties: JsonObject): number | null {
  for (const key of amountKeys) {
    const amount = numberOf(properties[key]);
    if (amount !== null && isAmount(amount)) return amount;
  }
  return null;
}

const sumOf = (lines: Arrival['lines']): number =>
  lines.reduce((sum, line) => sum + (line.quantity ?? 1) * (line.price ?? 0), 0);

function readCurrency(value: unknown): string {
  const text = textOf(value, 3).toUpperCase();
  return /^[A-Z]{3}$/.test(text) ? (text === 'RMB' ? 'CNY' : text) : '';
}

const orderKeys = ['order_id', 'orderId'];
const productKeys = ['product_id', 'productId', 'sku'];
const wordKeys = ['query', 'text', 'comment', 'review_body', 'message'];
const titleKeys = ['title', 'name'];
const sessionKeys = ['sessionId', 'session_id'];

/** The texts that have columns: of the message, else of its context, else of what was said of the whole batch. */
function textsOf({ context, title }: Message, delivery: Delivery, { own }: Says): ArrivedTexts {
  const all = Object.keys(delivery.context).length === 0 ? context : { ...delivery.context, ...context };
  const campaign = objectOf(all, 'campaign');
  const page = objectOf(all, 'page');
  return {
    order: firstText(own, orderKeys, 200),
    product: firstText(own, productKeys, 200),
    category: textOf(own['category'], 200),
    coupon: textOf(own['coupon'], 100),
    session: firstText(all, sessionKeys, 100),
    url: textOf(own['url'], 2_000) || textOf(page['url'], 2_000),
    title: textOf(title, 500) || firstText(own, titleKeys, 500) || textOf(page['title'], 500),
    referrer: textOf(own['referrer'], 2_000) || textOf(page['referrer'], 2_000),
    utmSource: campaignText(campaign, 'source', 'utm_source'),
    utmMedium: campaignText(campaign, 'medium', 'utm_medium'),
    utmCampaign: campaignText(campaign, 'name', 'utm_campaign'),
    utmTerm: campaignText(campaign, 'term', 'utm_term'),
    utmContent: campaignText(campaign, 'content', 'utm_content'),
    ip: textOf(all['ip'], 64) || delivery.ip,
    agent: textOf(all['userAgent'], 500) || delivery.agent,
    locale: textOf(all['locale'], 40),
    text: firstText(own, wordKeys, 2_000),
  };
}

function campaignText(campaign: JsonObject, key: string, other: string): string {
  return textOf(campaign[key], 200) || textOf(campaign[other], 200);
}
