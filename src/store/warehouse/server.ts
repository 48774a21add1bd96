import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { createClient } from '@clickhouse/client';

import { sessionSettings, type EngineCall, versionOf, type WarehouseEngine } from './engine.ts';

const serverSettings = Object.fromEntries(
  Object.entries(sessionSettings).map(([key, value]) => [key, String(value)]),
);

/** Long statements (a large import's steps) may take this long on a server. */
const requestTimeoutMs = 3_600_000;

/** Connects to a ClickHouse server, cluster or cloud at `url` (`http://user:password@host:8123`). */
export async function openServerEngine(url: string, cluster: string | null): Promise<WarehouseEngine> {
  const client = createClient({
    url,
    request_timeout: requestTimeoutMs,
    max_open_connections: 16,
    clickhouse_settings: { wait_end_of_query: 1, ...serverSettings },
  });
  const act = async (call: EngineCall) => {
    const query_params = { ...call.parameters };
    if (call.body === undefined) {
      await client.command({ query: call.sql, query_params });
      return;
    }
    const answer = await client.exec({ query: call.sql, query_params, values: call.body });
    answer.stream.resume();
    await new Promise((resolve, reject) => answer.stream.once('close', resolve).once('error', reject));
  };
  const ask = async (call: EngineCall) => {
    const answer = await client.query({
      query: call.sql,
      format: 'JSONEachRow',
      query_params: { ...call.parameters },
    });
    return answer.json<unknown>();
  };
  const [row] = await ask({ sql: 'SELECT version() AS version', parameters: {}, lane: 'quick' });
  return {
    mode: 'server',
    version: versionOf(row),
    cluster,
    ask,
    act,
    async save(call, path, format) {
      const answer = await client.exec({
        query: `${call.sql} FORMAT ${format}`,
        query_params: { ...call.parameters },
      });
      const half = `${path}.part`;
      await pipeline(answer.stream, createWriteStream(half));
      await rename(half, path);
    },
    readRows(paths, format, structure) {
      const body = Readable.from(readAll(paths), { objectMode: false });
      return { table: `input('${structure}')`, suffix: ` FORMAT ${format}`, body };
    },
    close: () => client.close(),
  };
}

async function* readAll(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (Buffer.isBuffer(chunk)) yield chunk;
    }
  }
}
