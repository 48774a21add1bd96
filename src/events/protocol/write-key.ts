import type { Knock } from '../../http/knock.ts';
import { isObject, textOf } from './values.ts';

/** A key may stand in these places of a body; Jitsu masks it there, and then says it in a header. */
const bodyKeys = ['writeKey', 'api_key', 'token', 'write_key'] as const;

/** Every text of a request that may be its write key, the surest first; the first is mostly the one, so that the rest is not looked for. */
export function* writeKeysOf(
  { header, query }: Pick<Knock, 'header' | 'query'>,
  body: unknown,
): Generator<string, void> {
  yield fromAuthorization(header('authorization'));
  yield header('x-write-key').split(':')[0] ?? '';
  for (const key of bodyKeys) yield query.get(key) ?? '';
  const batch = isObject(body) ? body['batch'] : undefined;
  for (const part of [body, firstOf(body), firstOf(batch)])
    if (isObject(part)) for (const key of bodyKeys) yield textOf(part[key], 200);
}

const firstOf = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);

function fromAuthorization(header: string): string {
  const [, scheme = '', value = ''] = /^(?:(\w+) +)?(\S+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  // The user's name is the key; some leave the colon behind it away.
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}
