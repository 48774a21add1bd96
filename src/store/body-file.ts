import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Space } from './space.ts';

/** How a body is kept. */
export interface BodyOptions {
  readonly space: Space;
  /** Told how many bytes have come; what it throws ends the file. */
  readonly watch?: (bytes: number) => void;
}

/** Streams a body to a file and answers its size; nothing stays of one that was cut off. */
export async function saveBody(
  path: string,
  body: ReadableStream<Uint8Array> | null,
  options: BodyOptions,
): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const source = body === null ? Readable.from([]) : Readable.from(readBody(body, options));
  try {
    await pipeline(source, createWriteStream(path, { flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return (await stat(path)).size;
}

/** The parts of a body; the space for it is looked at before each few megabytes. */
async function* readBody(
  body: ReadableStream<Uint8Array>,
  { space, watch }: BodyOptions,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let unchecked = uncheckedBytes;
  let bytes = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (unchecked >= uncheckedBytes) await space.check();
      unchecked = (unchecked % uncheckedBytes) + part.value.length;
      bytes += part.value.length;
      watch?.(bytes);
      yield part.value;
    }
  } finally {
    reader.releaseLock();
  }
}

const uncheckedBytes = 8_000_000;
