import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { csv, type Row } from '../make.ts';
import { root } from '../place.ts';
import { createAccess, systemActor, type Caller } from '../../src/access/index.ts';
import { catalogue } from '../../src/fields/index.ts';
import type { House } from '../../src/flow/house.ts';
import { importFiles } from '../../src/flow/import-files.ts';
import { createQueue, jobHandler } from '../../src/jobs/index.ts';
import {
  addFieldColumns,
  createTurns,
  nameEntries,
  openBatches,
  openFields,
} from '../../src/records/index.ts';
import { openImportStore, openMappings, openSources } from '../../src/sources/index.ts';
import {
  migrateOperational,
  openOperational,
  statement as operationalStatement,
  type Operational,
} from '../../src/store/operational/index.ts';
import {
  loadNames,
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  type Warehouse,
  type WarehouseEngine,
} from '../../src/store/warehouse/index.ts';

/** The moment at which everything stops: before or after a statement that writes. */
export interface Moment {
  readonly at: number;
  readonly done: boolean;
}

/** A process that dies in the middle of its work, as its stores see it. */
export interface Mortal {
  /** Counts statements from here on; all fail from the given moment on. */
  arm(moment: Moment | null): void;
  /** Statements that wrote since `arm`. */
  readonly count: () => number;
  /** True when the moment came. */
  readonly isDead: () => boolean;
}

class Died extends Error {}

/** Stores through which no statement goes any more once their process is dead. */
function createMortal(): Mortal & {
  write<T>(work: () => Promise<T>): Promise<T>;
  read<T>(work: () => Promise<T>): Promise<T>;
} {
  const state: { moment: Moment | null; count: number; dead: boolean } = {
    moment: null,
    count: 0,
    dead: false,
  };
  return {
    arm(moment) {
      Object.assign(state, { moment, count: 0, dead: false });
    },
    count: () => state.count,
    isDead: () => state.dead,
    async read(work) {
      if (state.dead) throw new Died('the process is dead');
      return work();
    },
    async write(work) {
      if (state.dead) throw new Died('the process is dead');
      state.count += 1;
      if (state.moment?.at !== state.count) return work();
      state.dead = true;
      if (state.moment.done) await work();
      throw new Died('the process died here');
    },
  };
}

/** A workspace on embedded stores whose process can die at any statement. */
export interface CrashHouse {
  readonly house: House;
  readonly mortal: Mortal;
  readonly workspace: string;
  /** Somebody who may do everything in it. */
  readonly owner: Caller;
  readonly warehouse: Warehouse;
  readonly sources: ReturnType<typeof openSources>;
  /** Begins an import, and answers how it is run and run again, as its job would. */
  startImport(source: string, rows: readonly Row[]): Promise<{ id: string; run: () => Promise<unknown> }>;
  /** Waits for what nobody else waits for. */
  settled(): Promise<void>;
  /** What a process that dies takes along: tables in memory. */
  forgetMemory(): Promise<void>;
  close(): Promise<void>;
}

/** Opens both stores on a new directory, with one workspace. */
async function openStores() {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-crash-'));
  const store = await openOperational({ directory: join(directory, 'operational') });
  await migrateOperational(store, join(root, 'migrations', 'operational'), {});
  const engine = await openWarehouse({ url: null, cluster: null, directory: join(directory, 'warehouse') });
  await loadNames(engine, nameEntries(), null);
  const access = createAccess({
    operational: store,
    clock,
    secret: 'x'.repeat(40),
    baseUrl: 'http://localhost',
  });
  const workspace = await access.workspaces.first('Crash');
  const warehouse = scopeWarehouse(engine, workspace.number);
  const migrations = await readWarehouseMigrations(join(root, 'migrations', 'warehouse'));
  await migrateWarehouse(engine, warehouse.database, migrations);
  const fields = catalogue('organization').filter(({ key }) => ['name', 'region', 'industry'].includes(key));
  await addFieldColumns(warehouse, 'organization', fields);
  return { directory, store, engine, workspace, warehouse };
}

const clock = () => new Date();

