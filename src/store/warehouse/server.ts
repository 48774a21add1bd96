import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { createClient } from '@clickhouse/client';

import { sessionSettings, type EngineCall, versionOf, type WarehouseEngine } from './engine.ts';
import { fillParameters } from './parameters.ts';

const serverSettings = Object.fromEntries(
  Object.entries(sessionSettings).map(([key, value]) => [key, String(value)]),
);

/** On a cluster all statements go to one server: what it has done is waited for, not that the others have followed. */
const ownCopySettings = { lightweight_deletes_sync: '1', mutations_sync: '1' } as const;

/** Long statements (a large import's steps) may take this long on a server. */
const requestTimeoutMs = 3_600_000;

/** Connects to a ClickHouse server, cluster or cloud at `url` (`http://user:password@host:8123`). */
export async function openServerEngine(url: string, cluster: string | null): Promise<WarehouseEngine> {
  const client = createClient({
    url,
    request_timeout: requestTimeoutMs,
    max_open_connections: 16,
    clickhouse_settings: {
      wait_end_of_query: 1,
      ...serverSettings,
      ...(cluster === null ? {} : ownCopySettings),
    },
  });
  const act = async (call: EngineCall) => {
    const query = fillParameters(call.sql, call.parameters);
    if (call.body === undefined) {
      await client.command({ query });
      return;
    }
    const answer = await client.exec({ query, values: call.body });
    answer.stream.resume();
    await new Promise((resolve, reject) => answer.stream.once('close', resolve).once('error', reject));
  };
  const ask = async (call: EngineCall) => {
    const query = fillParameters(call.sql, call.parameters);
    call.signal?.throwIfAborted();
    const answer = await client.query({ query, format: 'JSONEachRow' });
    return answer.json<unknown>();
  };
  const [row] = await ask({ sql: 'SELECT version() AS version', parameters: {}, lane: 'quick' });
  return {
    mode: 'server',
    version: versionOf(row),
    cluster,
    ask,
    act,
    async actAll(calls) {
      for (const call of calls) await act(call);
    },
    async save(call, path, format) {
      const query = `${fillParameters(call.sql, call.parameters)} FORMAT ${format}`;
      const answer = await client.exec({ query });
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
