import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  type Warehouse,
  type WarehouseEngine,
} from '../src/store/warehouse/index.ts';

/** Empty workspaces of one real engine for a test. */
export async function openTestWorkspaces(
  numbers: readonly number[],
): Promise<{ readonly warehouses: readonly Warehouse[]; close(): Promise<void> }> {
  const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
  const directory = await mkdtemp(join(tmpdir(), 'clientele-values-'));
  const engine = await openWarehouse({ url, cluster: null, directory: join(directory, 'warehouse') });
  const base = url === null ? 0 : 900_000 + (process.pid % 1_000) * 100;
  const warehouses: Warehouse[] = [];
  for (const number of numbers) warehouses.push(await openEmpty(engine, base + number));
  return {
    warehouses,
    async close() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function openEmpty(engine: WarehouseEngine, number: number): Promise<Warehouse> {
  const warehouse = scopeWarehouse(engine, number);
  const drop = `DROP DATABASE IF EXISTS ${warehouse.database}`;
  await engine.act({ sql: drop, parameters: {}, lane: 'bulk' });
  await migrateWarehouse(engine, warehouse.database, await readWarehouseMigrations('migrations/warehouse'));
  return warehouse;
}

/** An empty workspace of a real engine for a test. */
export async function openTestWorkspace(
  number: number,
): Promise<{ readonly warehouse: Warehouse; close(): Promise<void> }> {
  const { warehouses, close } = await openTestWorkspaces([number]);
  const [warehouse] = warehouses;
  if (warehouse === undefined) throw new Error('no workspace');
  return { warehouse, close };
}
