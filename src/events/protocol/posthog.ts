import type { Message } from './message.ts';
import { isObject, objectOf, textOf, type JsonObject } from './values.ts';

/** A message of PostHog's protocol. Undefined for what is none. */
export function readPostHog(item: unknown): Message | undefined {
  if (!isObject(item) || typeof item['event'] !== 'string') return undefined;
  const properties = objectOf(item, 'properties');
  const distinct = item['distinct_id'] ?? properties['distinct_id'];
  const own = {
    id: item['uuid'],
    at: item['timestamp'],
    sent: item['sent_at'],
    context: contextOf(properties),
    title: properties['title'],
    original: item,
  };
  const anonymous = properties['$device_id'] ?? properties['$anon_distinct_id'];
  const isAnonymous =
    properties['$process_person_profile'] === false || distinct === properties['$device_id'];
  const who = isAnonymous ? { user: undefined, anonymous: distinct } : { user: distinct, anonymous };
  const group = Object.values(objectOf(properties, '$groups'))[0];
  return { ...own, ...who, group, ...readEvent(item['event'], { properties, item, distinct }) };
}

interface Given {
  readonly properties: JsonObject;
  readonly item: JsonObject;
  readonly distinct: unknown;
}

type Meaning = Pick<Message, 'type' | 'event' | 'properties'> &
  Partial<Pick<Message, 'user' | 'anonymous' | 'group'>>;

/** The events whose names begin with a dollar sign mean something. */
function readEvent(event: string, { properties, item, distinct }: Given): Meaning {
  if (event === '$identify' || event === '$set') {
    const traits = {
      ...objectOf(item, '$set'),
      ...objectOf(properties, '$set_once'),
      ...objectOf(properties, '$set'),
    };
    return {
      type: 'identify',
      event,
      properties: traits,
      user: distinct,
      anonymous: properties['$anon_distinct_id'] ?? properties['$device_id'],
    };
  }
  if (event === '$create_alias') {
    return { type: 'alias', event, properties: {}, user: distinct, anonymous: properties['alias'] };
  }
  if (event === '$groupidentify') {
    const group = properties['$group_key'];
    return {
      type: 'group',
      event,
      properties: objectOf(properties, '$group_set'),
      user: undefined,
      anonymous: undefined,
      group,
    };
  }
  const plain = withoutDollars(properties);
  if (event === '$pageview') return { type: 'page', event, properties: plain };
  if (event === '$screen') return { type: 'screen', event, properties: plain };
  return { type: 'track', event, properties: plain };
}

function withoutDollars(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).filter(([key]) => !key.startsWith('$') && key !== 'distinct_id'),
  );
}

function contextOf(properties: JsonObject): JsonObject {
  const text = (key: string) => textOf(properties[key], 2_000);
  return {
    page: { url: text('$current_url'), referrer: text('$referrer'), title: text('title') },
    campaign: {
      source: text('utm_source'),
      medium: text('utm_medium'),
      name: text('utm_campaign'),
      term: text('utm_term'),
      content: text('utm_content'),
    },
    userAgent: text('$raw_user_agent') || text('$useragent'),
    ip: text('$ip'),
    sessionId: text('$session_id'),
    locale: text('$browser_language'),
  };
}
