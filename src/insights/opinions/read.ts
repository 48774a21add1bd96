import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { createLike } from '../../records/index.ts';
import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { writeMoment } from '../rounds.ts';
import { readingVersion } from './judge.ts';
import { judgedColumns, judgeLines } from './lines.ts';
import { readable, wordsOf } from './readable.ts';

/** Which texts are to be read, and with what. */
export interface Reading {
  /** Texts that were received later, less a day for those that were long on their way. */
  readonly since: Date;
  /** Where a file may lie for a while. */
  readonly spool: string;
  readonly signal: AbortSignal;
  /** Does a piece of work while nobody takes events away. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

const overlapMs = 86_400_000;
/** Texts are at most 2,000 characters long: so many are some megabytes. */
const textsAtOnce = 2_000;

const work = 'opinion_texts';
const drop = command('opinions.texts.drop', `DROP TABLE IF EXISTS {db}.${work} SYNC`);

/** Events with a text of which there is no reading of this version and no correction. */
const gather = readable.map((words, i) =>
  command(
    `opinions.texts.${i}`,
    `INSERT INTO {db}.${work} (entity, ts, message, version, name, source, product, category, load, received)
SELECT entity, ts, message, ${readingVersion}, name, source, product, category, load, received FROM {db}.events
WHERE ${words} AND received > {since:DateTime64(3, 'UTC')}
  AND message NOT IN (SELECT message FROM {db}.opinions WHERE version >= ${readingVersion})`,
  ),
);

const textRow = z.object({ message: z.string(), text: z.string() });
/** The next texts: the narrow rows say where in the events they are. */
const page = statement({
  name: 'opinions.page',
  sql: `WITH some AS (SELECT name, entity, ts, message FROM {db}.${work} WHERE (entity, ts, message) > ({entity:UInt32}, {ts:DateTime64(3, 'UTC')}, {message:UInt64})
    ORDER BY entity, ts, message LIMIT ${textsAtOnce})
SELECT toString(message) AS message, ${wordsOf} AS text FROM {db}.events
WHERE name IN (SELECT name FROM some) AND entity IN (SELECT entity FROM some) AND ts IN (SELECT ts FROM some) AND events.message IN (SELECT message FROM some)`,
  row: textRow,
});
const lastRow = z.object({
  n: z.coerce.number(),
  entity: z.coerce.number(),
  ts: z.string(),
  message: z.string(),
});
const lastOfPage = statement({
  name: 'opinions.page.last',
  sql: `SELECT count() AS n, toUInt32(max(place).1) AS entity, toString(max(place).2) AS ts, toString(max(place).3) AS message FROM (
    SELECT (entity, ts, message) AS place FROM {db}.${work} WHERE (entity, ts, message) > ({entity:UInt32}, {ts:DateTime64(3, 'UTC')}, {message:UInt64})
    ORDER BY entity, ts, message LIMIT ${textsAtOnce})`,
  row: lastRow,
});

const keep = command(
  'opinions.keep',
  `INSERT INTO {db}.opinions
SELECT entity, ts, t.message, version, name, source, product, category, load, received,
  ${judgedColumns}, '', '', '', '', [], ''
FROM (SELECT line, toUInt64(JSONExtractString(line, 'message')) AS read FROM {rows}) AS o
INNER JOIN {db}.${work} AS t ON o.read = t.message`,
);

interface Place {
  readonly entity: number;
  readonly ts: string;
  readonly message: string;
}

/** Reads the texts after a place; answers how many, and where the last of them stands. */
async function readPage(
  warehouse: Warehouse,
  place: Place,
  { path, signal }: { readonly path: string; readonly signal: AbortSignal },
): Promise<z.output<typeof lastRow>> {
  const after = { ...place };
  const last = (await warehouse.row(lastOfPage, after)) ?? { ...place, n: 0 };
  if (last.n === 0) return last;
  const texts = await warehouse.rows(page, after);
  const judged = texts.map(({ message, text }) => ({ head: { message }, text }));
  await writeFile(path, await judgeLines(judged, signal));
  await warehouse.run(keep, {}, { paths: [path], format: 'RowBinary', structure: 'line String' });
  return last;
}

/** Reads what customers wrote since; answers how many texts. Cut off, it goes on where it was the next time. */
export async function readOpinions(warehouse: Warehouse, reading: Reading): Promise<number> {
  const { since, spool, signal } = reading;
  await mkdir(spool, { recursive: true });
  const path = join(spool, `opinions-${randomUUID()}.bin`);
  await warehouse.run(drop);
  try {
    await createLike(warehouse, work, 'opinions');
    const asked = { since: writeMoment(new Date(Math.max(0, since.getTime() - overlapMs))) };
    for (const one of gather) await warehouse.run(one, asked);
    let place: Place = { entity: 0, ts: '1900-01-01 00:00:00', message: '0' };
    for (let read = 0; ;) {
      signal.throwIfAborted();
      const from = place;
      const last = await reading.inTurn(() => readPage(warehouse, from, { path, signal }));
      if (last.n === 0) return read;
      read += last.n;
      place = last;
    }
  } finally {
    await rm(path, { force: true });
    await warehouse.run(drop);
  }
}
