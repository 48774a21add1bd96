import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Downloaded } from './client.ts';

/** A file as the body of an upload; throws when it cannot be opened. */
export async function readFileBody(path: string): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path, 'r');
  return Readable.toWeb(file.createReadStream({ highWaterMark: 256 * 1024 }));
}

/** Writes a download to a file; answers the number of bytes. */
export async function saveDownload({ stream }: Downloaded, path: string): Promise<number> {
  const file = createWriteStream(path);
  await pipeline(Readable.from(stream), file);
  return file.bytesWritten;
}
