import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openBytes, reasonOf } from './byte-source.ts';
import { fileProblem } from './problems.ts';

/** A file that can be read at any place; `close` removes what was unpacked for it. */
export interface PlainFile {
  readonly path: string;
  close(): Promise<void>;
}

/** Unpacks a gzip file into a folder whose path begins with `prefix` for formats that are not read from front to end; others stay as they are. */
export async function openPlainFile(
  path: string,
  gzip: boolean,
  prefix = join(tmpdir(), 'clientele'),
): Promise<PlainFile> {
  if (!gzip) return { path, close: () => Promise.resolve() };
  const folder = await mkdtemp(`${prefix}-unpacked-`);
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const unpacked = join(folder, 'file');
  try {
    await pipeline(openBytes(path, true).blocks(), createWriteStream(unpacked));
    return { path: unpacked, close };
  } catch (error) {
    await close();
    if (error instanceof Error && error.name === 'Problem') throw error;
    throw fileProblem('files.space', { file: path, reason: reasonOf(error) });
  }
}
