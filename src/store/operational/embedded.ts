import { fdatasyncSync, statfsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { PGlite, types } from '@electric-sql/pglite';
import type { PGliteOptions, Results } from '@electric-sql/pglite';
import { Problem } from '../../lib/problem.ts';
import { fullProblem } from '../space.ts';
import { parseBigInteger, parseTimestamp } from './driver.ts';
import type { Connection, Driver, Outcome } from './driver.ts';

const parsers: NonNullable<PGliteOptions['parsers']> = {
  [types.INT8]: parseBigInteger,
  [types.DATE]: (text) => text,
  [types.TIMESTAMP]: parseTimestamp,
};

/**
 * Opens PostgreSQL in this process on the files under `directory`; the caller sees to it that nobody else has them open.
 * As shipped, PGlite never calls fsync; here every commit reaches the disk before it is acknowledged.
 */
export async function openEmbedded(directory: string): Promise<Driver> {
  await mkdir(directory, { recursive: true });
  const startParams = PGlite.defaultStartParams.filter((flag) => flag !== '-F');
  startParams.push('-c', 'fsync=on', '-c', 'wal_sync_method=fsync');
  try {
    const engine = await PGlite.create({ dataDir: directory, parsers, startParams });
    syncFiles(engine.Module.NODEFS);
    const driver = await createEmbeddedDriver(engine, () => engine.close());
    return guardSpace(driver, directory);
  } catch (error) {
    throw new Problem(
      'store.embedded',
      {
        en: 'The operational store in {directory} cannot be opened: {reason}. Restore the folder from a backup, or start with another data folder.',
        zh: '无法打开 {directory} 中的业务数据库：{reason}。请从备份恢复该文件夹，或改用其他数据文件夹启动。',
      },
      { directory, reason: error instanceof Error ? error.message : String(error) },
    );
  }
}

/** A PGlite with our parsers and no files, for tests. */
export function createMemoryEngine(): Promise<PGlite> {
  return PGlite.create({ dataDir: 'memory://', parsers });
}

/** The driver over an open PGlite. */
export async function createEmbeddedDriver(engine: PGlite, close: () => Promise<void>): Promise<Driver> {
  const { rows } = await engine.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  return {
    ...connectionOf(engine),
    engine: { mode: 'embedded', version: `PostgreSQL ${rows[0]?.version ?? '?'} (PGlite)` },
    transaction: (work) => engine.transaction((inner) => work(connectionOf(inner))),
    // The files belong to this process alone.
    hold: async () => ({ check: () => undefined, release: async () => undefined }),
    isHeld: async () => false,
    close,
  };
}

function connectionOf(engine: Pick<PGlite, 'query' | 'exec'>): Connection {
  return {
    query: async (sql, parameters) =>
      outcomeOf(await engine.query<Record<string, unknown>>(sql, [...parameters])),
    script: async (sql) => {
      await engine.exec(sql);
    },
  };
}

function outcomeOf(results: Results<Record<string, unknown>>): Outcome {
  return { rows: results.rows, affected: results.rowCount ?? results.affectedRows ?? 0 };
}

/** Gives the engine's file system the fsync that it lacks. */
function syncFiles(files: object): void {
  const operations = 'stream_ops' in files ? files.stream_ops : undefined;
  if (typeof operations !== 'object' || operations === null)
    throw new Error('PGlite has no stream operations');
  Object.assign(operations, {
    fsync(stream: { nfd: number }): number {
      fdatasyncSync(stream.nfd);
      return 0;
    },
  });
}

/** Two segments of the write-ahead log: without room for the next one, PostgreSQL gives itself up, and the program with it. */
const lastBytes = 48_000_000;

/** Refuses what writes when the disk is as good as full; reading goes on. */
function guardSpace(driver: Driver, directory: string): Driver {
  const check = (sql: string): void => {
    if (/^\s*(?:SELECT|SHOW)\b/i.test(sql)) return;
    const { bavail, bsize } = statfsSync(directory);
    if (bavail * bsize < lastBytes) throw fullProblem(lastBytes);
  };
  const guard = (connection: Connection): Connection => ({
    query: async (sql, parameters) => (check(sql), connection.query(sql, parameters)),
    script: async (sql) => (check(sql), connection.script(sql)),
  });
  return {
    ...driver,
    ...guard(driver),
    transaction: (work) => driver.transaction((connection) => work(guard(connection))),
  };
}
