import type { Readable } from 'node:stream';

import type { WarehouseParameters } from './statement.ts';

/**
 * Settings of every connection: generated statements are long, and none may eat the machine's memory. Looking for
 * comparisons that follow from others takes three quarters of the analysis of a long statement and finds nothing in ours.
 */
export const sessionSettings = {
  max_query_size: 4_194_304,
  optimize_and_compare_chain: 0,
  max_memory_usage: 2_000_000_000,
  max_bytes_before_external_group_by: 700_000_000,
  max_bytes_before_external_sort: 700_000_000,
} as const;

/** What one run of SQL needs, already filled in for a database. */
export interface EngineCall {
  readonly sql: string;
  readonly parameters: WarehouseParameters;
  /** `count`, `load` and `bulk` run beside the `quick` questions, never before them. */
  readonly lane: 'quick' | 'count' | 'load' | 'bulk';
  /** Aborted when nobody waits for the answer: what has not begun then does not begin. */
  readonly signal?: AbortSignal | undefined;
  /** A body for statements that read `input(…)`; servers only. */
  readonly body?: Readable;
}

/** One warehouse engine: chDB in this process or a ClickHouse server. */
export interface WarehouseEngine {
  readonly mode: 'embedded' | 'server';
  readonly version: string;
  /** The cluster that DDL goes to, or null. */
  readonly cluster: string | null;
  /** Rows of an answer in JSON. */
  ask(call: EngineCall): Promise<unknown[]>;
  /** Runs for the effect. */
  act(call: EngineCall): Promise<void>;
  /** Runs one after another for the effect, on one connection, until one fails: inside this process in a single call. */
  actAll(calls: readonly EngineCall[]): Promise<void>;
  /** Writes the answer of a SELECT to a file in one of the engine's formats. */
  save(call: EngineCall, path: string, format: string): Promise<void>;
  /** The table expression that reads row files: `file(…)` here, `input(…)` on a server, with the body to send. */
  readRows(
    paths: readonly string[],
    format: string,
    structure: string,
  ): { table: string; suffix: string; body?: Readable };
  close(): Promise<void>;
}

/** The version in the answer of `SELECT version() AS version`. */
export function versionOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'version' in row ? String(row.version) : 'unknown';
}
