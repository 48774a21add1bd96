import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import {
  accessRoutes,
  createAccess,
  type AccessOptions,
  type AccessRoom,
  type Route,
  type Seer,
} from './access/index.ts';
import { baseUrlOf, readSecret, type Config } from './config.ts';
import { seeFields, type Kind } from './fields/index.ts';
import { createBackground, type Background } from './flow/background.ts';
import { openDashboards } from './flow/dashboards.ts';
import { openDesk } from './flow/desk.ts';
import { openDoors, type Doors } from './flow/doors.ts';
import type { House } from './flow/house.ts';
import { eventRoutes, openPlaces } from './events/index.ts';
import { openPulls } from './flow/pulls.ts';
import { openDemoOrders } from './flow/demo-orders.ts';
import { openInsights } from './flow/insights.ts';
import { openSegments, openWorld } from './flow/segments.ts';
import { recoverWorkspaces } from './flow/recover.ts';
import { createHttp, createLog, describeError, openWeb } from './http/index.ts';
import { insightRoutes, withOpinions } from './insights/index.ts';
import { createQueue, jobRoutes, type Queue } from './jobs/index.ts';
import { profileRoutes, recordPart, verificationRoutes } from './profiles/index.ts';
import { letSystemIn } from './system-key.ts';
import { createExports, createViews, fillRoutes, overviewRoutes, queryRoutes } from './query/index.ts';
import { createTurns, fieldRoutes, openBatches, openFields, type Fields } from './records/index.ts';
import { sourceRoutes } from './sources/index.ts';
import { consentRoutes } from './consent/index.ts';
import { createTeamwork, teamworkRoutes } from './teamwork/index.ts';
import { lockDirectory } from './store/lock.ts';
import { createSpace } from './store/space.ts';
import { logJobs } from './job-log.ts';
import { installationRoutes } from './installation.ts';
import { describeEngines, openStores, packageRoot, type Stores } from './stores.ts';
import { openWarehouses } from './warehouses.ts';

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

/** What tests choose. */
export interface AppOptions {
  readonly checkOutput?: boolean;
  /** How long nothing changes before duplicates are looked for the first time. */
  readonly quietMs?: number;
}

const usualQuietMs = 10_000;

/** How long work in the background may go on when the application closes. */
const graceMs = 10_000;

/** Opens the stores, builds the rooms, mounts their routes. Refused with `store.locked` while another process has the data. */
export async function openApp(config: Config, options: AppOptions = {}): Promise<App> {
  const { quietMs = usualQuietMs } = options;
  const clock = () => new Date();
  const started = clock();
  const log = createLog(config.log ?? 'json');
  await mkdir(config.data, { recursive: true });
  const alone = hasEngineFiles(config);
  const places = await openPlaces(config.places);
  const lock = alone ? await lockDirectory(config.data) : noLock;
  const secret = config.secret ?? (await readSecret(config.data));
  const stores = await openStores(config).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  const { operational } = stores;
  const background = createBackground((error) =>
    log.error('background work failed', { error: describeError(error) }),
  );
  const access = openAccess(config, { operational, clock, secret }, { background, log });
  const fields = openFields(operational, clock);
  const queue = createQueue({ operational, clock, ...logJobs(log) });
  const stopping = new AbortController();
  const house = openHouse({ config, clock, secret, stores, access, fields, background, stopping });
  const onFault = (error: unknown) => log.error('events.load', { error: describeError(error) });
  const rooms = openDoors(house, { queue, access, config, secret, places, onFault });
  const { events, forms, connectors } = rooms;
  const systemKey = `ck_system_${randomBytes(24).toString('base64url')}`;
  const http = createHttp({
    routes: mountRoutes({ house, queue, access, fields, config, stores, quietMs, ...rooms }),
    door: rooms.knock,
    collect: rooms.collect,
    access: { ...access, authenticate: letSystemIn(access, systemKey) },
    title: 'Clientele',
    version: stores.version,
    log,
    ...(config.url === undefined ? {} : { baseUrl: config.url }),
    ...(options.checkOutput === true ? { checkOutput: true } : {}),
    trustProxy: config.trustProxy,
    engines: async () => describeEngines(stores),
    pages: openWeb(join(packageRoot(), 'dist', 'web')),
  });
  if (alone) await clearSpool(house.spool);
  const workspaces = await access.workspaces.list();
  const recovery = { signal: stopping.signal, ...(alone ? { idleBefore: started } : {}) };
  background.add(recoverWorkspaces(house, workspaces, recovery));
  background.add(events.resume(workspaces.map(({ id }) => id)));
  background.add(Promise.all([forms.resume(), connectors.resume()]));
  queue.start();
  return serve(http, { setupToken: access.setupToken, systemKey }, async () => {
    stopping.abort();
    await queue.stop();
    await events.intake.close();
    await background.settled(graceMs);
    await stores.engine.close();
    await operational.close();
    await lock.release();
  });
}

/** People and roles, with the mail that is written to them. */
function openAccess(
  config: Config,
  of: Pick<AccessOptions, 'operational' | 'clock' | 'secret'>,
  { background, log }: { background: Background; log: ReturnType<typeof createLog> },
): AccessRoom {
  return createAccess({
    ...of,
    baseUrl: baseUrlOf(config),
    mail: config.mail,
    onMailFault: (error) => log.error('mail.failed', { error: describeError(error) }),
    later: background.add,
  });
}

