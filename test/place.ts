import { createHash, randomInt } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';

import { migrateOperational, openOperational } from '../src/store/operational/index.ts';

/** Where the data of one test application is, and how all of it goes away. */
export interface Place {
  /** Environment variables of the configuration. */
  readonly environment: Readonly<Record<string, string>>;
  /** To be called once the application has its tables, before the first workspace is made. */
  prepare(): Promise<void>;
  remove(): Promise<void>;
}

export const root = fileURLToPath(new URL('..', import.meta.url));
const migrations = join(root, 'migrations', 'operational');

/** True when the tests run on a PostgreSQL and a ClickHouse server instead of the engines inside the process. */
export const onServers =
  process.env['TEST_POSTGRES_URL'] !== undefined && process.env['TEST_CLICKHOUSE_URL'] !== undefined;

/** A place of its own for one application: an empty data directory, or an empty database on the servers under test. */
export async function openPlace(more: Readonly<Record<string, string>> = {}): Promise<Place> {
  const data = await mkdtemp(join(tmpdir(), 'clientele-test-'));
  const environment = {
    CLIENTELE_DATA: data,
    CLIENTELE_LOG: process.env['TEST_LOG'] ?? 'silent',
    CLIENTELE_SECRET: 'only-for-tests-0123456789-0123456789',
    ...more,
  };
  const remove = () => rm(data, { recursive: true, force: true });
  const postgres = process.env['TEST_POSTGRES_URL'];
  const clickhouse = process.env['TEST_CLICKHOUSE_URL'];
  if (postgres !== undefined && clickhouse !== undefined)
    return openOnServers({ environment, remove }, postgres, clickhouse);
  await cp(await findTemplate(), join(data, 'operational'), { recursive: true });
  return { environment, prepare: async () => {}, remove };
}

/** Starting PGlite on an empty folder takes seconds, so a folder with all tables is kept and copied. */
async function findTemplate(): Promise<string> {
  const hash = createHash('sha256').update(
    readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json')),
  );
  for (const name of readdirSync(migrations).sort())
    hash.update(name).update(readFileSync(join(migrations, name)));
  const template = join(
    tmpdir(),
    `clientele-template-${process.getuid?.() ?? 0}-${hash.digest('hex').slice(0, 16)}`,
  );
  if (await exists(template)) return template;
  const draft = await mkdtemp(join(tmpdir(), 'clientele-draft-'));
  const store = await openOperational({ directory: draft });
  await migrateOperational(store, migrations, { release: 'test' });
  await store.close();
  // Another worker may have been faster; a folder appears whole or not at all.
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
  return template;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function openOnServers(
  { environment, remove }: Pick<Place, 'environment' | 'remove'>,
  postgres: string,
  clickhouse: string,
): Promise<Place> {
  const name = `clientele_test_${randomInt(2 ** 40).toString(36)}`;
  const database = new URL(postgres);
  database.pathname = `/${name}`;
  await runSql(postgres, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  // Workspaces of all test applications share one ClickHouse, where each is a database named by its number.
  const first = randomInt(1_000, 2_000_000) * 1_000;
  return {
    environment: { ...environment, DATABASE_URL: database.href, CLICKHOUSE_URL: clickhouse },
    prepare: () => runSql(database.href, `ALTER TABLE workspaces ALTER COLUMN number RESTART WITH ${first}`),
    async remove() {
      await removeDatabases(clickhouse, first);
      await runSql(postgres, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await remove();
    },
  };
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function removeDatabases(url: string, first: number): Promise<void> {
  const ask = async (query: string): Promise<string> => {
    const answer = await fetch(url, { method: 'POST', body: query, signal: AbortSignal.timeout(60_000) });
    return answer.text();
  };
  const names = (
    await ask("SELECT name FROM system.databases WHERE match(name, '^ws_[0-9]+$') FORMAT TabSeparated")
  ).split('\n');
  const own = names.filter((name) => Math.floor(Number(name.slice(3)) / 1_000) === first / 1_000);
  for (const name of own) await ask(`DROP DATABASE IF EXISTS ${name} SYNC`);
}
