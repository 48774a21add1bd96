import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  type Warehouse,
} from '../store/warehouse/index.ts';

/** An empty workspace of a real engine for a test. */
export async function openTestWorkspace(
  number: number,
): Promise<{ readonly warehouse: Warehouse; close(): Promise<void> }> {
  const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
  const directory = await mkdtemp(join(tmpdir(), 'clientele-values-'));
  const engine = await openWarehouse({ url, cluster: null, directory: join(directory, 'warehouse') });
  const warehouse = scopeWarehouse(
    engine,
    (url === null ? 0 : 900_000 + (process.pid % 1_000) * 100) + number,
  );
  const drop = `DROP DATABASE IF EXISTS ${warehouse.database}`;
  await engine.act({ sql: drop, parameters: {}, lane: 'bulk' });
  await migrateWarehouse(engine, warehouse.database, await readWarehouseMigrations('migrations/warehouse'));
  return {
    warehouse,
    async close() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
