import type { Bindable } from './bindings.ts';

/** What a statement answers: rows as plain objects and how many were touched. */
export interface Outcome {
  readonly rows: Record<string, unknown>[];
  readonly affected: number;
}

/** One connection of an engine. */
export interface Connection {
  query(sql: string, parameters: readonly Bindable[]): Promise<Outcome>;
  script(sql: string): Promise<void>;
}

/** A lock that is held. */
export interface Hold {
  /** Throws when the lock was lost: the connection that held it is gone. */
  check(): void;
  release(): Promise<void>;
}

/** An engine that speaks PostgreSQL. */
export interface Driver extends Connection {
  readonly engine: { readonly mode: 'embedded' | 'server'; readonly version: string };
  /** Begins, runs `work` on one connection, and commits, or rolls back when it throws. */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Waits for a lock that all processes on this store share; it ends with `release`, or with its process. */
  hold(name: string): Promise<Hold>;
  /** True while any process on a server has that lock. */
  isHeld(name: string): Promise<boolean>;
  close(): Promise<void>;
}

/** A 64-bit integer as a number where that is exact. */
export function parseBigInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** A `timestamp` without zone, read as UTC. */
export function parseTimestamp(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`);
}
