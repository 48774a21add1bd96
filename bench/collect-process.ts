import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { quoteText } from '../src/store/warehouse/index.ts';
import { Session } from 'chdb';

const columns =
  'type String, event String, userId String, anonymousId String, messageId String, timestamp String, context String, properties String';
const format = 'input_format_json_read_objects_as_strings = 1';
const batchSize = 100;
/** More connections than cores, since each waits for the disk. */
const connections = 8;
const longestSeconds = 20;

/** Inserts all messages of a file, one JSON object a line, in a single statement. */
async function insertAll(session: Session, path: string): Promise<void> {
  await session.queryAsync(
    `INSERT INTO bare.events SELECT * FROM file(${quoteText(path)}, 'JSONEachRow', ${quoteText(columns)}) SETTINGS ${format}, max_insert_threads = 2`,
  );
}

/** Inserts them as they are sent, a hundred at a time, each hundred on disk before it counts; no longer than so many seconds. */
async function insertBatches(sessions: readonly Session[], path: string): Promise<void> {
  const lines = createInterface({ input: createReadStream(path) })[Symbol.asyncIterator]();
  const until = performance.now() + longestSeconds * 1000;
  const nextBatch = async (): Promise<string[]> => {
    const batch: string[] = [];
    while (batch.length < batchSize) {
      const line = await lines.next();
      if (line.done === true) break;
      batch.push(line.value);
    }
    return batch;
  };
  const go = async (session: Session): Promise<void> => {
    while (performance.now() < until) {
      const batch = await nextBatch();
      if (batch.length === 0) return;
      await session.queryAsync(
        `INSERT INTO bare.events SETTINGS ${format} FORMAT JSONEachRow ${batch.join('\n')}`,
      );
    }
  };
  await Promise.all(sessions.map(go));
}

/** Has the bare engine insert messages into a plain table. */
async function run(path: string, directory: string, how: string): Promise<void> {
  const first = new Session(directory);
  await first.queryAsync('CREATE DATABASE bare');
  await first.queryAsync(
    `CREATE TABLE bare.events (${columns}) ENGINE = MergeTree ORDER BY (event, userId, timestamp) SETTINGS fsync_after_insert = 1`,
  );
  const sessions = how === 'all' ? [] : Array.from({ length: connections }, () => new Session(directory));
  const cpu = process.cpuUsage();
  const started = performance.now();
  await (how === 'all' ? insertAll(first, path) : insertBatches(sessions, path));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const rows = Number((await first.queryAsync('SELECT count() FROM bare.events')).text());
  for (const session of [...sessions, first]) session.close();
  console.log(JSON.stringify({ seconds, rows, cpuSeconds: (user + system) / 1_000_000 }));
}

const [path, directory, how] = process.argv.slice(2);
if (path === undefined || directory === undefined || how === undefined)
  throw new Error('give a file, a directory, and all or batches');
await run(path, directory, how);
