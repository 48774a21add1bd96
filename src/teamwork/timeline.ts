import { isBehind, type TimelineEntry, type TimelinePart } from '../profiles/index.ts';
import type { Parts } from './parts.ts';
import { talkTables } from './talks/talks.ts';
import { attachments, notes, tasks } from './tables.ts';

/** Characters of a note that stand in the timeline. */
const shownText = 280;

type Row = {
  readonly id: string;
  readonly author: string;
  readonly author_name: string;
  readonly created_at: string;
};

const made = (kind: string, row: Row, text: string) => ({
  kind,
  id: row.id,
  at: row.created_at,
  actor: { id: row.author, name: row.author_name },
  text,
});

/** What people added to a profile, as parts of its timeline. */
export function teamworkParts(parts: Parts): TimelinePart[] {
  const { operational, anchors } = parts;
  const part = (
    name: string,
    kinds: readonly string[],
    read: (workspace: string, items: readonly string[]) => Promise<TimelineEntry[]>,
  ): TimelinePart => ({
    name,
    kinds,
    async read({ caller: { workspace }, place, before, limit }) {
      const ends = await anchors.on(workspace, place, `${name}_`);
      const entries = await read(
        workspace,
        ends.map(({ item }) => item),
      );
      return entries
        .filter((entry) => isBehind(entry, before))
        .toSorted((a, b) => (isBehind(a, b) ? 1 : -1))
        .slice(0, limit);
    },
  });
  return [
    part('note', ['note'], async (workspace, items) => {
      const rows = await operational.rows(notes.list, [workspace, items]);
      return rows.map((row) => ({
        ...made('note', row, row.text.slice(0, shownText)),
        details: { pinned: row.pinned, cut: row.text.length > shownText },
      }));
    }),
    part('talk', ['call', 'meeting'], async (workspace, items) => {
      const rows = await operational.rows(talkTables.list, [workspace, items]);
      return rows.map(({ way, at, text, ...row }) => ({
        ...made(way === 'call' ? 'call' : 'meeting', row, text.slice(0, shownText)),
        at,
        details: {
          direction: row.direction,
          outcome: row.outcome,
          minutes: row.minutes,
          with: row.spoke_with,
          next: row.next_step,
          nextDue: row.next_due,
          cut: text.length > shownText,
        },
      }));
    }),
    part('task', ['task', 'done'], async (workspace, items) => {
      const rows = await operational.rows(tasks.list, [workspace, items]);
      return rows.flatMap((row) => {
        const { due, done_at: doneAt, assignee_name: assignee } = row;
        const entry = { ...made('task', row, row.title), details: { due, assignee } };
        const done = { ...entry, kind: 'done', id: `${row.id}:done`, actor: null };
        return doneAt === null ? [entry] : [entry, { ...done, at: doneAt }];
      });
    }),
    part('file', ['file'], async (workspace, items) => {
      const rows = await operational.rows(attachments.list, [workspace, items]);
      return rows.map((row) => ({ ...made('file', row, row.name), details: { bytes: row.bytes } }));
    }),
  ];
}
