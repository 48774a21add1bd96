import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '../src/client.ts';
import { createImport, createUpload, getImport, type ImportResult } from '../src/sources/contract.ts';
import { time } from './measure.ts';

/** An import as it was lived through from outside. */
export interface Taken {
  readonly result: ImportResult;
  readonly uploadSeconds: number;
  /** From the call that starts the import until its profiles can be searched. */
  readonly seconds: number;
}

/** Uploads a file over HTTP, imports it and waits until it is done. */
export async function takeFile(client: Client, path: string, source: string): Promise<Taken> {
  const uploaded = await time(() => {
    const body: ReadableStream<Uint8Array> = Readable.toWeb(
      createReadStream(path, { highWaterMark: 1024 * 1024 }),
    );
    return client.upload(createUpload, { name: basename(path) }, body);
  });
  const imported = await time(async () => {
    const started = await client.call(createImport, {
      uploads: [uploaded.value.upload],
      source,
      kind: 'organization',
    });
    return waitForImport(client, started.import);
  });
  return { result: imported.value, uploadSeconds: uploaded.seconds, seconds: imported.seconds };
}

async function waitForImport(client: Client, id: string): Promise<ImportResult> {
  for (;;) {
    const { state, result, error } = await client.call(getImport, { id });
    if (state === 'done' && result !== null) return result;
    if (state === 'failed') throw new Error(`the import failed: ${error?.code ?? ''} ${error?.en ?? ''}`);
    await sleep(50);
  }
}
