import { createHash } from 'node:crypto';

import { Client } from 'pg';

import type { Hold } from './driver.ts';
import { sqlState, unreachableProblem } from './failures.ts';

/** The first key of our advisory locks by name; the second is made from the name. */
const lockClass = 4401;

/** A server that lost its client without a word (a cut cable) lets its locks go after about half a minute. */
const keepAlive = `SELECT set_config('tcp_keepalives_idle', '15', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)`;

interface Session {
  readonly client: Client;
  lost: boolean;
}

/** The connections that locks are held on: those at work, and those that wait for the next lock. */
function createSessions(url: string) {
  const all = new Set<Session>();
  const idle: Session[] = [];
  const leave = (session: Session): void => {
    session.lost = true;
    all.delete(session);
    const index = idle.indexOf(session);
    if (index >= 0) idle.splice(index, 1);
  };
  const drop = async (session: Session): Promise<void> => {
    leave(session);
    await session.client.end().catch(() => undefined);
  };
  const connect = async (): Promise<Session> => {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: 'clientele turns',
    });
    const session: Session = { client, lost: false };
    // Without a listener a connection that dies would end the process.
    client.on('error', () => void drop(session));
    client.on('end', () => leave(session));
    all.add(session);
    try {
      await client.connect();
      await client.query(keepAlive);
      return session;
    } catch (error) {
      await drop(session);
      throw error;
    }
  };
  return {
    take: async (): Promise<Session> => idle.pop() ?? connect(),
    give: (session: Session): void => void (session.lost || idle.push(session)),
    async run(session: Session, sql: string, name: string): Promise<void> {
      try {
        await session.client.query(sql, lockKeys(name));
      } catch (error) {
        await drop(session);
        throw error;
      }
    },
    close: () => Promise.all(Array.from(all, drop)),
  };
}

/**
 * Advisory locks on connections of their own: each lock ends with its connection, and so with the process that holds it.
 * A connection behind a pooler that shares sessions between clients (PgBouncer in transaction mode) cannot hold one.
 */
export function createServerLocks(url: string) {
  const sessions = createSessions(url);
  const life = { closed: false };
  return {
    async hold(name: string): Promise<Hold> {
      if (life.closed) throw new Error('the operational store is closed');
      try {
        const session = await sessions.take();
        await sessions.run(session, 'SELECT pg_advisory_lock($1, $2)', name);
        return {
          check() {
            if (session.lost) throw unreachableProblem('the connection that held the turn was lost');
          },
          async release() {
            if (session.lost) return;
            await sessions.run(session, 'SELECT pg_advisory_unlock($1, $2)', name).catch(() => undefined);
            sessions.give(session);
          },
        };
      } catch (error) {
        throw unreachableProblem(
          error instanceof Error ? `${sqlState(error) ?? ''} ${error.message}`.trim() : String(error),
        );
      }
    },
    /** Lets go of every lock, and ends the waiting for others. */
    async close(): Promise<void> {
      life.closed = true;
      await sessions.close();
    },
  };
}

/** The two numbers that stand for a lock's name. */
export function lockKeys(name: string): [number, number] {
  return [lockClass, createHash('sha256').update(name).digest().readInt32LE()];
}

/** A row where any session of the database has the lock. */
export const heldSql = `
  SELECT FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = $1::int::oid AND objid = ($2::int::bigint & 4294967295)::oid`;
