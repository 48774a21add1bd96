import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { createEmbeddedDriver, createMemoryEngine } from './embedded.ts';
import { migrateOperational } from './migrate.ts';
import { openServer } from './server.ts';
import { createStore } from './store.ts';
import type { Operational } from './types.ts';

/** An engine to test on: `open` gives an empty store of its own, `openMigrated` one with all tables; closing removes it. */
export interface TestEngine {
  readonly name: string;
  open(): Promise<Operational>;
  openMigrated(): Promise<Operational>;
}

const migrations = fileURLToPath(new URL('../../../migrations/operational', import.meta.url));

/** The engines that every test of the operational store runs on: PGlite, and PostgreSQL where TEST_POSTGRES_URL names one. */
export function testEngines(): TestEngine[] {
  const url = process.env['TEST_POSTGRES_URL'];
  const engines = [createEngine('PGlite', openSchema)];
  if (url) engines.push(createEngine('PostgreSQL', () => openDatabase(url)));
  return engines;
}

function createEngine(name: string, open: () => Promise<Operational>): TestEngine {
  const openMigrated = async (): Promise<Operational> => {
    const store = await open();
    await migrateOperational(store, migrations);
    return store;
  };
  return { name, open, openMigrated };
}

// Starting PGlite takes seconds, so engines are lent out and come back; each borrower gets a schema of its own.
const idle: PGlite[] = [];

async function openSchema(): Promise<Operational> {
  const engine = idle.pop() ?? (await createMemoryEngine());
  const schema = freshName();
  await engine.exec(`CREATE SCHEMA ${schema}; SET search_path TO ${schema}`);
  const driver = await createEmbeddedDriver(engine, async () => {
    await engine.exec(`DROP SCHEMA ${schema} CASCADE`);
    idle.push(engine);
  });
  return createStore(driver);
}

async function openDatabase(url: string): Promise<Operational> {
  const name = freshName();
  const server = await openServer(url);
  await server.script(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  const place = new URL(url);
  place.pathname = `/${name}`;
  const driver = await openServer(place.href);
  return createStore({
    ...driver,
    close: async () => {
      await driver.close();
      await server.script(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.close();
    },
  });
}

function freshName(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}
