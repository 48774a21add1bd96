import { isObject, textOf } from './values.ts';

/** A key may stand in these places of a body; Jitsu masks it there, and then says it in a header. */
const bodyKeys = ['writeKey', 'api_key', 'token', 'write_key'] as const;

/** Every text of a request that may be its write key, the surest first. */
export function writeKeysOf(request: Request, url: URL, body: unknown): string[] {
  const own = request.headers.get('x-write-key');
  const first = isObject(body) && Array.isArray(body['batch']) ? body['batch'][0] : undefined;
  const said = [
    ...fromAuthorization(request.headers.get('authorization')),
    own?.split(':')[0] ?? '',
    ...bodyKeys.map((key) => url.searchParams.get(key) ?? ''),
    ...[body, Array.isArray(body) ? body[0] : undefined, first].flatMap((part) =>
      isObject(part) ? bodyKeys.map((key) => textOf(part[key], 200)) : [],
    ),
  ];
  return said.filter((key) => key !== '');
}

function fromAuthorization(header: string | null): string[] {
  if (header === null) return [];
  const [, scheme = '', value = ''] = /^(?:(\w+) +)?(\S+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() !== 'basic') return [value];
  // The user's name is the key; some leave the colon behind it away.
  return [Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? ''];
}
