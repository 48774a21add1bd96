import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../lib/problem.ts';
import { statement } from './statement.ts';
import type { Operational, OperationalRunner } from './types.ts';

/** One file `0001-name.sql`. */
interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** What a run of the migrator did. */
export interface MigrationOutcome {
  readonly version: number;
  readonly applied: readonly string[];
}

const appliedRow = z.object({
  number: z.number(),
  name: z.string(),
  checksum: z.string(),
  release: z.string(),
});
type Applied = z.output<typeof appliedRow>;

const createTable = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    release text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;

const lockMigrations = statement({
  name: 'lockMigrations',
  sql: `SELECT pg_advisory_xact_lock(4400, 1)`,
  row: z.unknown(),
});

const listApplied = statement({
  name: 'listApplied',
  sql: `SELECT number, name, checksum, release FROM schema_migrations ORDER BY number`,
  row: appliedRow,
});

const recordApplied = statement({
  name: 'recordApplied',
  sql: `INSERT INTO schema_migrations (number, name, checksum, release) VALUES ($1, $2, $3, $4)`,
  row: z.unknown(),
});

/**
 * Brings the operational store to the version of the numbered files in `directory`, under a lock and all or nothing.
 * `release` is the program's version, kept for the message to an older program. Problems: `store.newer`, `store.migrations`.
 */
export async function migrateOperational(
  store: Operational,
  directory: string,
  { release = '' }: { release?: string } = {},
): Promise<MigrationOutcome> {
  const migrations = await readMigrations(directory);
  return store.transaction(async (runner) => {
    await runner.run(lockMigrations);
    await runner.script(createTable);
    const applied = await runner.rows(listApplied);
    checkHistory(migrations, applied, release);
    const pending = migrations.slice(applied.length);
    for (const migration of pending) await applyMigration(runner, migration, release);
    return { version: migrations.at(-1)?.number ?? 0, applied: pending.map(({ name }) => name) };
  });
}

async function applyMigration(
  runner: OperationalRunner,
  migration: Migration,
  release: string,
): Promise<void> {
  const { number, name, checksum } = migration;
  try {
    await runner.script(migration.sql);
  } catch (error) {
    throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
  await runner.run(recordApplied, [number, name, checksum, release]);
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(directory, name)));
  for (const [at, { number, name }] of migrations.entries()) {
    if (!(number > (migrations[at - 1]?.number ?? 0))) {
      throw brokenHistory(
        name,
        'files are named 0001-name.sql, each number once',
        '文件名应为 0001-name.sql，且编号不得重复',
      );
    }
  }
  return migrations;
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  // Line ends are folded: a checkout on another system must not look like a changed file.
  const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { number: Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]), name, sql, checksum };
}

function checkHistory(migrations: readonly Migration[], applied: readonly Applied[], release: string): void {
  const known = migrations.at(-1)?.number ?? 0;
  const last = applied.at(-1);
  if (last && last.number > known) throw newerData(last, known, release);
  for (const [at, done] of applied.entries()) checkApplied(done, migrations[at]);
}

function checkApplied(done: Applied, file: Migration | undefined): void {
  if (file?.number === done.number && file.checksum === done.checksum) return;
  if (file && file.number < done.number) throw brokenHistory(file.name, ...skipped);
  throw brokenHistory(done.name, ...changed);
}

const skipped = ['it is older than what has been applied', '它早于已应用的迁移'] as const;
const changed = [
  'it has been changed or removed since it was applied',
  '该文件在应用之后被修改或删除',
] as const;

function newerData(last: Applied, known: number, release: string): Problem {
  return new Problem(
    'store.newer',
    {
      en: 'The data is newer than this program: it was brought to version {data} by release {dataRelease}, and this release ({release}) knows versions up to {known}. Install the newer release; the data has not been touched.',
      zh: '数据比本程序新：数据已由 {dataRelease} 版升级到第 {data} 号结构，而本程序（{release} 版）只认识到第 {known} 号。请安装较新的版本；数据未被改动。',
    },
    { data: last.number, dataRelease: last.release || '?', known, release: release || '?' },
  );
}

function brokenHistory(file: string, en: string, zh: string): Problem {
  return new Problem(
    'store.migrations',
    {
      en: `The migration file {file} does not fit: ${en}. Install the program again from its release; the data has not been touched.`,
      zh: `迁移文件 {file} 不符：${zh}。请从发行包重新安装程序；数据未被改动。`,
    },
    { file },
  );
}
