import { createHash, randomUUID } from 'node:crypto';

import { noAmounts, noTexts, type Arrival, type ArrivalType, type ArrivedTexts } from '../arrival.ts';
import { isAmount } from '../intake/row-writer.ts';
import { readId } from './ids.ts';
import { readLines } from './lines.ts';
import { readName } from './names.ts';
import type { Refusal } from './refusals.ts';
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

/** Types a message: an arrival, or why it cannot be one. */
export function readMessage(message: Message, delivery: Delivery): Arrival | Refusal {
  if (!isShallow(message.original, deepest)) return { code: 'event.depth', detail: '', raw: '' };
  const raw = JSON.stringify(message.original) ?? '';
  const who = readWho(message);
  const at = readTime(message, delivery);
  const named = nameOf(message);
  const fault = findFault(message, { raw, who, at, name: named.name, received: delivery.received });
  if (fault !== null) return { ...fault, raw: raw.slice(0, largestBytes) };
  return {
    ...typed(message, delivery),
    ...named,
    ...who,
    type: message.type,
    source: delivery.source,
    message: textOf(message.id, 200) || contentId(message, raw),
    at,
    received: delivery.received,
    raw,
  };
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

/** The columns of a message. */
function typed(
  { type, properties, context, title }: Message,
  delivery: Delivery,
): Pick<Arrival, 'texts' | 'amounts' | 'lines' | 'properties' | 'currency'> {
  const merged = Object.keys(delivery.context).length === 0 ? context : { ...delivery.context, ...context };
  const visit = readVisit(merged, delivery);
  if (type === 'identify' || type === 'group' || type === 'alias')
    return {
      texts: { ...noTexts, ...visit },
      amounts: noAmounts,
      currency: '',
      lines: [],
      properties: flatten(properties, nothingLeftOut),
    };
  const lines = readLines(properties);
  const amount = firstAmount(properties) ?? (lines.length === 0 ? null : sumOf(lines));
  const own = pageTexts(properties, merged, textOf(title, 500));
  return {
    texts: {
      ...noTexts,
      ...visit,
      ...own,
      order: firstText(properties, ['order_id', 'orderId'], 200),
      product: firstText(properties, ['product_id', 'productId', 'sku'], 200),
      category: textOf(properties['category'], 200),
      coupon: textOf(properties['coupon'], 100),
      text: firstText(properties, ['query', 'text', 'comment', 'review_body', 'message'], 2_000),
    },
    amounts: {
      amount,
      quantity: numberOf(properties['quantity']),
      tax: numberOf(properties['tax']),
      shipping: numberOf(properties['shipping']),
      discount: numberOf(properties['discount']),
    },
    currency: readCurrency(properties['currency']),
    lines,
    properties: flatten(properties, propertyColumns),
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

function pageTexts(properties: JsonObject, context: JsonObject, title: string) {
  const page = objectOf(context, 'page');
  return {
    url: firstText(properties, ['url'], 2_000) || textOf(page['url'], 2_000),
    title: title || firstText(properties, ['title', 'name'], 500) || textOf(page['title'], 500),
    referrer: firstText(properties, ['referrer'], 2_000) || textOf(page['referrer'], 2_000),
  };
}

/** What the context says of the visit. */
function readVisit(context: JsonObject, delivery: Delivery): Partial<ArrivedTexts> {
  const campaign = objectOf(context, 'campaign');
  const page = objectOf(context, 'page');
  const utm = (key: string, other: string) => textOf(campaign[other], 200) || textOf(campaign[key], 200);
  return {
    session: firstText(context, ['sessionId', 'session_id'], 100),
    url: textOf(page['url'], 2_000),
    referrer: textOf(page['referrer'], 2_000),
    utmSource: utm('utm_source', 'source'),
    utmMedium: utm('utm_medium', 'medium'),
    utmCampaign: utm('utm_campaign', 'name'),
    utmTerm: utm('utm_term', 'term'),
    utmContent: utm('utm_content', 'content'),
    ip: textOf(context['ip'], 64) || delivery.ip,
    agent: textOf(context['userAgent'], 500) || delivery.agent,
    locale: textOf(context['locale'], 40),
  };
}
