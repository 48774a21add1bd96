import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { Problem } from '../../lib/problem.ts';
import type { WarehouseEngine } from './engine.ts';
import { replicatedEngine, replicatedSettings } from './replicas.ts';

/** One forward step of the warehouse's schema. */
export interface WarehouseMigration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** Reads the numbered `.sql` files of a folder, in order. */
export async function readWarehouseMigrations(directory: string): Promise<WarehouseMigration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      number: Number(name.slice(0, 4)),
      name,
      statements: splitStatements(await readFile(join(directory, name), 'utf8')),
    })),
  );
}

/** Statements of a migration file: separated by `;` at a line's end, comments dropped. */
function splitStatements(text: string): string[] {
  const code = text.replace(/^--.*$/gm, '');
  return code
    .split(/;\s*$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Fills in database, cluster and engines: plain here, replicated on a cluster. */
export function fillMigration(statement: string, database: string, cluster: string | null): string {
  const settings = cluster === null || !statement.includes('{engine:') ? '' : replicatedSettings;
  const before = /\bSETTINGS\b/.test(statement) ? ', ' : ' SETTINGS ';
  return `${statement}${settings === '' ? '' : before}${settings}`
    .replaceAll('{db}', database)
    .replaceAll(/\s*\{on_cluster\}/g, cluster === null ? '' : ` ON CLUSTER \`${cluster}\``)
    .replaceAll(/\{engine:(\w+)(?:\(([^)]*)\))?\}/g, (_whole, family: string, options?: string) => {
      if (cluster === null) return `${family}(${options ?? ''})`;
      return replicatedEngine(family, options);
    });
}

const versionRow = z.object({ version: z.coerce.number() });

/**
 * Brings a workspace's database to the newest schema; the caller holds the lock.
 * Data newer than the code is refused: an older program must not write it.
 */
export async function migrateWarehouse(
  engine: WarehouseEngine,
  database: string,
  migrations: readonly WarehouseMigration[],
): Promise<void> {
  const act = (sql: string) => engine.act({ sql, parameters: {}, lane: 'bulk' });
  const fill = (sql: string) => fillMigration(sql, database, engine.cluster);
  await act(fill('CREATE DATABASE IF NOT EXISTS {db} {on_cluster}'));
  await act(
    fill(
      'CREATE TABLE IF NOT EXISTS {db}.schema_versions {on_cluster} (version UInt32, name String, at DateTime) ENGINE = {engine:MergeTree} ORDER BY version',
    ),
  );
  const [row] = await engine.ask({
    sql: fill('SELECT max(version) AS version FROM {db}.schema_versions'),
    parameters: {},
    lane: 'bulk',
  });
  const current = versionRow.parse(row).version;
  const newest = migrations.at(-1)?.number ?? 0;
  if (current > newest) throw newerData(current, newest);
  for (const migration of migrations.filter(({ number }) => number > current)) {
    for (const text of migration.statements)
      for (const sql of await statementsOf(engine, fill(text))) await act(repeatable(sql));
    await act(
      fill(`INSERT INTO {db}.schema_versions VALUES (${migration.number}, '${migration.name}', now())`),
    );
  }
}

const madeRow = z.object({ sql: z.string() });

/** A statement, or those that a SELECT in its place answers: what depends on the columns that are there. */
async function statementsOf(engine: WarehouseEngine, text: string): Promise<string[]> {
  if (!text.startsWith('SELECT ')) return [text];
  const rows = await engine.ask({ sql: text, parameters: {}, lane: 'bulk' });
  return rows.map((row) => madeRow.parse(row).sql);
}

/** A step that was cut off half-way runs again: what it made already is left as it is. */
function repeatable(sql: string): string {
  return sql.replace(/^CREATE TABLE (?!IF NOT EXISTS)/, 'CREATE TABLE IF NOT EXISTS ');
}

function newerData(data: number, code: number): Problem {
  return new Problem(
    'store.newer',
    {
      en: 'The warehouse is at schema {data}, this program knows {code}: install the newer release of Clientele, or restore a backup made with this one.',
      zh: '数据仓库的结构版本为 {data}，本程序只支持到 {code}：请安装更新版本的 Clientele，或恢复用本版本制作的备份。',
    },
    { data, code },
  );
}
