import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { createId, type Caller } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import type { Sources } from '../sources/index.ts';
import { statement, type Operational } from '../store/operational/index.ts';
import type { WriteKey } from './contract.ts';

const keyRow = z
  .object({ id: z.string(), source: z.string(), key: z.string(), created_at: z.date() })
  .transform(({ created_at, ...key }): WriteKey => ({ ...key, createdAt: created_at.toISOString() }));

const columns = 'id, source, key, created_at';
const statements = {
  list: statement({
    name: 'events.keys.list',
    sql: `SELECT ${columns} FROM write_keys WHERE workspace = $1 AND ($2::text IS NULL OR source = $2) ORDER BY id`,
    row: keyRow,
  }),
  create: statement({
    name: 'events.keys.create',
    sql: `INSERT INTO write_keys (id, workspace, source, key, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
    row: keyRow,
  }),
  remove: statement({
    name: 'events.keys.remove',
    sql: 'DELETE FROM write_keys WHERE workspace = $1 AND id = $2 RETURNING key',
    row: z.object({ key: z.string() }),
  }),
  find: statement({
    name: 'events.keys.find',
    sql: 'SELECT k.workspace, k.source, s.name FROM write_keys AS k JOIN sources AS s ON s.id = k.source WHERE k.key = $1',
    row: z.object({ workspace: z.string(), source: z.string(), name: z.string() }),
  }),
};

/** Where what is sent with a key belongs. */
export interface KeyPlace {
  readonly workspace: string;
  /** The source's id and name. */
  readonly source: string;
  readonly name: string;
}

interface Remembered {
  readonly place: KeyPlace | undefined;
  readonly until: number;
}

const freshMs = 10_000;
const mostRemembered = 10_000;
const keyPattern = /^wk_[A-Za-z0-9]{24}$/;

/** The write keys of all workspaces. */
export function openWriteKeys(operational: Operational, clock: () => Date, sources: Pick<Sources, 'get'>) {
  const remembered = new Map<string, Remembered>();

  const remember = (key: string, place: KeyPlace | undefined): KeyPlace | undefined => {
    const [oldest] = remembered.keys();
    if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, { place, until: Date.now() + freshMs });
    return place;
  };

  return {
    list: ({ workspace }: Pick<Caller, 'workspace'>, source?: string) =>
      operational.rows(statements.list, [workspace, source ?? null]),
    /** Problem: `sources.not-found`. */
    async create(caller: Caller, sourceId: string): Promise<WriteKey> {
      const source = await sources.get(caller.workspace, sourceId);
      const key = `wk_${createKeyText()}`;
      const id = createId('wkey', clock());
      const made = await operational.row(statements.create, [
        id,
        caller.workspace,
        source.id,
        key,
        caller.id,
        clock(),
      ]);
      if (made === undefined) throw new Error(`write key ${id} was not made`);
      return made;
    },
    /** Problem: `events.key.not-found`. */
    async remove({ workspace }: Caller, id: string): Promise<void> {
      const removed = await operational.row(statements.remove, [workspace, id]);
      if (removed === undefined) throw keyNotFound(id);
      remembered.delete(removed.key);
    },
    /** Where a key belongs; what was known is believed while the store is away. */
    async find(key: string): Promise<KeyPlace | undefined> {
      if (!keyPattern.test(key)) return undefined;
      const known = remembered.get(key);
      if (known !== undefined && known.until > Date.now()) return known.place;
      try {
        return remember(key, await operational.row(statements.find, [key]));
      } catch (error) {
        if (known?.place !== undefined) return remember(key, known.place);
        throw error;
      }
    },
  };
}

export type WriteKeys = ReturnType<typeof openWriteKeys>;

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

function createKeyText(): string {
  return Array.from(randomBytes(24), (byte) => letters.charAt(byte % letters.length)).join('');
}

function keyNotFound(id: string): Problem {
  return new Problem(
    'events.key.not-found',
    {
      en: 'There is no write key "{id}" here. It may have been removed already; reload the page.',
      zh: '此处没有写入密钥“{id}”。它可能已被删除，请刷新页面。',
    },
    { id: id.slice(0, 64) },
  );
}