/** An embedded engine has its files to itself; where both stores are servers, several programs may share a data directory. */
function hasEngineFiles({ databaseUrl, clickhouseUrl }: Config): boolean {
  return databaseUrl === undefined || clickhouseUrl === undefined;
}

const noLock = { release: async (): Promise<void> => undefined };

/** The application around its HTTP: where it listens, and how it ends. */
function serve(
  http: ReturnType<typeof createHttp>,
  keys: Pick<App, 'setupToken' | 'systemKey'>,
  end: () => Promise<void>,
): App {
  const servers: { close(): Promise<void> }[] = [];
  return {
    ...keys,
    fetch: (request) => http.fetch(request),
    async listen(port, host) {
      const server = await http.listen(port, host);
      servers.push(server);
      return { port: server.port };
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      await end();
    },
  };
}

/** Chunks, fetched and demo files that a dead process left; rejected rows stay. */
async function clearSpool(spool: string): Promise<void> {
  await mkdir(spool, { recursive: true });
  const left = (await readdir(spool)).filter((name) => /^(?:batch|demo|pull)[-_]/.test(name));
  await Promise.all(left.map((name) => rm(join(spool, name), { recursive: true, force: true })));
}

interface Rooms extends Doors {
  readonly house: House;
  readonly queue: Queue;
  readonly access: AccessRoom;
  readonly fields: Fields;
  readonly config: Config;
  readonly stores: Stores;
  readonly quietMs: number;
}

interface Foundations {
  readonly config: Config;
  readonly clock: () => Date;
  readonly secret: string;
  readonly stores: Stores;
  readonly access: AccessRoom;
  readonly fields: Fields;
  readonly background: Background;
  readonly stopping: AbortController;
}

/** What the flow needs of the whole: the stores, the clock, the turns, and the installation's settings. */
function openHouse(of: Foundations): House {
  const { config, clock, secret, stores, access, fields, background, stopping } = of;
  const sight = {
    operational: stores.operational,
    warehouse: openWarehouses(stores, access),
    fields: fields.catalogue,
    seen: async (seer: Seer, kind: Kind) =>
      seeFields(await fields.catalogue(seer.workspace, kind), await access.visibility.of(seer)),
  };
  return {
    clock,
    turns: createTurns(stores.operational),
    space: createSpace(config.data, config.keepFree),
    spool: join(config.data, 'spool'),
    files: join(config.data, 'files'),
    exports: join(config.data, 'exports'),
    country: config.country,
    currency: config.currency,
    encryptionKey: createHash('sha256').update(`cells:${secret}`).digest('base64'),
    ...sight,
    member: access.members.named,
    world: openWorld(sight, access.workspaces.get),
    reveal: access.reveal,
    batches: (workspace) => openBatches(stores.operational, workspace, clock),
    watchers: new Set(),
    later: background.add,
    stopping: stopping.signal,
  };
}

function mountRoutes(all: Rooms): Route[] {
  const { house, queue, access, fields, config, stores, events, quietMs, ...rooms } = all;
  const directories = { uploads: join(config.data, 'uploads'), exports: house.exports };
  const { operational, clock, warehouse, world } = house;
  const views = createViews({ operational, clock, fields: house.seen, world });
  const exports = createExports({
    operational,
    clock,
    warehouse,
    fields: house.seen,
    world,
    seenSince: access.visibility.since,
    directory: directories.exports,
    space: house.space,
  });
  const desk = openDesk(house, queue, {
    keepDays: config.keepDays,
    quietMs,
    trail: access.audit.append,
    directories,
    workspaces: access.workspaces.list,
  });
  const { show } = desk.profiles;
  const member = access.members.get;
  const teamwork = createTeamwork({ ...house, show, member, directory: house.files });
  queue.register(exports.handler);
  const insights = openInsights(house, queue, access);
  openDemoOrders(queue, { events, insights });
  const watched = { workspaces: access.workspaces.list, allowed: config.privateHosts };
  const asked = [...openSegments(house, queue, watched), ...insightRoutes(insights)];
  return [
    ...accessRoutes(access),
    ...openInstallation({ config, stores, access }),
    ...jobRoutes(queue),
    ...fieldRoutes(fields, { clock, warehouse, seen: house.seen, replay: desk.startReplay }),
    ...sourceRoutes(desk.sources),
    ...profileRoutes(desk.profiles, {
      warehouse,
      parts: [
        recordPart(warehouse, access.namesOf),
        ...desk.timeline,
        ...withOpinions([...events.timeline, ...teamwork.timeline], warehouse),
      ],
    }),
    ...eventRoutes(events),
    ...asked,
    ...openDashboards(house, { access, queue, insights, asked, baseUrl: baseUrlOf(config) }),
    ...teamworkRoutes(teamwork),
    ...consentRoutes(rooms.consents),
    ...verificationRoutes(rooms.verifications),
    ...rooms.forms.routes,
    ...rooms.selfService.routes,
    ...rooms.connectors.routes,
    ...openPulls(house, queue, { desk: desk.sources, ...rooms.connectors, allowed: config.privateHosts }),
    ...desk.routes,
    ...overviewRoutes({ operational, clock, warehouse, fields: house.seen }),
    ...fillRoutes({ warehouse, fields: house.seen }),
    ...queryRoutes({ clock, warehouse, fields: house.seen, world, views, exports, queue }),
  ];
}

function openInstallation({ config, stores, access }: Pick<Rooms, 'config' | 'stores' | 'access'>): Route[] {
  return installationRoutes({
    config,
    version: stores.version,
    mailer: access.mailer,
    engines: () => describeEngines(stores),
  });
}
