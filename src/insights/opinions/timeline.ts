import { z } from 'zod';

import type { TimelineEntry, TimelinePart } from '../../profiles/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { opinionColumns, opinionRow, type OpinionRow, presentOpinion, readEventId, textId } from './list.ts';

const ofMessages = statement({
  name: 'opinions.timeline',
  sql: `SELECT ${opinionColumns} FROM {db}.opinions FINAL
  WHERE ts IN (SELECT fromUnixTimestamp64Milli(toInt64(arrayJoin({times:Array(String)})), 'UTC'))
    AND opinions.message IN (SELECT toUInt64(arrayJoin({messages:Array(String)})))`,
  row: opinionRow,
});
const ofItems = statement({
  name: 'opinions.timeline.notes',
  sql: `SELECT ${opinionColumns} FROM {db}.opinions FINAL WHERE entity = 0 AND item IN {items:Array(String)}`,
  row: opinionRow,
});

const seen = z.looseObject({
  text: z.string().default(''),
  properties: z.looseObject({ answer: z.string().default('') }).default({ answer: '' }),
});

/** Whether the reader of an entry sees the words that were read. */
function hasWords({ details }: TimelineEntry): boolean {
  const { data } = seen.safeParse(details);
  return data !== undefined && (data.text !== '' || data.properties.answer !== '');
}

const isNote = ({ kind }: TimelineEntry): boolean => ['note', 'call', 'meeting'].includes(kind);

/** How the texts of some entries speak, by the ids of the entries. */
async function readEntries(
  warehouse: Warehouse,
  entries: readonly TimelineEntry[],
): Promise<ReadonlyMap<string, OpinionRow>> {
  const texts = entries.filter((entry) => readEventId(entry.id) !== undefined && hasWords(entry));
  const messages = texts.flatMap(({ id }) => readEventId(id) ?? []);
  const items = entries.filter(isNote).map(({ id }) => id);
  const times = texts.map(({ at }) => String(Date.parse(at)));
  const [events, notes] = await Promise.all([
    messages.length === 0 ? [] : warehouse.rows(ofMessages, { messages, times }),
    items.length === 0 ? [] : warehouse.rows(ofItems, { items }),
  ]);
  return new Map([...events, ...notes].map((row) => [textId(row), row]));
}

/** Parts of the timeline with how their texts speak: only where the reader sees the text. */
export function withOpinions(
  parts: readonly TimelinePart[],
  warehouse: (workspace: string) => Promise<Warehouse>,
): TimelinePart[] {
  return parts.map((part) => ({
    ...part,
    async read(ask) {
      const entries = await part.read(ask);
      const rows = await readEntries(await warehouse(ask.caller.workspace), entries);
      return entries.map((entry) => {
        const row = rows.get(entry.id);
        if (row === undefined) return entry;
        return { ...entry, details: { ...entry.details, opinion: presentOpinion(row, true) } };
      });
    },
  }));
}
