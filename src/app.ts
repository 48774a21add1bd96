import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { accessRoutes, createAccess, systemActor } from './access/index.ts';
import { readSecret, type Config } from './config.ts';
import { catalogue } from './fields/index.ts';
import { openDesk } from './flow/desk.ts';
import { createHttp, createLog } from './http/index.ts';
import { createQueue, jobRoutes } from './jobs/index.ts';
import { profileRoutes } from './profiles/index.ts';
import { createExports, createViews, queryRoutes } from './query/index.ts';
import { addFieldColumns, createTurns, fieldRoutes, nameEntries, openBatches, openFields } from './records/index.ts';
import { sourceRoutes } from './sources/index.ts';
import { lockDirectory } from './store/lock.ts';
import { migrateOperational, openOperational } from './store/operational/index.ts';
import { loadNames, migrateWarehouse, openWarehouse, readWarehouseMigrations, scopeWarehouse, type Warehouse } from './store/warehouse/index.ts';
import { findPackage } from './lib/package-root.ts';

/** The running application: one function from request to answer, and the ways to serve and to end it. */
export interface App {
  fetch(request: Request): Promise<Response>;
  listen(port: number, host: string): Promise<{ port: number }>;
  /** The one-time token for the first owner, or null when there is one. */
  setupToken(): Promise<string | null>;
  /** A key that only this process and whoever may read its data directory knows. */
  readonly systemKey: string;
  close(): Promise<void>;
}

/** Columns that every workspace has from the start, so that the usual questions find them. */
const firstFields = ['name', 'short_name', 'english_name', 'credit_code', 'registration_number', 'phones', 'emails', 'region', 'industry', 'employees', 'registered_capital'];

/** Opens the stores, builds the rooms, mounts their routes. Refused with `store.locked` while another process has the data. */
export async function openApp(config: Config): Promise<App> {
  const root = findPackage(dirname(new URL(import.meta.url).pathname));
  const clock = () => new Date();
  const log = createLog(config.log ?? 'json');
  await mkdir(config.data, { recursive: true });
  const lock = await lockDirectory(config.data);
  const secret = config.secret ?? (await readSecret(config.data));
  const operational = await openOperational({ url: config.databaseUrl, directory: join(config.data, 'operational') });
  await migrateOperational(operational, join(root, 'migrations', 'operational'), { release: version(root) });
  const engine = await openWarehouse({ url: config.clickhouseUrl ?? null, cluster: config.clickhouseCluster ?? null, directory: join(config.data, 'warehouse') });
  const migrations = await readWarehouseMigrations(join(root, 'migrations', 'warehouse'));
  await loadNames(engine, nameEntries(), loginOf(config.clickhouseUrl));
  const access = createAccess({ operational, clock, secret, baseUrl: config.url ?? `http://${config.host}:${config.port}` });
  const fields = openFields(operational, clock);
  const opened = new Map<string, Promise<Warehouse>>();
  const openWorkspace = async (id: string): Promise<Warehouse> => {
    const workspace = await access.workspaces.get(id);
    if (workspace === undefined) throw new Error(`no workspace ${id}`);
    const warehouse = scopeWarehouse(engine, workspace.number);
    await migrateWarehouse(engine, warehouse.database, migrations);
    for (const kind of ['organization', 'person'] as const) {
      await addFieldColumns(warehouse, kind, catalogue(kind).filter(({ key }) => firstFields.includes(key)));
    }
    return warehouse;
  };
  const warehouse = (id: string): Promise<Warehouse> => {
    const known = opened.get(id) ?? openWorkspace(id);
    opened.set(id, known);
    known.catch(() => opened.delete(id));
    return known;
  };
  const queue = createQueue({ operational, clock, onFault: (error, job) => log.error('job failed', { job: job?.id ?? '', error: String(error) }) });
  const house = {
    operational,
    clock,
    turns: createTurns(),
    spool: join(config.data, 'spool'),
    country: config.country,
    currency: config.currency,
    encryptionKey: createHash('sha256').update(`cells:${secret}`).digest('base64'),
    warehouse,
    fields: fields.catalogue,
    batches: (workspace: string) => openBatches(operational, workspace),
  };
  const views = createViews({ operational, clock, fields: fields.catalogue });
  const exports = createExports({ operational, clock, warehouse, fields: fields.catalogue, directory: join(config.data, 'exports') });
  queue.register(exports.handler);
  const desk = openDesk(house, queue, config.data);
  const systemKey = `ck_system_${randomBytes(24).toString('base64url')}`;
  const authenticate = async (headers: Headers, workspace?: string) => {
    if (headers.get('authorization') !== `Bearer ${systemKey}`) return access.authenticate(headers, workspace);
    const wanted = workspace ?? headers.get('x-workspace') ?? undefined;
    return systemActor(wanted ?? (await access.workspaces.first('Clientele')).id);
  };
  const http = createHttp({
    routes: [
      ...accessRoutes(access),
      ...jobRoutes(queue),
      ...fieldRoutes(fields, { warehouse, replay: desk.startReplay }),
      ...sourceRoutes(desk.sources),
      ...profileRoutes(desk.profiles),
      ...queryRoutes({ clock, warehouse, fields: fields.catalogue, views, exports, queue }),
    ],
    access: { ...access, authenticate },
    title: 'Clientele',
    version: version(root),
    log,
    ...(config.url === undefined ? {} : { baseUrl: config.url }),
    trustProxy: config.trustProxy,
    engines: async () => [
      { name: operational.engine.mode === 'embedded' ? 'PGlite' : 'PostgreSQL', mode: operational.engine.mode, version: operational.engine.version },
      { name: engine.mode === 'embedded' ? 'chDB' : 'ClickHouse', mode: engine.mode, version: engine.version },
    ],
  });
  await queue.start();
  const servers: { close(): Promise<void> }[] = [];
  return {
    fetch: (request) => http.fetch(request),
    async listen(port, host) {
      const server = await http.listen(port, host);
      servers.push(server);
      return { port: server.port };
    },
    setupToken: access.setupToken,
    systemKey,
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      await queue.stop();
      await engine.close();
      await operational.close();
      await lock.release();
    },
  };
}

/** The account of a ClickHouse server, which its dictionaries need to read their own tables. */
function loginOf(url: string | undefined): { user: string; password: string } | null {
  if (url === undefined) return null;
  const { username, password } = new URL(url);
  return username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

function version(root: string): string {
  const text: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : '0';
}
