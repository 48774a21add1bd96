import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, expect, it } from 'vitest';

import { openWarehouse } from './index.ts';
import { fillMigration, readWarehouseMigrations } from './migrate.ts';
import { withoutReplicas } from './replicas.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-cluster-'));
const engine = await openWarehouse({ url: null, cluster: null, directory });
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true });
});

const folder = fileURLToPath(new URL('../../../migrations/warehouse', import.meta.url));

it('writes every migration for a cluster: each on all of its servers, each table replicated under a path of its own', async () => {
  const migrations = await readWarehouseMigrations(folder);
  const statements = migrations.flatMap((migration) => migration.statements);
  expect(statements.length).toBeGreaterThan(10);
  for (const statement of statements) {
    const filled = fillMigration(statement, 'ws_1', 'main');
    expect(filled).not.toMatch(/\{db\}|\{on_cluster\}|\{engine/);
    // The engine inside the process knows no cluster, but its parser tells what a server would take.
    const [row] = await engine.ask({
      sql: 'SELECT formatQuerySingleLine({sql:String}) AS text',
      parameters: { sql: filled },
      lane: 'quick',
    });
    const text = row !== null && typeof row === 'object' && 'text' in row ? String(row.text) : '';
    // Rows go to the other servers by themselves.
    if (!text.startsWith('INSERT')) expect(text.replaceAll('`', '')).toContain('ON CLUSTER main');
    const copied = / AS ws_1\.\w+$/.test(text);
    if (text.startsWith('CREATE TABLE') && !copied)
      expect(text).toMatch(
        /ENGINE = Replicated\w*MergeTree\('\/clickhouse\/tables\/\{uuid\}\/\{shard\}', '\{replica\}'/,
      );
  }
  const [first = ''] = statements;
  expect(fillMigration(first, 'ws_1', null)).not.toMatch(/CLUSTER|Replicated/);
});

it('makes tables of one server from those of all', () => {
  const replicated = fillMigration(
    'CREATE TABLE {db}.a {on_cluster} (a UInt8, v UInt8) ENGINE = {engine:ReplacingMergeTree(v)} ORDER BY a SETTINGS index_granularity = 512',
    'ws_1',
    'main',
  );
  expect(withoutReplicas(replicated.slice(replicated.indexOf('Replicated')))).toBe(
    'ReplacingMergeTree(v) ORDER BY a SETTINGS index_granularity = 512',
  );
  const plain = fillMigration(
    'CREATE TABLE {db}.a {on_cluster} (a UInt8) ENGINE = {engine:MergeTree} ORDER BY a',
    'ws_1',
    'main',
  );
  expect(withoutReplicas(plain.slice(plain.indexOf('Replicated')))).toBe('MergeTree() ORDER BY a');
  expect(withoutReplicas('MergeTree ORDER BY a')).toBe('MergeTree ORDER BY a');
});
