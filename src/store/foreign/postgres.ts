import { Client, escapeIdentifier } from 'pg';

import { isProblem } from '../../lib/problem.ts';
import { resolveHost, unreachable } from './address.ts';
import { atOnce, databaseRefused, statementMs, type TableRows, type TableTask } from './table.ts';

/** Reads a table a part at a time, in a transaction that cannot write; the first row of all is the header. Problems: `connectors.host…`, `connectors.database`. */
export async function* readPostgres(task: TableTask): AsyncGenerator<TableRows> {
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

async function* readRows(client: Client, task: TableTask): AsyncGenerator<TableRows> {
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

function describe(error: unknown, { host }: TableTask): unknown {
  if (isProblem(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Five letters are a word of the server itself; all else is the way to it.
  if (!/^[0-9A-Z]{5}$/.test(code)) return unreachable(host, error);
  return databaseRefused(error, code);
}
