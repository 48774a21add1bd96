import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { takeOut } from '../../records/index.ts';
import type { Operational } from '../../store/operational/index.ts';
import { command, quoteText, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { countWritten, findWritten, listWritten, type Written } from '../../teamwork/index.ts';
import { readingVersion } from './judge.ts';
import { judgedColumns, judgeLines } from './lines.ts';

/** Whose notes are read, and with what. */
export interface NoteReading {
  readonly operational: Operational;
  readonly warehouse: Warehouse;
  readonly workspace: string;
  /** What was changed later, less a minute for other clocks. */
  readonly since: Date;
  /** Where a file may lie for a while. */
  readonly spool: string;
  readonly signal: AbortSignal;
  /** Does a piece of work while nobody takes a customer away. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

const overlapMs = 60_000;
const notesAtOnce = 500;
const ours = ['entity = 0', "item != ''"] as const;

const knownRow = z.object({ item: z.string(), words: z.string(), version: z.coerce.number() });
const known = statement({
  name: 'opinions.notes.known',
  sql: `SELECT item, any(words) AS words, max(version) AS version FROM {db}.opinions
    WHERE ${ours.join(' AND ')} AND item IN {items:Array(String)} GROUP BY item`,
  row: knownRow,
});
const allItems = statement({
  name: 'opinions.notes.items',
  sql: `SELECT DISTINCT item FROM {db}.opinions WHERE ${ours.join(' AND ')}`,
  row: z.object({ item: z.string() }),
});
const countItems = statement({
  name: 'opinions.notes.count',
  sql: `SELECT uniqExact(item) AS n FROM {db}.opinions WHERE ${ours.join(' AND ')}`,
  row: z.object({ n: z.coerce.number() }),
});

/** The message of a note is a hash of its id: readings are told apart by it. */
const keep = command(
  'opinions.notes.keep',
  `INSERT INTO {db}.opinions
SELECT 0, fromUnixTimestamp64Milli(JSONExtractInt(line, 'at'), 'UTC'), sipHash64(JSONExtractString(line, 'item')), ${readingVersion},
  JSONExtractString(line, 'name'), 'manual', '', '', 0, fromUnixTimestamp64Milli(JSONExtractInt(line, 'changed'), 'UTC'),
  ${judgedColumns}, '', '', JSONExtractString(line, 'item'), JSONExtractString(line, 'kind'), JSONExtract(line, 'anchors', 'Array(UInt32)'), JSONExtractString(line, 'words')
FROM {rows}`,
);

/** Takes the readings of some notes away, and what was set right in them: the text is another one now, or none. */
async function forget(warehouse: Warehouse, items: readonly string[]): Promise<void> {
  if (items.length === 0) return;
  const these = `item IN (${items.map(quoteText).join(', ')})`;
  await takeOut(warehouse, { table: 'opinions', where: [...ours, these], again: true });
}

const names = { note: 'Note', call: 'Call', visit: 'Visit' } as const;

/** A note that is pinned was changed, but says what it said. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const headOf = ({ id, sort, text, at, changed, kind, anchors }: Written) => ({
  item: id,
  name: names[sort],
  at: at.getTime(),
  changed: changed.getTime(),
  kind,
  anchors,
  words: hashOf(text),
});

/** Reads those of some notes that were not read as they stand now; answers how many. */
async function readPage(
  { warehouse, spool, signal }: NoteReading,
  notes: readonly Written[],
): Promise<number> {
  const rows = await warehouse.rows(known, { items: notes.map(({ id }) => id) });
  const readAs = new Map(rows.map((row) => [row.item, row]));
  const news = notes.filter(({ id, text }) => {
    const before = readAs.get(id);
    return before === undefined || before.words !== hashOf(text) || before.version < readingVersion;
  });
  if (news.length === 0) return 0;
  await forget(
    warehouse,
    news.flatMap(({ id }) => (readAs.has(id) ? [id] : [])),
  );
  const path = join(spool, `notes-${randomUUID()}.bin`);
  try {
    const judged = news.map((note) => ({ head: headOf(note), text: note.text }));
    await writeFile(path, await judgeLines(judged, signal));
    await warehouse.run(keep, {}, { paths: [path], format: 'RowBinary', structure: 'line String' });
  } finally {
    await rm(path, { force: true });
  }
  return news.length;
}

type Place = Pick<Written, 'changed' | 'id'>;

const beginOf = ({ since }: NoteReading): Place => ({
  changed: new Date(Math.max(0, since.getTime() - overlapMs)),
  id: '',
});

/** Whether anything was written, changed or taken away since: asked without the turn, which somebody else may have for long. */
export async function hasNews(reading: NoteReading): Promise<boolean> {
  const { operational, warehouse, workspace } = reading;
  const [next, row, written] = await Promise.all([
    listWritten(operational, workspace, { ...beginOf(reading), limit: 1 }),
    warehouse.row(countItems),
    countWritten(operational, workspace),
  ]);
  return next.length > 0 || (row?.n ?? 0) !== written;
}

/** Takes away the readings of notes that are not there any more. */
async function forgetRemoved({ operational, warehouse, workspace }: NoteReading): Promise<void> {
  const items = (await warehouse.rows(allItems)).map(({ item }) => item);
  for (let from = 0; from < items.length; from += notesAtOnce) {
    const some = items.slice(from, from + notesAtOnce);
    const there = await findWritten(operational, workspace, some);
    await forget(
      warehouse,
      some.filter((item) => !there.has(item)),
    );
  }
}

/** Reads what members wrote down of customers since, and forgets what they took away; answers how many notes were read. */
export async function readNotes(reading: NoteReading): Promise<number> {
  const { operational, workspace, signal, inTurn, spool } = reading;
  await mkdir(spool, { recursive: true });
  let place = beginOf(reading);
  for (let read = 0; ;) {
    signal.throwIfAborted();
    const from = place;
    const { last, n } = await inTurn(async () => {
      const notes = await listWritten(operational, workspace, { ...from, limit: notesAtOnce });
      return { last: notes.at(-1), n: notes.length === 0 ? 0 : await readPage(reading, notes) };
    });
    read += n;
    if (last !== undefined) {
      place = last;
      continue;
    }
    await inTurn(() => forgetRemoved(reading));
    return read;
  }
}
