import { z } from 'zod';
import { roles } from '../lib/endpoint.ts';
import type { Role } from '../lib/endpoint.ts';
import { statement } from '../store/operational/index.ts';
import type { Actor } from './actor.ts';
import { type Auth, authHeaders } from './auth.ts';
import type { Parts } from './parts.ts';
import { hashSecret, keyIdOf, sameSecret } from './secret.ts';
import type { Workspaces } from './workspaces.ts';

const cacheMs = 10_000;
const cacheSize = 10_000;
const useMs = 5 * 60_000;

const findKey = statement({
  name: 'findKey',
  sql: `
    SELECT id, name, workspace, role, secret_hash, expires_at, last_used_at
    FROM api_keys
    WHERE id = $1`,
  row: z.object({
    id: z.string(),
    name: z.string(),
    workspace: z.string(),
    role: z.enum(roles),
    secret_hash: z.string(),
    expires_at: z.date().nullable(),
    last_used_at: z.date().nullable(),
  }),
});

const markUse = statement({
  name: 'markKeyUse',
  sql: `UPDATE api_keys SET last_used_at = $2 WHERE id = $1`,
  row: z.unknown(),
});

/** Who was recognised, and where they may work. */
interface Known {
  readonly kind: 'user' | 'key';
  readonly id: string;
  readonly name: string;
  readonly places: readonly { readonly id: string; readonly role: Role }[];
  /** Milliseconds of the clock after which the store is asked again. */
  readonly until: number;
}

/** The bearer of an API key: `Authorization: Bearer ck_…` or `x-api-key: ck_…`. */
function keyOf(headers: Headers): string | undefined {
  const [, bearer] = /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  return bearer ?? headers.get('x-api-key') ?? undefined;
}

function cookieOf(headers: Headers, name: string): string | undefined {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

async function sessionCookieOf(headers: Headers, auth: Auth): Promise<string | undefined> {
  if (!headers.has('cookie')) return undefined;
  const { authCookies } = await (await auth()).$context;
  return cookieOf(headers, authCookies.sessionToken.name);
}

function toActor({ kind, id, name, places }: Known, wanted: string | undefined): Actor {
  const place = wanted === undefined ? places[0] : places.find((one) => one.id === wanted);
  return { kind, id, name, workspace: place?.id ?? null, role: place?.role ?? null };
}

/** Recognises who calls; what it found out is believed for at most ten seconds, or until `forget`. */
export function createAuthenticate(parts: Parts, workspaces: Workspaces) {
  const { operational, clock, auth } = parts;
  const known = new Map<string, Known>();
  let generation = 0;

  const keep = (secret: string, found: Known, asked: number): void => {
    // What was forgotten while the store was asked must not come back.
    if (asked !== generation || found.until <= clock().getTime()) return;
    const [oldest] = known.keys();
    if (known.size >= cacheSize && oldest !== undefined) known.delete(oldest);
    known.set(secret, found);
  };

  const readKey = async (secret: string): Promise<Known | undefined> => {
    const id = keyIdOf(secret);
    const key = id && (await operational.row(findKey, [id]));
    if (!key || !sameSecret(key.secret_hash, hashSecret(secret))) return undefined;
    const now = clock().getTime();
    const expires = key.expires_at?.getTime() ?? Infinity;
    if (expires <= now) return undefined;
    if (now - (key.last_used_at?.getTime() ?? 0) > useMs)
      await operational.run(markUse, [key.id, new Date(now)]);
    const places = [{ id: key.workspace, role: key.role }];
    return { kind: 'key', id: key.id, name: key.name, places, until: Math.min(now + cacheMs, expires) };
  };

  const readSession = async (headers: Headers): Promise<Known | undefined> => {
    const found = await (await auth()).api.getSession({ headers: authHeaders(headers, '') });
    if (!found) return undefined;
    const { id, name } = found.user;
    return {
      kind: 'user',
      id,
      name,
      places: await workspaces.memberships(id),
      until: clock().getTime() + cacheMs,
    };
  };

  const recognise = async (
    name: string,
    read: () => Promise<Known | undefined>,
  ): Promise<Known | undefined> => {
    const before = known.get(name);
    if (before && before.until > clock().getTime()) return before;
    known.delete(name);
    const asked = generation;
    const found = await read();
    if (found) keep(name, found, asked);
    return found;
  };

  const authenticate = async (headers: Headers, workspaceId?: string): Promise<Actor | null> => {
    const key = keyOf(headers);
    const cookie = key ?? (await sessionCookieOf(headers, auth));
    if (!cookie) return null;
    const found = await recognise(hashSecret(cookie), () => (key ? readKey(key) : readSession(headers)));
    return found ? toActor(found, workspaceId ?? headers.get('x-workspace') ?? undefined) : null;
  };

  const forget = (): void => {
    generation += 1;
    known.clear();
  };

  return { authenticate, forget };
}
