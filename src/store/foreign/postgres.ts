import { Client, escapeIdentifier } from 'pg';

import { isProblem, Problem } from '../../lib/problem.ts';
import { resolveHost, unreachable, type PrivateHosts } from './address.ts';

/** A table of somebody else's PostgreSQL, and from where on it is read. */
export interface PostgresTask {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
  /** `schema.table`, or the table alone. */
  readonly table: string;
  /** The column by which new rows are told from old ones; '' for all rows each time. */
  readonly cursor: string;
  /** Its last value; null at the beginning. */
  readonly after: string | null;
  readonly limit: number;
  readonly allowed: PrivateHosts;
  readonly signal: AbortSignal;
}

const atOnce = 2_000;
const statementMs = 300_000;

/** Reads a table a part at a time, in a transaction that cannot write; the first row of all is the header. Problems: `connectors.host…`, `connectors.database`. */
export async function* readPostgres(task: PostgresTask): AsyncGenerator<(string | null)[][]> {
  const address = await resolveHost(task.host, task.allowed);
  const client = new Client({
    host: address,
    port: task.port,
    database: task.database,
    user: task.user,
    password: task.password,
    ssl: task.tls ? { servername: task.host } : false,
    connectionTimeoutMillis: 15_000,
    statement_timeout: statementMs,
    query_timeout: statementMs + 10_000,
    application_name: 'clientele',
  });
  // A connection that dies is told by the query that waits for it.
  client.on('error', () => undefined);
  const stop = (): void => void client.end().catch(() => undefined);
  task.signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    yield* readRows(client, task);
  } catch (error) {
    throw describe(error, task);
  } finally {
    task.signal.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
}

async function* readRows(client: Client, task: PostgresTask): AsyncGenerator<(string | null)[][]> {
  const table = task.table.split('.').map(escapeIdentifier).join('.');
  const column = task.cursor === '' ? '' : escapeIdentifier(task.cursor);
  const order = column === '' ? '' : ` ORDER BY ${column}`;
  const where =
    column === '' || task.after === null ? '' : ` WHERE ${column} >= ${client.escapeLiteral(task.after)}`;
  await client.query('BEGIN READ ONLY');
  await client.query(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT * FROM ${table}${where}${order} LIMIT ${task.limit}`,
  );
  for (let first = true; ; first = false) {
    const { rows, fields } = await client.query<(string | null)[]>({
      text: `FETCH ${atOnce} FROM rows`,
      rowMode: 'array',
      // Every value as the text that the server writes.
      types: { getTypeParser: () => (text: string) => text },
    });
    if (first) yield [fields.map(({ name }) => name)];
    if (rows.length > 0) yield rows;
    if (rows.length < atOnce) return;
  }
}

function describe(error: unknown, { host }: PostgresTask): unknown {
  if (isProblem(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Five letters are a word of the server itself; all else is the way to it.
  if (!/^[0-9A-Z]{5}$/.test(code)) return unreachable(host, error);
  return new Problem(
    'connectors.database',
    {
      en: 'The database refused: {reason} ({code}). Check the user, its rights to read, and the names of the table and column.',
      zh: '数据库拒绝了请求：{reason}（{code}）。请检查用户及其读取权限，以及表名和列名。',
    },
    { reason: (error instanceof Error ? error.message : '').slice(0, 300), code },
  );
}
