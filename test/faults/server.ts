import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

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

/**
 * The program compiled into a folder of its own: started two dozen times, it would else be compiled as often. Answers
 * the folder, to be removed afterwards.
 */
export async function buildProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-built-'));
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const words = ['-p', join(root, 'tsconfig.build.json'), '--noCheck', '--outDir', join(folder, 'dist')];
  await promisify(execFile)(process.execPath, [compiler, ...words], { cwd: root });
  for (const name of ['bin', 'migrations', 'package.json'])
    await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(await realpath(join(root, 'node_modules')), join(folder, 'node_modules'));
  return folder;
}

/** Where a program runs and what it keeps. */
export interface Running {
  /** The folder of `buildProgram`. */
  readonly program: string;
  readonly data: string;
}

/** The command line as a process; `line` resolves with the first whole line of its output. */
export function runCli({ program, data }: Running, words: readonly string[]) {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    UV_THREADPOOL_SIZE: '16',
    CLIENTELE_LOG: 'silent',
    LANG: 'en',
  };
  const main = join(program, 'bin', 'clientele.js');
  const child = spawn(process.execPath, [main, '--json', '--data', data, ...words], {
    cwd: program,
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
export async function startServer(running: Running): Promise<TestServer> {
  const { child, line, ended } = runCli(running, ['start', '--port', '0', '--no-open']);
  await line;
  const note = noteSchema.parse(JSON.parse(await readFile(join(running.data, 'server.json'), 'utf8')));
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
