import { quoteText } from '../src/store/warehouse/index.ts';
import { Session } from 'chdb';

import { time } from './measure.ts';

/** Inserts messages, one JSON object a line, with the bare engine into a plain table. */
async function insert(path: string, directory: string): Promise<void> {
  const session = new Session(directory);
  const columns =
    'type String, event String, userId String, anonymousId String, messageId String, timestamp String, context String, properties String';
  await session.queryAsync('CREATE DATABASE bare');
  await session.queryAsync(
    `CREATE TABLE bare.events (${columns}) ENGINE = MergeTree ORDER BY (event, userId, timestamp) SETTINGS fsync_after_insert = 1`,
  );
  const before = process.cpuUsage();
  const { seconds } = await time(() =>
    session.queryAsync(
      `INSERT INTO bare.events SELECT * FROM file(${quoteText(path)}, 'JSONEachRow', ${quoteText(columns)}) SETTINGS input_format_json_read_objects_as_strings = 1, max_insert_threads = 2`,
    ),
  );
  const { user, system } = process.cpuUsage(before);
  const rows = Number((await session.queryAsync('SELECT count() FROM bare.events')).text());
  session.close();
  console.log(JSON.stringify({ seconds, rows, cpuSeconds: (user + system) / 1_000_000 }));
}

const [path, directory] = process.argv.slice(2);
if (path === undefined || directory === undefined) throw new Error('give a file and a directory');
await insert(path, directory);
