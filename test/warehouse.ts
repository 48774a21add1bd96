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

interface TestWorkspaces {
  readonly warehouses: readonly Warehouse[];
  /** Brings all to the newest schema. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** Empty workspaces of one real engine for a test, as the migrations before a number leave them, else as all do. */
export async function openTestWorkspaces(
  numbers: readonly number[],
  before = Infinity,
): Promise<TestWorkspaces> {
  const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
  const directory = await mkdtemp(join(tmpdir(), 'clientele-values-'));
  const engine = await openWarehouse({ url, cluster: null, directory: join(directory, 'warehouse') });
  const base = url === null ? 0 : 900_000 + (process.pid % 1_000) * 100;
  const warehouses = numbers.map((number) => scopeWarehouse(engine, base + number));
  for (const { database } of warehouses) {
    await engine.act({ sql: `DROP DATABASE IF EXISTS ${database}`, parameters: {}, lane: 'bulk' });
    await migrate(engine, database, before);
  }
  return {
    warehouses,
    async migrate() {
      for (const { database } of warehouses) await migrate(engine, database, Infinity);
    },
    async close() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function migrate(engine: WarehouseEngine, database: string, before: number): Promise<void> {
  const all = await readWarehouseMigrations('migrations/warehouse');
  await migrateWarehouse(
    engine,
    database,
    all.filter(({ number }) => number < before),
  );
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
