import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { z } from 'zod';

import { createClient, overNetwork, type Client } from '../src/client.ts';
import { getMe } from '../src/access/contract.ts';
import { readCpuSeconds, readPeakMemory } from './measure.ts';

export const root = join(import.meta.dirname, '..');

/** The application in a process of its own, as users start it. */
export interface Server {
  readonly client: Client;
  /** Where it listens, and the key that its client uses. */
  readonly url: string;
  readonly key: string;
  readonly pid: number;
  readonly peakMemoryMB: () => Promise<number | null>;
  readonly stop: () => Promise<void>;
}

const noteSchema = z.object({ url: z.string(), key: z.string(), pid: z.number() });
const patienceMs = 120_000;

/** Builds what is newer than the last build, so that no bench measures that. */
export async function buildServer(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/run.cjs', '--version'], { cwd: root });
}

/** Starts the built command line on a data directory; it builds itself first when it is older than its sources. */
export function spawnServer(data: string, port = 0): ChildProcess {
  const words = ['scripts/run.cjs', 'start', '--data', data, '--port', String(port), '--no-open', '--json'];
  return spawn(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '16', CLIENTELE_LOG: 'faults' },
  });
}

/** Ends a server as a service manager would, and waits for it. */
export async function endServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Starts a server and waits until it answers. */
export async function startServer(data: string): Promise<Server> {
  const child = spawnServer(data);
  const pid = child.pid ?? 0;
  try {
    const door = await waitForClient(child, data);
    return { ...door, pid, peakMemoryMB: () => readPeakMemory(pid), stop: () => endServer(child) };
  } catch (error) {
    await endServer(child);
    throw error;
  }
}

const quietShare = 0.1;
const longestUnrestMs = 1_800_000;
/** Longer than nothing must have come before a server looks for duplicates among all. */
const quietSeconds = 12;

/**
 * Waits until a server works at nothing: the engine merges parts and finishes its text indexes in the background after
 * an import, and then duplicates are looked for. Where the system does not tell how much a process works, it waits for nothing.
 */
export async function waitUntilQuiet({ pid }: Pick<Server, 'pid'>): Promise<void> {
  const started = performance.now();
  for (let quiet = 0; quiet < quietSeconds && performance.now() - started < longestUnrestMs;) {
    const before = await readCpuSeconds(pid);
    await sleep(1_000);
    const after = await readCpuSeconds(pid);
    if (before === null || after === null) return;
    quiet = after - before < quietShare ? quiet + 1 : 0;
  }
}

async function waitForClient(
  child: ChildProcess,
  data: string,
): Promise<Pick<Server, 'client' | 'url' | 'key'>> {
  const started = performance.now();
  while (performance.now() - started < patienceMs) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    const note = await readNote(data);
    if (note !== undefined && note.pid === child.pid) {
      const client = createClient(overNetwork(note.url, { key: note.key }));
      await client.call(getMe, {});
      return { client, url: note.url, key: note.key };
    }
    await sleep(20);
  }
  throw new Error('the server did not start');
}

async function readNote(data: string) {
  const text = await readFile(join(data, 'server.json'), 'utf8').catch(() => 'null');
  return noteSchema.nullable().parse(JSON.parse(text)) ?? undefined;
}
