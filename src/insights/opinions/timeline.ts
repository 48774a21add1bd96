import type { TimelineEntry, TimelinePart } from '../../profiles/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { opinionColumns, opinionRow, presentOpinion, readEventId } from './list.ts';

const ofMessages = statement({
  name: 'opinions.timeline',
  sql: `SELECT ${opinionColumns} FROM {db}.opinions FINAL
  WHERE ts IN (SELECT fromUnixTimestamp64Milli(toInt64(arrayJoin({times:Array(String)})), 'UTC'))
    AND opinions.message IN (SELECT toUInt64(arrayJoin({messages:Array(String)})))`,
  row: opinionRow,
});

const hasText = ({ details }: TimelineEntry): boolean =>
  typeof details?.['text'] === 'string' && details['text'] !== '';

/** Parts of the timeline with how their texts speak: only where the reader sees the text. */
export function withOpinions(
  parts: readonly TimelinePart[],
  warehouse: (workspace: string) => Promise<Warehouse>,
): TimelinePart[] {
  return parts.map((part) => ({
    ...part,
    async read(ask) {
      const entries = await part.read(ask);
      const texts = entries.filter(hasText);
      const messages = texts.flatMap(({ id }) => readEventId(id) ?? []);
      if (messages.length === 0) return entries;
      const times = texts.map(({ at }) => String(Date.parse(at)));
      const rows = await (await warehouse(ask.caller.workspace)).rows(ofMessages, { messages, times });
      const byMessage = new Map(rows.map((row) => [row.message, row]));
      return entries.map((entry) => {
        const row = byMessage.get(readEventId(entry.id) ?? '');
        if (row === undefined) return entry;
        return { ...entry, details: { ...entry.details, opinion: presentOpinion(row, true) } };
      });
    },
  }));
}
