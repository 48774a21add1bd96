import { connect, type Socket } from 'node:net';

import { createConnection, escape, escapeId, type Connection } from 'mysql2';

import { isProblem } from '../../lib/problem.ts';
import { resolveHost, unreachable } from './address.ts';
import { atOnce, databaseRefused, statementMs, type TableRows, type TableTask } from './table.ts';

const connectMs = 15_000;
/** Types of columns whose values are numbers. */
const numeric = new Set([0, 1, 2, 3, 4, 5, 8, 9, 13, 246]);
/** So that what stands in a statement means the same everywhere, and times are those of one zone. */
const session = `SET SESSION sql_mode = '', time_zone = '+00:00'`;

/** Reads a table a part at a time, in a transaction that cannot write; the first row of all is the header. Problems: `connectors.host…`, `connectors.database`. */
export async function* readMysql(task: TableTask): AsyncGenerator<TableRows> {
  const address = await resolveHost(task.host, task.allowed);
  const socket = connect(task.port, address);
  const client = createConnection({
    // The name is what the certificate is held against; the way goes to the address that was looked at.
    host: task.host,
    stream: () => socket,
    user: task.user,
    password: task.password,
    database: task.database,
    connectTimeout: connectMs,
    ...(task.tls ? { ssl: { rejectUnauthorized: true, verifyIdentity: true } } : {}),
    flags: ['-LOCAL_FILES'],
    disableEval: true,
    typeCast: (field) => field.string('utf8'),
  });
  // A connection that dies is told by the query that waits for it.
  client.on('error', () => undefined);
  const stop = (): void => client.destroy();
  task.signal.addEventListener('abort', stop, { once: true });
  try {
    await connected(client, socket);
    yield* readRows(client, task);
  } catch (error) {
    throw describe(error, task);
  } finally {
    task.signal.removeEventListener('abort', stop);
    client.destroy();
  }
}

async function connected(client: Connection, socket: Socket): Promise<void> {
  socket.setTimeout(statementMs, () => socket.destroy(new Error('no answer in time')));
  await new Promise<void>((resolve, reject) =>
    client.connect((error) => (error === null ? resolve() : reject(error))),
  );
  await run(client, session);
  await run(client, 'START TRANSACTION READ ONLY');
}

const run = (client: Connection, sql: string): Promise<void> =>
  new Promise((resolve, reject) =>
    client.query(sql, (error) => (error === null ? resolve() : reject(error))),
  );

async function* readRows(client: Connection, task: TableTask): AsyncGenerator<TableRows> {
  const table = task.table
    .split('.')
    .map((name) => escapeId(name, true))
    .join('.');
  const column = task.cursor === '' ? '' : escapeId(task.cursor, true);
  const order = column === '' ? '' : ` ORDER BY ${column}`;
  const after =
    column === '' || task.after === null
      ? ''
      : ` WHERE ${column} >= ${await valueOf(client, { table, column, after: task.after })}`;
  const sql = `SELECT * FROM ${table}${after}${order} LIMIT ${task.limit}`;
  const stream = client.query({ sql, rowsAsArray: true }).stream({ highWaterMark: atOnce });
  // Comes before the first row, and where there is none.
  let part: (string | null)[][] = [];
  stream.once('fields', (fields: readonly { readonly name: string }[]) => {
    part = [fields.map(({ name }) => name)];
  });
  for await (const row of stream) {
    part.push(row);
    if (part.length < atOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** A number is compared as one, however long it is; all else as a text that the column takes for what it holds. */
async function valueOf(
  client: Connection,
  { table, column, after }: { readonly table: string; readonly column: string; readonly after: string },
): Promise<string> {
  const types = await new Promise<readonly (number | undefined)[]>((resolve, reject) =>
    client.query(`SELECT ${column} FROM ${table} LIMIT 0`, (error, _rows, fields) =>
      error === null ? resolve(fields.map(({ columnType }) => columnType)) : reject(error),
    ),
  );
  return numeric.has(types[0] ?? -1) && /^-?\d+(?:\.\d+)?$/.test(after) ? after : escape(after);
}

function describe(error: unknown, { host }: TableTask): unknown {
  if (isProblem(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('ER_') ? databaseRefused(error, code) : unreachable(host, error);
}
