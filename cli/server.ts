import { spawn } from 'node:child_process';
import { readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Config, describeConfig, readConfig } from '../src/config.ts';
import type { Terminal } from './terminal.ts';

export type { Config };
export { describeConfig, readConfig };

/** Where a server on this data directory says that it is, for this machine's other commands; readable by its owner alone. */
const noteSchema = z.object({ url: z.string(), key: z.string(), pid: z.number() });
type Note = z.output<typeof noteSchema>;

const noteOf = (data: string): string => join(data, 'server.json');

/** What the server on this data directory wrote down, if one did; it may be gone by now. */
export async function readNote(data: string): Promise<Note | undefined> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(noteOf(data), 'utf8')));
  } catch {
    return undefined;
  }
}

async function writeNote(data: string, note: Note): Promise<void> {
  const draft = `${noteOf(data)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(note), { mode: 0o600 });
  await rename(draft, noteOf(data));
}

/** Opens the application in this process, on the configuration's data directory. */
export async function openLocal(config: Config) {
  const { openApp } = await import('../src/app.ts');
  return openApp(config);
}

/** The address that a browser on this machine can use. */
function addressOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** Opens a page in the reader's browser where there is one; nobody minds when there is none. */
function openBrowser(url: string): void {
  const [command, ...rest] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  if (command === undefined) return;
  const child = spawn(command, [...rest, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

/** A server that runs until it is told to stop. */
export interface Serving {
  readonly url: string;
  /** The page that makes the owner's account, while there is none. */
  readonly setupUrl: string | null;
  /** Resolves when SIGINT or SIGTERM has come and everything running has ended. */
  readonly stopped: Promise<void>;
}

function waitForSignal(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (signal: string) => {
      terminal.err(`${signal}\n`);
      resolve();
      // The second time somebody is in earnest.
      process.once('SIGINT', () => process.exit(130));
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

/** Starts the server of a data directory. */
export async function startServer(config: Config, terminal: Terminal, browser: boolean): Promise<Serving> {
  const log = config.log ?? (terminal.live ? 'pretty' : 'json');
  const signal = waitForSignal(terminal);
  const app = await openLocal({ ...config, log });
  try {
    const { port } = await app.listen(config.port, config.host);
    const local = addressOf(config.host, port);
    const url = config.url ?? local;
    const token = await app.setupToken();
    const setupUrl = token === null ? null : `${url}/setup?token=${encodeURIComponent(token)}`;
    await writeNote(config.data, { url: local, key: app.systemKey, pid: process.pid });
    if (browser && terminal.person) openBrowser(setupUrl ?? url);
    const stopped = signal.then(async () => {
      await unlink(noteOf(config.data)).catch(() => {});
      await app.close();
    });
    return { url, setupUrl, stopped };
  } catch (error) {
    await app.close();
    throw error;
  }
}
