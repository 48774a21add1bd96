import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, expect, it } from 'vitest';

import { openWarehouse } from './index.ts';
import { fillMigration, readWarehouseMigrations } from './migrate.ts';

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
    expect(text).toContain('ON CLUSTER main');
    const copied = / AS ws_1\.\w+$/.test(text);
    if (text.startsWith('CREATE TABLE') && !copied)
      expect(text).toMatch(
        /ENGINE = Replicated\w*MergeTree\('\/clickhouse\/tables\/\{uuid\}\/\{shard\}', '\{replica\}'/,
      );
  }
  const [first = ''] = statements;
  expect(fillMigration(first, 'ws_1', null)).not.toMatch(/CLUSTER|Replicated/);
});

it('refuses a cluster before anything is asked of it', async () => {
  const place = { url: 'http://127.0.0.1:9', cluster: 'main', directory };
  await expect(openWarehouse(place)).rejects.toMatchObject({ code: 'store.cluster' });
});
