import { createId, type Caller } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import type { createNote, listNotes, updateNote } from './contract.ts';
import { gone, mayChange, notYours, removeThing, type Parts } from './parts.ts';
import { notes, type NoteRow } from './tables.ts';

type Note = Output<typeof createNote>;

function showNote(row: NoteRow, caller: Caller): Note {
  const { author, author_name: name, created_at: createdAt, updated_at: updatedAt, ...note } = row;
  return { ...note, author: { id: author, name }, mine: mayChange(caller, author), createdAt, updatedAt };
}

/** Notes on profiles: plain text, changed by their authors and by administrators. */
export function createNotes(parts: Parts) {
  const { operational, clock, anchors } = parts;
  const find = async (caller: Caller, id: string): Promise<NoteRow> => {
    const row = await operational.row(notes.get, [caller.workspace, id]);
    if (row === undefined) throw gone(id);
    return row;
  };
  return {
    async list(caller: Caller, id: string): Promise<Output<typeof listNotes>> {
      const ends = await anchors.on(caller.workspace, await parts.place(caller, id), 'note_');
      const rows = await operational.rows(notes.list, [caller.workspace, ends.map(({ item }) => item)]);
      return { rows: rows.map((row) => showNote(row, caller)) };
    },
    async create(caller: Caller, { id, text, pinned }: Parsed<typeof createNote>): Promise<Note> {
      const place = await parts.place(caller, id);
      const item = createId('note', clock());
      return operational.transaction(async (runner) => {
        await anchors.add(caller.workspace, { item, side: 0 }, place);
        const values = [caller.workspace, item, text, pinned, caller.id, caller.name, clock()];
        const row = await runner.row(notes.create, values);
        if (row === undefined) throw new Error(`note ${item} was not stored`);
        return showNote(row, caller);
      });
    },
    async update(caller: Caller, { id, text, pinned }: Parsed<typeof updateNote>): Promise<Note> {
      const before = await find(caller, id);
      if (text !== undefined && text !== before.text && !mayChange(caller, before.author)) throw notYours();
      const values = [text ?? before.text, pinned ?? before.pinned, clock()];
      const row = await operational.row(notes.update, [caller.workspace, id, ...values]);
      if (row === undefined) throw gone(id);
      return showNote(row, caller);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await removeThing(parts, caller, { thing: await find(caller, id), statement: notes.remove });
    },
  };
}
