/**
 * Runs a command with a PostgreSQL server and a ClickHouse listener of its own, both on empty folders that are removed
 * afterwards: `node --import tsx test/server-pair.ts npx vitest run`. The command finds them in TEST_POSTGRES_URL and
 * TEST_CLICKHOUSE_URL, and its exit code is passed on.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';

const longestStartMs = 120_000;

/** The folder of PostgreSQL's programs: the newest that the system's packages installed, else one on the path. */
function findPostgres(): string {
  const base = '/usr/lib/postgresql';
  const packaged = existsSync(base)
    ? readdirSync(base)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(base, version, 'bin'))
    : [];
  const found = [...packaged, ...(process.env['PATH'] ?? '').split(delimiter)].find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
  if (found === undefined)
    throw new Error(
      'PostgreSQL is not installed: no initdb under /usr/lib/postgresql or on the PATH. Install it (Debian: apt-get install postgresql).',
    );
  return found;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
function findUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const number = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
      return { uid: number('-u'), gid: number('-g') };
    } catch {
      // The next name may be known here.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" here.',
  );
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Asks until the answer is yes; a program that ended meanwhile never will be ready. */
async function waitUntil(what: string, child: ChildProcess, ready: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + longestStartMs; Date.now() < end; await sleep(100)) {
    if (child.exitCode !== null)
      throw new Error(`${what} ended with code ${child.exitCode} before it was ready`);
    if (await ready().catch(() => false)) return;
  }
  throw new Error(`${what} was not ready within ${longestStartMs / 1000} s`);
}

async function startPostgres(directory: string): Promise<{ child: ChildProcess; url: string }> {
  const programs = findPostgres();
  const user = findUser();
  mkdirSync(directory);
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  const options = { ...user, cwd: directory };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...options, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await findPort();
  const flags = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'fsync=off',
    'max_connections=200',
    'log_min_messages=fatal',
  ].flatMap((flag) => ['-c', flag]);
  const child = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await waitUntil('PostgreSQL', child, async () => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    await client.connect();
    await client.end();
    return true;
  });
  return { child, url };
}

async function startListener(directory: string): Promise<{ child: ChildProcess; url: string }> {
  const port = await findPort();
  const script = fileURLToPath(new URL('clickhouse-listener.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), script, '--port', String(port), '--directory', directory],
    {
      env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(
    'The ClickHouse listener',
    child,
    async () => (await fetch(`${url}/ping`, { signal: AbortSignal.timeout(2_000) })).ok,
  );
  return { child, url };
}

/** Asks a program to end, and ends it when it has not within ten seconds. */
async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

async function runCommand(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, { env: { ...process.env, ...env }, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function main(command: readonly string[]): Promise<number> {
  if (command.length === 0)
    throw new Error('Say what to run: node --import tsx test/server-pair.ts COMMAND…');
  const directory = await mkdtemp(join(tmpdir(), 'clientele-servers-'));
  await chmod(directory, 0o755);
  const running: { child: ChildProcess; signal: NodeJS.Signals }[] = [];
  try {
    const postgres = await startPostgres(join(directory, 'postgres'));
    running.push({ child: postgres.child, signal: 'SIGINT' });
    const listener = await startListener(join(directory, 'warehouse'));
    running.push({ child: listener.child, signal: 'SIGTERM' });
    return await runCommand(command, { TEST_POSTGRES_URL: postgres.url, TEST_CLICKHOUSE_URL: listener.url });
  } finally {
    await Promise.all(running.map(({ child, signal }) => stop(child, signal)));
    await rm(directory, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
