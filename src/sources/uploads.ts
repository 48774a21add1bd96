import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { createId } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import { statement, type Operational } from '../store/operational/index.ts';
import { saveBody } from '../store/body-file.ts';
import type { Space } from '../store/space.ts';

const uploadRow = z
  .object({ id: z.string(), name: z.string(), bytes: z.coerce.number(), created_by: z.string() })
  .transform(({ created_by, ...upload }) => ({ ...upload, createdBy: created_by }));
export type Upload = z.infer<typeof uploadRow> & { readonly path: string };

const statements = {
  create: statement({
    name: 'uploads.create',
    sql: 'INSERT INTO uploads (id, workspace, name, bytes, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    row: z.object({}),
  }),
  get: statement({
    name: 'uploads.get',
    sql: 'SELECT id, name, bytes, created_by FROM uploads WHERE workspace = $1 AND id = $2',
    row: uploadRow,
  }),
};

/** Files on their way in, kept under the data directory until their import is settled. */
export function openUploads(
  operational: Operational,
  clock: () => Date,
  { directory, space }: { directory: string; space: Space },
) {
  const pathOf = (id: string) => join(directory, id);
  const register = async (upload: Omit<Upload, 'path'>, workspace: string): Promise<Upload> => {
    await operational.run(statements.create, [
      upload.id,
      workspace,
      upload.name,
      upload.bytes,
      upload.createdBy,
      clock(),
    ]);
    return { ...upload, path: pathOf(upload.id) };
  };
  return {
    /** Streams a body to disk. Problem: `uploads.empty`. */
    async create(
      workspace: string,
      file: { name: string; body: ReadableStream<Uint8Array> | null; createdBy: string },
    ): Promise<Upload> {
      const id = createId('upl', clock());
      const size = await saveBody(pathOf(id), file.body, { space });
      if (size > 0)
        return register({ id, name: file.name, bytes: size, createdBy: file.createdBy }, workspace);
      await rm(pathOf(id), { force: true });
      throw emptyFile(file.name);
    },
    /** A place for a file that the program itself writes, registered when it is written. */
    async adopt(workspace: string, name: string, write: (path: string) => Promise<void>): Promise<Upload> {
      await mkdir(directory, { recursive: true });
      const id = createId('upl', clock());
      await write(pathOf(id));
      const { size } = await stat(pathOf(id));
      return register({ id, name, bytes: size, createdBy: 'system' }, workspace);
    },
    /** Problem: `uploads.not-found`. */
    async get(workspace: string, id: string): Promise<Upload> {
      const row = await operational.row(statements.get, [workspace, id]);
      if (row !== undefined && existsSync(pathOf(row.id))) return { ...row, path: pathOf(row.id) };
      throw uploadNotFound(id);
    },
  };
}

function emptyFile(name: string): Problem {
  return new Problem(
    'uploads.empty',
    {
      en: 'The file "{name}" is empty. Choose the file that holds the customers.',
      zh: '文件“{name}”是空的。请选择包含客户数据的文件。',
    },
    { name },
  );
}

function uploadNotFound(id: string): Problem {
  return new Problem(
    'uploads.not-found',
    {
      en: 'There is no upload "{id}" here. Upload the file again.',
      zh: '此处没有上传文件“{id}”。请重新上传。',
    },
    { id },
  );
}

export type Uploads = ReturnType<typeof openUploads>;
