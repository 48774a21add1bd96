import type { ConsentChannel } from '../../lib/consent.ts';
import { isObject, type JsonObject } from '../../lib/json.ts';
import type { Reading, SaidWord, Sent } from '../kind.ts';
import { unknownTopic, wrongShape } from '../problems.ts';

/** An object without what is empty. */
export function dropEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== null),
  );
}

/** An event of an order: how shops tell of it in the words of the tracking protocol. */
export interface OrderEvent {
  readonly movement: 'completed' | 'updated' | 'cancelled' | 'refunded';
  /** What tells this event from others of its order. */
  readonly mark: string;
  readonly order: string;
  readonly at: string;
  readonly amount: number;
  readonly currency: string;
  readonly more: Readonly<Record<string, unknown>>;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

const names = {
  completed: 'Order Completed',
  updated: 'Order Updated',
  cancelled: 'Order Cancelled',
  refunded: 'Order Refunded',
} as const;

/** Such an event as a message; the same event twice has the same id. */
export function writeOrderEvent(of: OrderEvent): Record<string, unknown> {
  return {
    type: 'track',
    event: names[of.movement],
    messageId: ['order', of.order, of.movement, of.mark].filter(Boolean).join(' '),
    ...(of.at === '' ? {} : { timestamp: of.at }),
    properties: dropEmpty({
      order_id: of.order,
      total: of.amount,
      currency: of.currency,
      ...of.more,
      ...(of.lines.length === 0 ? {} : { products: of.lines }),
    }),
  };
}

/** What a state of a subscription says of consent to marketing; nothing where it is not yet said. */
export function readWords(of: {
  readonly channel: ConsentChannel;
  readonly state: string;
  readonly at: string;
  readonly wording: string;
}): SaidWord[] {
  const said = of.state === 'subscribed' ? 'given' : of.state === 'unsubscribed' ? 'withdrawn' : null;
  const at = new Date(of.at);
  if (said === null || Number.isNaN(at.getTime())) return [];
  return [{ channel: of.channel, purpose: 'marketing', said, at, wording: of.wording }];
}

const isChinese = (text: string): boolean => /^\p{Script=Han}+$/u.test(text);

/** A Chinese name is written family name first, without a space. */
export function nameOf(given: string, family: string): string {
  return isChinese(`${given}${family}`) ? `${family}${given}` : [given, family].filter(Boolean).join(' ');
}

/** Reads what a shop sends by what the shop calls it. */
export function readByTopic(readers: Readonly<Record<string, (body: JsonObject) => Reading>>) {
  return ({ body, topic }: Sent): readonly Reading[] => {
    const reader = Object.entries(readers).find(([name]) => name === topic)?.[1];
    if (reader === undefined) throw unknownTopic(topic);
    if (!isObject(body)) throw wrongShape('id');
    return [reader(body)];
  };
}
