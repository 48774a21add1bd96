import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, expect, it } from 'vitest';

import { openWarehouse } from './index.ts';
import { migrateWarehouse, readWarehouseMigrations } from './migrate.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-migrate-'));
const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
const engine = await openWarehouse({ url, cluster: null, directory });
const databases = ['migrate_whole', 'migrate_cut'];
afterAll(async () => {
  for (const database of databases) await act(`DROP DATABASE IF EXISTS ${database} SYNC`);
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

const all = await readWarehouseMigrations(
  fileURLToPath(new URL('../../../migrations/warehouse', import.meta.url)),
);
const days = 440;

const act = (sql: string) => engine.act({ sql, parameters: {}, lane: 'bulk' });
const ask = (sql: string) => engine.ask({ sql, parameters: {}, lane: 'bulk' });

/** A database as an earlier program left it: days in columns of the engine's own, a stage that was cut off. */
async function openOld(database: string): Promise<void> {
  await migrateWarehouse(
    engine,
    database,
    all.filter(({ number }) => number < days),
  );
  for (const table of ['facts_organization', 'profiles_organization'])
    await act(
      `ALTER TABLE ${database}.${table} ADD COLUMN founded Nullable(Date32), ADD COLUMN term_to Nullable(Date32)`,
    );
  await act(`CREATE TABLE ${database}.s7_facts AS ${database}.facts_organization`);
  for (const table of ['facts_organization', 's7_facts', 'profiles_organization'])
    await act(
      `INSERT INTO ${database}.${table} (_no, founded, term_to) VALUES (1, '1900-01-01', NULL), (2, '1969-12-31', '2299-12-31'), (3, NULL, NULL)`,
    );
}

async function checkDays(database: string): Promise<void> {
  for (const table of ['facts_organization', 's7_facts', 'profiles_organization']) {
    expect(
      await ask(
        `SELECT name, type FROM system.columns WHERE database = '${database}' AND table = '${table}' AND name IN ('founded', 'term_to') ORDER BY name`,
      ),
    ).toEqual([
      { name: 'founded', type: 'Nullable(UInt32)' },
      { name: 'term_to', type: 'Nullable(UInt32)' },
    ]);
    expect(await ask(`SELECT _no, founded, term_to FROM ${database}.${table} ORDER BY _no`)).toEqual([
      { _no: 1, founded: 19_000_101, term_to: null },
      { _no: 2, founded: 19_691_231, term_to: 22_991_231 },
      { _no: 3, founded: null, term_to: null },
    ]);
  }
  const [left] = await ask(
    `SELECT count() AS n FROM system.columns WHERE database = '${database}' AND (type LIKE '%Date32%' OR startsWith(name, '_day_'))`,
  );
  expect(left).toMatchObject({ n: expect.toSatisfy((n) => Number(n) === 0) });
}

it('brings days forward that an earlier program kept', async () => {
  await openOld('migrate_whole');
  await migrateWarehouse(engine, 'migrate_whole', all);
  await checkDays('migrate_whole');
});

it('goes on where it was cut off, at whichever of its statements', async () => {
  await openOld('migrate_cut');
  const step = all.find(({ number }) => number === days);
  const statements = step?.statements ?? [];
  expect(statements).toHaveLength(4);
  for (let done = 1; done <= statements.length; done += 1) {
    // Nothing of a migration that fails at its end is written down.
    const broken = [...statements.slice(0, done), 'SELECT 1 AS sql FROM system.nothing'];
    const cut = all.map((one) => (one.number === days ? { ...one, statements: broken } : one));
    await expect(migrateWarehouse(engine, 'migrate_cut', cut)).rejects.toThrow(/nothing/);
  }
  await migrateWarehouse(engine, 'migrate_cut', all);
  await checkDays('migrate_cut');
});
