import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createId, type Caller } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { saveBody } from '../store/body-file.ts';
import { largestFile, type createAttachment, type listAttachments } from './contract.ts';
import { gone, mayChange, removeThing, type Parts } from './parts.ts';
import { attachments, type AttachmentRow } from './tables.ts';

type Attachment = Output<typeof createAttachment>;

function showAttachment(row: AttachmentRow, caller: Caller): Attachment {
  const { author, author_name: name, created_at: createdAt, ...file } = row;
  return { ...file, author: { id: author, name }, mine: mayChange(caller, author), createdAt };
}

function tooLarge(): Problem {
  return new Problem(
    'teamwork.too-large',
    {
      en: 'The file is larger than {limit} MB. Keep it elsewhere and write a note with a link to it.',
      zh: '文件超过 {limit} MB。请存放在别处，并在备注中附上链接。',
    },
    { limit: largestFile / 1_000_000 },
  );
}

function empty(name: string): Problem {
  return new Problem(
    'teamwork.empty',
    { en: 'The file "{name}" is empty. Choose another.', zh: '文件“{name}”是空的，请另选文件。' },
    { name },
  );
}

/** Files on profiles. They lie under their ids; the name is a text in the database, and nothing of them is ever run or shown. */
export function createAttachments(parts: Parts) {
  const { operational, clock, anchors, directory, space } = parts;
  const pathOf = (id: string) => join(directory, id);
  const find = async (caller: Caller, id: string): Promise<AttachmentRow> => {
    const row = await operational.row(attachments.get, [caller.workspace, id]);
    if (row === undefined) throw gone(id);
    return row;
  };
  return {
    async list(caller: Caller, id: string): Promise<Output<typeof listAttachments>> {
      const ends = await anchors.on(caller.workspace, await parts.place(caller, id), 'file_');
      const items = ends.map(({ item }) => item);
      const rows = await operational.rows(attachments.list, [caller.workspace, items]);
      return { rows: rows.map((row) => showAttachment(row, caller)) };
    },
    async create(
      caller: Caller,
      { id, name }: Parsed<typeof createAttachment>,
      body: ReadableStream<Uint8Array> | null,
    ): Promise<Attachment> {
      const place = await parts.place(caller, id);
      const item = createId('file', clock());
      const watch = (bytes: number): void => {
        if (bytes > largestFile) throw tooLarge();
      };
      const bytes = await saveBody(pathOf(item), body, { space, watch });
      try {
        if (bytes === 0) throw empty(name);
        return await operational.transaction(async (runner) => {
          await anchors.add(caller.workspace, { item, side: 0 }, place);
          const values = [caller.workspace, item, name, bytes, caller.id, caller.name, clock()];
          const row = await runner.row(attachments.create, values);
          if (row === undefined) throw new Error(`file ${item} was not stored`);
          return showAttachment(row, caller);
        });
      } catch (error) {
        await rm(pathOf(item), { force: true });
        throw error;
      }
    },
    async open(caller: Caller, id: string) {
      const { name } = await find(caller, id);
      return { path: pathOf(id), fileName: name, contentType: 'application/octet-stream' };
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await removeThing(parts, caller, { thing: await find(caller, id), statement: attachments.remove });
      await rm(pathOf(id), { force: true });
    },
  };
}
