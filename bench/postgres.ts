import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Client } from 'pg';

const run = promisify(execFile);

/** A PostgreSQL of one's own, for as long as a bench takes. */
export interface Cluster {
  readonly client: Client;
  readonly version: string;
  /** Loads a CSV file into a table with `\copy`. */
  readonly copy: (table: string, path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a server for this much data is usually set to, on a machine of some gigabytes. */
const settings = {
  listen_addresses: '',
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  work_mem: '128MB',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
  random_page_cost: '1.1',
  max_connections: '10',
} as const;

/** The folder of the newest PostgreSQL on this machine, or undefined. */
async function findPrograms(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? await readdir(debian) : [];
  const newest = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(debian, version, 'bin'));
  const inPath = (process.env['PATH'] ?? '').split(':');
  return [...newest, ...inPath].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
async function findOwner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Makes and starts a cluster in a directory of its own; undefined where PostgreSQL is not installed. */
export async function openCluster(): Promise<Cluster | undefined> {
  const programs = await findPrograms();
  if (programs === undefined) return undefined;
  const owner = await findOwner();
  const directory = await mkdtemp(join(tmpdir(), 'clientele-pg-'));
  if (owner !== undefined) await chown(directory, owner.uid, owner.gid);
  const data = join(directory, 'data');
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '-U', 'bench', '-N'],
    { ...owner, cwd: directory },
  );
  const options = Object.entries({ ...settings, unix_socket_directories: directory }).flatMap(
    ([key, value]) => ['-c', `${key}=${value}`],
  );
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...options], {
    ...owner,
    cwd: directory,
    stdio: 'ignore',
  });
  const close = async (client?: Client): Promise<void> => {
    await client?.end();
    await endPostgres(server);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const client = await connect(directory, server);
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return {
      client,
      version: rows[0]?.server_version ?? '',
      async copy(table, path) {
        await run(join(programs, 'psql'), [
          '-h',
          directory,
          '-U',
          'bench',
          '-d',
          'postgres',
          '-q',
          '-v',
          'ON_ERROR_STOP=1',
          '-c',
          `\\copy ${table} FROM '${path}' WITH (FORMAT csv, HEADER, NULL '\\N')`,
        ]);
      },
      close: () => close(client),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(host: string, server: ChildProcess): Promise<Client> {
  const started = performance.now();
  for (;;) {
    const client = new Client({ host, user: 'bench', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (server.exitCode !== null || performance.now() - started > 30_000) throw error;
      await sleep(50);
    }
  }
}

/** SIGINT is PostgreSQL's fast shutdown. */
async function endPostgres(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await ended;
}
