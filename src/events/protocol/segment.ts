import type { ArrivalType } from '../arrival.ts';
import type { Message } from './message.ts';
import { isObject, objectOf, type JsonObject } from './values.ts';

const types: ReadonlySet<string> = new Set(['track', 'page', 'screen', 'identify', 'group', 'alias']);

/** True for the types of messages that the protocol knows. */
export function isType(text: unknown): text is ArrivalType {
  return typeof text === 'string' && types.has(text);
}

/** A message of Segment's protocol, and of those that speak it: RudderStack, Jitsu, Dittofeed. Undefined for what is none. */
export function readSegment(item: unknown, usualType: string | null): Message | undefined {
  if (!isObject(item)) return undefined;
  const type = item['type'] ?? usualType;
  if (!isType(type)) return undefined;
  const context = objectOf(item, 'context');
  return {
    type,
    event: item['event'],
    user: item['userId'],
    anonymous: type === 'alias' ? previousOf(item) : item['anonymousId'],
    group: item['groupId'] ?? context['groupId'],
    id: item['messageId'],
    at: item['originalTimestamp'] ?? item['timestamp'],
    sent: item['sentAt'],
    context,
    properties: propertiesOf(item, type),
    title: item['name'],
    // A message is kept so that it can be read again without the path that it came by.
    original: 'type' in item ? item : { ...item, type },
  };
}

/** An alias says that whoever was known by one id is known by another from now on. */
function previousOf(item: JsonObject): unknown {
  return item['previousId'] ?? item['anonymousId'];
}

function propertiesOf(item: JsonObject, type: ArrivalType): JsonObject {
  if (type === 'identify')
    return { ...objectOf(objectOf(item, 'context'), 'traits'), ...objectOf(item, 'traits') };
  return objectOf(item, type === 'group' ? 'traits' : 'properties');
}
