import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { Caller } from '../access/index.ts';
import { statement, type Operational } from '../store/operational/index.ts';
import { linkExpired, type LinkContent, type Links } from './link.ts';

const add = statement({
  name: 'self-service.revoke',
  sql: `INSERT INTO revoked_links (digest, workspace, profile, revoked_by, revoked_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (digest) DO NOTHING`,
  row: z.unknown(),
});

const find = statement({
  name: 'self-service.revoked',
  sql: 'SELECT digest FROM revoked_links WHERE digest = $1',
  row: z.object({ digest: z.string() }),
});

const clear = statement({
  name: 'self-service.revoked.clear',
  sql: 'DELETE FROM revoked_links WHERE expires_at < $1',
  row: z.unknown(),
});

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Links are written down nowhere but once they are revoked: millions are made, few of them taken back. */
export function createRevocations({
  operational,
  clock,
  links,
}: {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly links: Links;
}) {
  return {
    /** What a link says that still counts. Problem: `self-service.link.expired`. */
    async read(token: string): Promise<LinkContent> {
      const said = links.read(token);
      if ((await operational.row(find, [digestOf(token)])) !== undefined) throw linkExpired();
      return said;
    },
    /** Makes a link of the caller's workspace worthless, at once and for ever. Problem: `self-service.link.expired`. */
    async revoke(caller: Caller, url: string): Promise<void> {
      const [, token = ''] = /\/[pu]\/([\w.-]{1,2000})(?:[?#].*)?$/.exec(url) ?? [];
      const said = links.read(token);
      if (said.w !== caller.workspace) throw linkExpired();
      const now = clock();
      await operational.run(clear, [now]);
      const until = new Date(said.e * 1_000);
      await operational.run(add, [digestOf(token), said.w, said.p, caller.id, now, until]);
    },
  };
}

export type Revocations = ReturnType<typeof createRevocations>;
