import type { WarehouseEngine } from './engine.ts';

export type { WarehouseEngine } from './engine.ts';
export { migrateWarehouse, readWarehouseMigrations } from './migrate.ts';
export { loadNames, lookUpName } from './names.ts';
export { command, quoteName, quoteText, statement } from './statement.ts';
export type { Warehouse, WarehouseSettings, WarehouseStatement } from './statement.ts';
export { scopeWarehouse } from './warehouse.ts';

/** Where the warehouse is: a server's URL, or a directory for the engine inside this process. */
export interface WarehouseLocation {
  readonly url: string | null;
  readonly cluster: string | null;
  readonly directory: string;
}

/** Opens the warehouse: a ClickHouse server when there is a URL, else chDB in this process; only the one that is used is read. */
export async function openWarehouse(location: WarehouseLocation): Promise<WarehouseEngine> {
  if (location.url === null) return (await import('./embedded.ts')).openEmbeddedEngine(location.directory);
  return (await import('./server.ts')).openServerEngine(location.url, location.cluster);
}
