import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { createClient, overNetwork, type Client } from '../../src/client.ts';
import { root } from '../place.ts';
import { longestMs } from '../wait.ts';

/** A server in a process of its own. */
export interface TestServer {
  readonly client: Client;
  readonly pid: number;
  /** Sends a signal and waits for the end; answers the exit code, or null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What a command line said until it ended. */
interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line as a process; `line` resolves with the first whole line of its output. */
export function runCli(data: string, words: readonly string[]) {
  const main = join(root, 'cli', 'main.ts');
  const script = `import(${JSON.stringify(main)}).then(({ main }) => main(${JSON.stringify(['--json', '--data', data, ...words])}, '0'))`;
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    UV_THREADPOOL_SIZE: '16',
    CLIENTELE_LOG: 'silent',
    LANG: 'en',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { out: '', err: '' };
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...heard })));
  const line = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`nothing was said within ${longestMs / 1000} s: ${heard.err}`)),
      longestMs,
    );
    child.stdout.on('data', (part: Buffer) => {
      heard.out += part.toString('utf8');
      if (heard.out.includes('\n')) resolve(heard.out.slice(0, heard.out.indexOf('\n')));
    });
    child.stderr.on('data', (part: Buffer) => void (heard.err += part.toString('utf8')));
    void ended.then(({ code, out, err }) => reject(new Error(`ended with code ${code}: ${out}${err}`)));
    void ended.finally(() => clearTimeout(timer));
  });
  // Whoever does not wait for the line need not hear that there was none.
  line.catch(() => {});
  return { child, line, ended };
}

const noteSchema = z.object({ url: z.string(), key: z.string(), pid: z.number() });

/** Starts `clientele start` on a data directory and waits until it answers. */
export async function startServer(data: string): Promise<TestServer> {
  const { child, line, ended } = runCli(data, ['start', '--port', '0', '--no-open']);
  await line;
  const note = noteSchema.parse(JSON.parse(await readFile(join(data, 'server.json'), 'utf8')));
  return {
    client: createClient(overNetwork(note.url, { key: note.key })),
    pid: note.pid,
    async end(signal) {
      child.kill(signal);
      // What a signal does not end is hanging.
      const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
      const { code } = await ended;
      clearTimeout(timer);
      return code;
    },
  };
}
