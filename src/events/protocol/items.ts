import type { Arrival } from '../arrival.ts';
import { noAmounts, noTexts } from '../arrival.ts';
import { readMessage, type Delivery, type Message } from './message.ts';
import type { Reading } from './paths.ts';
import { readPostHog } from './posthog.ts';
import { refusalTexts, type Refusal } from './refusals.ts';
import { isType, readSegment } from './segment.ts';
import { isObject, objectOf, timeOf, type JsonObject } from './values.ts';

/** What a body holds: its messages, and what it says of all of them. */
export interface Parcel {
  readonly items: readonly unknown[];
  readonly sent: number | null;
  readonly context: JsonObject;
}

/** Bodies are known by what they are: a list, an object with a batch, or one message. */
export function openParcel(body: unknown): Parcel {
  if (Array.isArray(body)) return { items: body, sent: null, context: {} };
  if (!isObject(body)) return { items: [body], sent: null, context: {} };
  const sent = timeOf(body['sentAt'] ?? body['sent_at']);
  const batch = body['batch'] ?? body['data'];
  return Array.isArray(batch)
    ? { items: batch, sent, context: objectOf(body, 'context') }
    : { items: [body], sent, context: {} };
}

/** What became of one item. */
export interface Outcome {
  readonly arrival: Arrival;
  /** Null for what was taken. */
  readonly refused: Refusal | null;
}

/** The message of an item, in one dialect or the other. */
function readItem(item: unknown, { dialect, usual }: Reading): Message | undefined {
  return dialect === 'posthog' && !looksLikeSegment(item) ? readPostHog(item) : readSegment(item, usual);
}

/** Who speaks PostHog's protocol names people by `distinct_id`, and its types of messages are others. */
const looksLikeSegment = (item: unknown): boolean =>
  isObject(item) && !('distinct_id' in item) && isType(item['type']);

/** Types one item: an arrival, or one that tells why there is none. */
export function takeItem(item: unknown, reading: Reading, delivery: Delivery): Outcome {
  const message = readItem(item, reading);
  const read =
    message === undefined
      ? ({ code: 'event.shape', detail: '', raw: writeRaw(item) } as const)
      : readMessage(message, delivery);
  return 'code' in read
    ? { arrival: refusedArrival(read, delivery), refused: read }
    : { arrival: read, refused: null };
}

function writeRaw(item: unknown): string {
  try {
    return (JSON.stringify(item) ?? '').slice(0, 262_144);
  } catch {
    return '';
  }
}

/** A refused message goes the way of all others, so that it is kept as safely. */
function refusedArrival({ code, detail, raw }: Refusal, { source, received, ip }: Delivery): Arrival {
  return {
    type: 'refused',
    name: code,
    user: '',
    device: '',
    company: '',
    source,
    message: '',
    at: received,
    received,
    currency: '',
    movement: '',
    texts: { ...noTexts, ip, text: detail },
    amounts: noAmounts,
    lines: [],
    properties: [],
    raw,
  };
}

/** What is answered of each item to those who ask. */
export function describeOutcomes(outcomes: readonly Outcome[]) {
  return outcomes.map(({ refused }, index) =>
    refused === null
      ? { index, taken: true }
      : { index, taken: false, code: refused.code, ...refusalTexts[refused.code], detail: refused.detail },
  );
}
