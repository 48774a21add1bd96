import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Config } from './config.ts';
import { decodePart } from './lib/decode.ts';
import { findPackage } from './lib/package-root.ts';
import { nameEntries } from './records/index.ts';
import { migrateOperational, openOperational } from './store/operational/index.ts';
import { loadNames, openWarehouse, readWarehouseMigrations } from './store/warehouse/index.ts';

/** The folder that the program was installed in. */
export const packageRoot = () => findPackage(dirname(fileURLToPath(import.meta.url)));

/** Both stores, and what belongs to them. */
export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Both stores, brought to the newest schema. */
export async function openStores(config: Config) {
  const root = packageRoot();
  const release = version(root);
  const operational = await openOperational({
    url: config.databaseUrl,
    directory: join(config.data, 'operational'),
  });
  await migrateOperational(operational, join(root, 'migrations', 'operational'), { release });
  const engine = await openWarehouse({
    url: config.clickhouseUrl ?? null,
    cluster: config.clickhouseCluster ?? null,
    directory: join(config.data, 'warehouse'),
    keepFree: config.keepFree,
  });
  const migrations = await readWarehouseMigrations(join(root, 'migrations', 'warehouse'));
  const lock = await operational.lock('warehouse');
  await loadNames(engine, nameEntries(), loginOf(config.clickhouseUrl)).finally(() => void lock.release());
  return { operational, engine, migrations, version: release };
}

/** The engines behind the stores, by name and version. */
export function describeEngines({ operational, engine }: Stores) {
  return [
    {
      name: operational.engine.mode === 'embedded' ? 'PGlite' : 'PostgreSQL',
      mode: operational.engine.mode,
      version: operational.engine.version,
    },
    { name: engine.mode === 'embedded' ? 'chDB' : 'ClickHouse', mode: engine.mode, version: engine.version },
  ];
}

/** The account of a ClickHouse server, which its dictionaries need to read their own tables. */
function loginOf(url: string | undefined): { user: string; password: string } | null {
  if (url === undefined) return null;
  const { username, password } = new URL(url);
  return username === '' ? null : { user: decodePart(username), password: decodePart(password) };
}

function version(root: string): string {
  const text: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : '0';
}
