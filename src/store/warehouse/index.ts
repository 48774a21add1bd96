import type { WarehouseEngine } from './engine.ts';

export type { WarehouseEngine } from './engine.ts';
export { migrateWarehouse, readWarehouseMigrations } from './migrate.ts';
export { withoutReplicas } from './replicas.ts';
export { loadNames, lookUpName } from './names.ts';
export {
  command,
  asWritten,
  countSettings,
  loadCommand,
  pointSettings,
  promptSettings,
  quoteName,
  quoteText,
  statement,
} from './statement.ts';
export type {
  RowFiles,
  Warehouse,
  WarehouseParameters,
  WarehouseSettings,
  WarehouseStatement,
} from './statement.ts';
export { scopeWarehouse } from './warehouse.ts';

/** Where the warehouse is: a server's URL, or a directory for the engine inside this process. */
export interface WarehouseLocation {
  readonly url: string | null;
  readonly cluster: string | null;
  readonly directory: string;
  /** Bytes on the directory's disk that no insert may use; 0 when not said. */
  readonly keepFree?: number;
}

/** Opens the warehouse: a ClickHouse server when there is a URL, else chDB in this process; only the one that is used is read. */
export async function openWarehouse(location: WarehouseLocation): Promise<WarehouseEngine> {
  if (location.url === null)
    return (await import('./embedded.ts')).openEmbeddedEngine(location.directory, location.keepFree);
  return (await import('./server.ts')).openServerEngine(location.url, location.cluster);
}
