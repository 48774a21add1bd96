import { Problem } from '../../lib/problem.ts';
import type { PrivateHosts } from './address.ts';

/** A table of somebody else's database, and from where on it is read. */
export interface TableTask {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
  /** The table alone, or with its schema or database before it and a dot between. */
  readonly table: string;
  /** The column by which new rows are told from old ones; '' for all rows each time. */
  readonly cursor: string;
  /** Its last value; null at the beginning. */
  readonly after: string | null;
  readonly limit: number;
  readonly allowed: PrivateHosts;
  readonly signal: AbortSignal;
}

/** Some rows, each value as the text that the database writes. */
export type TableRows = (string | null)[][];

/** Rows that are asked for at a time. */
export const atOnce = 2_000;

/** How long a database may take for an answer. */
export const statementMs = 300_000;

/** The problem of what a database itself says no to. */
export function databaseRefused(error: unknown, code: string): Problem {
  return new Problem(
    'connectors.database',
    {
      en: 'The database refused: {reason} ({code}). Check the user, its rights to read, and the names of the table and column.',
      zh: '数据库拒绝了请求：{reason}（{code}）。请检查用户及其读取权限，以及表名和列名。',
    },
    { reason: (error instanceof Error ? error.message : '').slice(0, 300), code },
  );
}
