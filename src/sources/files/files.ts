import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  spoolSettingsSchema,
  type Chunk,
  type FileShape,
  type ShapeOverrides,
  type SpoolOptions,
  type SpoolSettings,
  type SpoolTotals,
} from './types.ts';
import { Problem } from '../../lib/problem.ts';
import { startWorker } from './worker-thread.ts';

/** Chunks that may wait on disk for the taker. */
const chunksAhead = 2;

/**
 * Guesses how a file is laid out: format, encoding, delimiter, sheet, header row, headers, with up to 200 rows to show.
 * What `overrides` says is not guessed. Throws `files.*` problems for what cannot be read, which call the file `name`.
 */
export async function inspectFile(
  path: string,
  overrides: ShapeOverrides = {},
  name = basename(path),
): Promise<FileShape> {
  const worker = startWorker({ task: 'inspect', path, overrides });
  try {
    const message = await worker.next();
    if (message.kind === 'shape') return message.shape;
    throw new Error(`Unexpected message ${message.kind}`);
  } catch (error) {
    throw nameFile(error, path, name);
  } finally {
    await worker.stop();
  }
}

/**
 * Reads a file in a thread of its own into chunk files of RowBinary, at most two chunks ahead of the taker, who deletes each after use.
 * Returns the totals; its problems call the file `name`. Stopping early, by `signal` or by leaving the loop, ends the thread and removes what was not taken.
 */
export async function* spoolFile(
  path: string,
  options: SpoolOptions,
  { name = basename(path), signal }: { readonly name?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Chunk, SpoolTotals, undefined> {
  signal?.throwIfAborted();
  const settings = spoolSettingsSchema.parse(options);
  const room = new SharedArrayBuffer(4);
  const free = new Int32Array(room);
  Atomics.store(free, 0, chunksAhead);
  const worker = startWorker({ task: 'spool', path, settings, room });
  const abort = waitForAbort(signal);
  const taken = new Set<string>();
  let ended = false;
  try {
    for (;;) {
      const message = await Promise.race([worker.next(), abort.aborted]);
      if (message.kind === 'done') {
        ended = true;
        return message.totals;
      }
      if (message.kind !== 'chunk') continue;
      taken.add(basename(message.chunk.path)).add(basename(message.chunk.rejectsPath ?? ''));
      yield message.chunk;
      Atomics.add(free, 0, 1);
      Atomics.notify(free, 0);
    }
  } catch (error) {
    throw nameFile(error, path, name);
  } finally {
    abort.release();
    await worker.stop();
    if (!ended) await removeRest(settings, taken);
  }
}

/** A problem that calls a file by the name that people gave it, not by the one that it is kept under. */
function nameFile(error: unknown, path: string, name: string): unknown {
  if (!(error instanceof Problem) || name === basename(path)) return error;
  const rename = (text: string) => text.replaceAll(path, name).replaceAll(basename(path), name);
  return new Problem(
    error.code,
    { en: rename(error.text.en), zh: rename(error.text.zh) },
    'file' in error.details ? { ...error.details, file: name } : error.details,
  );
}

function waitForAbort(signal: AbortSignal | undefined): { aborted: Promise<never>; release: () => void } {
  let release = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    release = () => signal?.removeEventListener('abort', stop);
  });
  return { aborted, release: () => release() };
}

/** Removes what a run that was stopped wrote and nobody took. */
async function removeRest({ directory, run }: SpoolSettings, taken: ReadonlySet<string>): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const left = names.filter((name) => name.startsWith(`${run}-`) && !taken.has(name));
  await Promise.all(left.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}
