/**
 * ClickHouse's HTTP interface over chDB, for tests of the server mode where no ClickHouse is installed:
 * `UV_THREADPOOL_SIZE=16 node --import tsx test/clickhouse-listener.ts --port 8123 --directory DIR`.
 * It knows what the warehouse needs: POST / with query and settings, data after an INSERT, /ping, and errors as the server
 * words them. No users, no compression, no sessions, no parameters.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { openCluster } from './listener/cluster.ts';
import { readFromFile, splitInline, writeToFile } from './listener/rewrite.ts';
import { openEngine, type Engine } from './listener/sessions.ts';

/** What stands in the URL beside settings; ClickHouse itself refuses longer URLs and longer statements, too. */
const notSettings = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'wait_end_of_query',
  'buffer_size',
  'compress',
  'session_id',
  'role',
  'user',
  'password',
  'send_progress_in_http_headers',
]);
const longestUrl = 1_048_576;
const longestStatement = 67_108_864;
/** Statuses of ClickHouse's error codes: what is not known is 404, what cannot be read 400, all else 500. */
const statuses = new Map([
  ...[60, 81, 46, 47].map((code) => [code, 404] as const),
  ...[6, 26, 27, 36, 38, 41, 43, 53, 62, 70, 115, 456, 457].map((code) => [code, 400] as const),
]);

interface Desk {
  readonly engine: Engine;
  /** Makes a statement for a cluster one for the engine. */
  readonly alone: (sql: string) => string;
  /** Folder of bodies and answers on their way. */
  readonly spool: string;
}

async function answer(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') return void response.end('Ok.\n');
  const id = url.searchParams.get('query_id') ?? randomUUID();
  const files = {
    body: join(desk.spool, `${randomUUID()}.in`),
    answer: join(desk.spool, `${randomUUID()}.out`),
  };
  try {
    await pipeline(request, createWriteStream(files.body));
    const written = await runStatement(desk, url.searchParams, files);
    response.setHeader('X-ClickHouse-Query-Id', id);
    response.setHeader(
      'X-ClickHouse-Summary',
      '{"read_rows":"0","read_bytes":"0","written_rows":"0","written_bytes":"0","elapsed_ns":"0"}',
    );
    if (written === null) return void response.end();
    await pipeline(createReadStream(written), response);
  } catch (error) {
    fail(response, error);
  } finally {
    await Promise.all(Object.values(files).map((path) => rm(path, { force: true })));
  }
}

/** Runs the statement of a request; answers the file with its rows, or null where it has none. */
async function runStatement(
  { engine, alone }: Desk,
  given: URLSearchParams,
  files: { body: string; answer: string },
): Promise<string | null> {
  const text = alone(await readStatement(given.get('query') ?? '', files.body));
  const prepared = writeToFile(text, files.answer, given.get('default_format') ?? 'TabSeparated');
  const settings = new Map([...given].filter(([name]) => !notSettings.has(name) && /^[a-z]\w*$/.test(name)));
  await engine.run({
    sql: prepared.sql,
    settings,
    database: given.get('database') ?? 'default',
  });
  return prepared.answer;
}

/** The statement of a request, from its URL, its body or both; data of an INSERT stays in the file of the body. */
async function readStatement(query: string, body: string): Promise<string> {
  const { size } = await stat(body);
  if (query !== '') return size === 0 ? query : readFromFile(query, body);
  if (size > longestStatement)
    throw new Error('Code: 62. DB::Exception: The statement is too long. (SYNTAX_ERROR)');
  const { sql, data } = splitInline(await readFile(body, 'utf8'));
  if (data === null) return sql;
  await writeFile(body, data);
  return readFromFile(sql, body);
}

function fail(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? 1002);
  if (response.headersSent) return void response.destroy();
  response.writeHead(statuses.get(code) ?? 500, {
    'Content-Type': 'text/plain; charset=UTF-8',
    'X-ClickHouse-Exception-Code': String(code),
  });
  response.end(
    message.startsWith('Code:') ? message : `Code: ${code}. DB::Exception: ${message} (UNKNOWN_EXCEPTION)`,
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8123' }, directory: { type: 'string' } },
  });
  if (values.directory === undefined) throw new Error('Say where the data is: --directory DIR');
  const desk: Desk = {
    engine: openEngine(values.directory, 8),
    alone: openCluster(),
    spool: await mkdtemp(join(tmpdir(), 'clientele-listener-')),
  };
  const server = createServer(
    { maxHeaderSize: longestUrl, requestTimeout: 0, keepAliveTimeout: 30_000 },
    (request, response) => {
      response.setHeader('X-ClickHouse-Server-Display-Name', 'chdb');
      void answer(desk, request, response);
    },
  );
  const stop = (): void => {
    server.closeAllConnections();
    server.close(() => {
      desk.engine.close();
      void rm(desk.spool, { recursive: true, force: true }).then(() => process.exit(0));
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  server.listen(Number(values.port), '127.0.0.1', () => console.log(`listening on ${values.port}`));
}

await main();
