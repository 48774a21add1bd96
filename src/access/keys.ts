import { z } from 'zod';
import { roles } from '../lib/endpoint.ts';
import type { Role } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import { forbidden } from './actor.ts';
import type { Caller } from './actor.ts';
import { createId } from './id.ts';
import { notFound } from './missing.ts';
import { toPage } from './page.ts';
import type { PageInput } from './page.ts';
import type { Parts } from './parts.ts';
import { policies } from './policies.ts';
import { createKeySecret, hashSecret } from './secret.ts';

const keyRow = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    prefix: z.string(),
    created_at: z.date(),
    expires_at: z.date().nullable(),
    last_used_at: z.date().nullable(),
  })
  .transform(({ created_at, expires_at, last_used_at, ...key }) => ({
    ...key,
    createdAt: created_at.toISOString(),
    expiresAt: expires_at?.toISOString() ?? null,
    lastUsedAt: last_used_at?.toISOString() ?? null,
  }));

const insertKey = statement({
  name: 'insertKey',
  sql: `
    INSERT INTO api_keys (id, workspace, name, role, prefix, secret_hash, created_by, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    RETURNING id, name, role, prefix, created_at, expires_at, last_used_at`,
  row: keyRow,
});

const listRows = statement({
  name: 'listKeys',
  sql: `
    SELECT id, name, role, prefix, created_at, expires_at, last_used_at
    FROM api_keys
    WHERE workspace = $1 AND ($2::text IS NULL OR id < $2)
    ORDER BY id DESC
    LIMIT $3`,
  row: keyRow,
});

const deleteKey = statement({
  name: 'deleteKey',
  sql: `DELETE FROM api_keys WHERE workspace = $1 AND id = $2 RETURNING name`,
  row: z.object({ name: z.string() }),
});

/** What a new key is to be. */
export interface NewKey {
  readonly name: string;
  readonly role: Role;
  readonly expiresAt?: string | undefined;
}

/** API keys of a workspace; of a secret only its hash is kept. */
export function createKeys(parts: Parts) {
  const { operational, clock, audit } = parts;
  return {
    async create(caller: Caller, { name, role, expiresAt }: NewKey) {
      if (!policies.mayGrant(caller, role)) throw forbidden(role);
      const expires = expiresAt === undefined ? null : new Date(expiresAt);
      if (expires && expires <= clock()) throw expired();
      const id = createId('key', clock());
      const secret = createKeySecret(id);
      const prefix = secret.slice(0, 'ck_'.length + 26 + 5);
      const key = await operational.transaction(async (runner) => {
        const fixed = [
          id,
          caller.workspace,
          name,
          role,
          prefix,
          hashSecret(secret),
          caller.id,
          clock(),
          expires,
        ];
        const made = await runner.row(insertKey, fixed);
        if (!made) throw new Error(`Key ${id} was not made`);
        await audit.append({
          actor: caller,
          action: 'createKey',
          target: id,
          ip: caller.ip,
          details: { name, role },
        });
        return made;
      });
      return { key, secret };
    },
    async list(caller: Pick<Caller, 'workspace'>, { after, limit }: PageInput) {
      return toPage(await operational.rows(listRows, [caller.workspace, after ?? null, limit + 1]), limit);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await operational.transaction(async (runner) => {
        const removed = await runner.row(deleteKey, [caller.workspace, id]);
        if (!removed) throw notFound(id);
        await audit.append({
          actor: caller,
          action: 'removeKey',
          target: id,
          ip: caller.ip,
          details: removed,
        });
      });
      parts.forget();
    },
  };
}

function expired(): Problem {
  return new Problem('access.expiry', {
    en: 'The key would have expired already. Give a time in the future, or none.',
    zh: '该密钥的有效期已过。请填写将来的时间，或留空。',
  });
}
