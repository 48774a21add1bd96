import { Problem } from '../../lib/problem.ts';
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
  /** Bytes on the directory's disk that no insert may use; 0 when not said. */
  readonly keepFree?: number;
}

/** Why: see "A cluster of ClickHouse servers" in docs/guides/operations.md. */
function noClusters(cluster: string): Problem {
  return new Problem(
    'store.cluster',
    {
      en: 'CLICKHOUSE_CLUSTER is set to "{cluster}", but profiles cannot be kept the same on several ClickHouse servers yet. Unset it and name one server, or a service that replicates by itself (ClickHouse Cloud), in CLICKHOUSE_URL. The operations guide says why.',
      zh: 'CLICKHOUSE_CLUSTER 设为“{cluster}”，但目前还无法保证多台 ClickHouse 服务器上的档案一致。请取消该设置，并在 CLICKHOUSE_URL 中指定一台服务器，或使用自带复制的服务（ClickHouse Cloud）。原因见运维指南。',
    },
    { cluster },
  );
}

/** Opens the warehouse: a ClickHouse server when there is a URL, else chDB in this process; only the one that is used is read. */
export async function openWarehouse(location: WarehouseLocation): Promise<WarehouseEngine> {
  if (location.url === null)
    return (await import('./embedded.ts')).openEmbeddedEngine(location.directory, location.keepFree);
  if (location.cluster !== null) throw noClusters(location.cluster);
  return (await import('./server.ts')).openServerEngine(location.url, location.cluster);
}