/** Opens a workspace whose process can die. */
export async function openCrashHouse(): Promise<CrashHouse> {
  const { directory, store, engine, workspace, warehouse } = await openStores();
  const mortal = createMortal();
  const operational = mortalStore(store, mortal);
  const mortalWarehouse = scopeWarehouse(mortalEngine(engine, mortal), workspace.number);
  const later = new Set<Promise<unknown>>();
  const house: House = {
    operational,
    clock,
    turns: createTurns(operational),
    space: { check: async () => undefined },
    spool: join(directory, 'spool'),
    files: join(directory, 'files'),
    exports: join(directory, 'exports'),
    country: 'CN',
    currency: 'CNY',
    encryptionKey: '',
    warehouse: async () => mortalWarehouse,
    fields: openFields(store, clock).catalogue,
    member: async () => undefined,
    seen: ({ workspace: id }, kind) => openFields(store, clock).catalogue(id, kind),
    world: async () => ({}),
    reveal: (_caller, _what, read) => read(),
    batches: (id) => openBatches(operational, id, clock),
    watchers: new Set(),
    stopping: new AbortController().signal,
    later: (work) => void later.add(work.catch(() => undefined)),
  };
  const sources = openSources(store, clock);
  const settled = async (): Promise<void> => void (await Promise.all(later));
  return {
    house,
    mortal,
    workspace: workspace.id,
    owner: { ...systemActor(workspace.id), workspace: workspace.id, role: 'owner', ip: '' },
    warehouse,
    sources,
    startImport: importStarter({ house, store, sources, workspace: workspace.id, directory }),
    settled,
    forgetMemory: () => forgetMemory(engine, warehouse.database),
    async close() {
      await settled();
      await engine.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function forgetMemory(engine: WarehouseEngine, database: string): Promise<void> {
  const tables = await engine.ask({
    sql: `SELECT name FROM system.tables WHERE database = '${database}' AND engine = 'Memory'`,
    parameters: {},
    lane: 'quick',
  });
  for (const { name } of z.array(z.object({ name: z.string() })).parse(tables))
    await engine.act({ sql: `TRUNCATE TABLE ${database}.${name}`, parameters: {}, lane: 'bulk' });
}

function mortalStore(store: Operational, mortal: ReturnType<typeof createMortal>): Operational {
  return {
    ...store,
    run: (statement, parameters) => mortal.write(() => store.run(statement, parameters)),
    row: (statement, parameters) => mortal.read(() => store.row(statement, parameters)),
    rows: (statement, parameters) => mortal.read(() => store.rows(statement, parameters)),
    transaction: (work) => mortal.write(() => store.transaction(work)),
  };
}

function mortalEngine(engine: WarehouseEngine, mortal: ReturnType<typeof createMortal>): WarehouseEngine {
  return {
    ...engine,
    act: (call) => mortal.write(() => engine.act(call)),
    ask: (call) => mortal.read(() => engine.ask(call)),
    save: (call, path, format) => mortal.read(() => engine.save(call, path, format)),
  };
}

interface Starting {
  readonly house: House;
  readonly store: Operational;
  readonly sources: ReturnType<typeof openSources>;
  readonly workspace: string;
  readonly directory: string;
}

const endJob = operationalStatement({
  name: 'test.end-job',
  sql: "UPDATE jobs SET state = 'done' WHERE id = $1",
  row: z.object({}),
});

/** Imports with their rows in the store, and a job that waits in the queue until the import is done. */
function importStarter({ house, store, sources, workspace, directory }: Starting): CrashHouse['startImport'] {
  const queue = createQueue({ operational: store, clock: house.clock });
  queue.register(jobHandler({ kind: 'import', input: z.object({}), run: async () => null }));
  const imports = openImportStore(store, house.clock);
  let count = 0;
  return async (name, rows) => {
    const id = `imp_${(count += 1)}`;
    const path = join(directory, `${id}.csv`);
    await writeFile(path, csv(rows));
    const source = await sources.ensure(
      workspace,
      { name, party: 'first', channel: 'file', trust: 50, basis: 'unknown', note: '' },
      'test',
    );
    const file = { id: `upl_${count}`, name: `${id}.csv`, bytes: 1, createdBy: 'test', path };
    const created = { id, workspace, source: name, kind: 'organization', dryRun: false, createdBy: 'test' };
    const settings = { kind: null, mapping: null, shape: {}, observedAt: null };
    await imports.create({
      ...created,
      settings,
      mends: null,
      files: [{ upload: file.id, name: file.name }],
    });
    const job = await queue.enqueue({ workspace, kind: 'import', input: {}, createdBy: 'test' });
    await imports.setJob(id, job.id);
    return {
      id,
      async run() {
        const result = await importFiles(
          {
            id,
            workspace,
            source,
            kind: 'organization',
            named: undefined,
            columns: undefined,
            shape: {},
            dryRun: false,
            observedAt: undefined,
            actor: 'test',
            files: [file],
          },
          {
            house,
            mappings: openMappings(store, house.clock),
            signal: new AbortController().signal,
            report: () => undefined,
          },
        );
        await store.run(endJob, [job.id]);
        return result;
      },
    };
  };
}
