import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isUniqueViolation, jsonText, migrateOperational, openOperational, statement } from './index.ts';
import type { Operational } from './index.ts';
import { testEngines } from './test-engines.ts';

const count = statement({
  name: 'countNotes',
  sql: `SELECT count(*) AS count FROM notes`,
  row: z.object({ count: z.number() }),
});
const addNote = statement({
  name: 'addNote',
  sql: `INSERT INTO notes (id, body) VALUES ($1, $2)`,
  row: z.unknown(),
});

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-migrations-'));
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return folder;
}

describe.each(testEngines())('operational store on $name', (engine) => {
  let store: Operational;
  beforeAll(async () => {
    store = await engine.open();
    await store.script(`CREATE TABLE notes (id integer PRIMARY KEY, body text NOT NULL)`);
  });
  afterAll(() => store.close());

  it('gives back every kind of value in the same form on each engine', async () => {
    const all = statement({
      name: 'all',
      sql: `SELECT $1::text AS text, $2::jsonb AS json, $3::text[] AS list, $4::timestamptz AS at, $5::int8 AS small,
                   $6::int8 AS big, $7::bytea AS bytes, $8::date AS day, $9::numeric AS exact, $10::jsonb AS array, $11::bool AS yes,
                   $12::timestamp AS plain, $13::text AS none`,
      row: z.record(z.string(), z.unknown()),
    });
    const at = new Date('2024-02-29T23:59:59.123Z');
    const tricky = 'a"b\\u0000 \\ {,} 华为 🙂';
    const parameters = [
      tricky,
      { tricky, deep: [1, null] },
      [tricky, 'NULL', ''],
      at,
      7,
      9_007_199_254_740_993n,
    ];
    const more = [
      new Uint8Array([0, 255]),
      '2024-02-29',
      '1.50',
      jsonText([1, 'x']),
      true,
      '2024-01-01 08:00:00',
      null,
    ];
    const row = await store.row(all, [...parameters, ...more]);
    expect(row).toMatchObject({
      text: tricky,
      json: { tricky, deep: [1, null] },
      list: [tricky, 'NULL', ''],
      at,
    });
    expect(row).toMatchObject({
      small: 7,
      big: 9_007_199_254_740_993n,
      day: '2024-02-29',
      exact: '1.50',
      yes: true,
    });
    expect(row).toMatchObject({ array: [1, 'x'], plain: new Date('2024-01-01T08:00:00Z'), none: null });
    expect(row?.['bytes']).toSatisfy((bytes: Uint8Array) => Buffer.from(bytes).equals(Buffer.from([0, 255])));
  });

  it('refuses NUL in texts and mends what JSON cannot hold', async () => {
    await expect(store.run(addNote, [900, 'a\0b'])).rejects.toMatchObject({ code: 'store.nul' });
    const echo = statement({
      name: 'echo',
      sql: `SELECT $1::jsonb AS json`,
      row: z.object({ json: z.unknown() }),
    });
    const row = await store.row(echo, [{ nul: 'a\0b', half: '\ud800x', literal: '\\u0000' }]);
    expect(row?.json).toEqual({ nul: 'a\uFFFDb', half: '\uFFFDx', literal: '\\u0000' });
  });

  it('rolls back all or nothing, and calls on the store join the transaction around them', async () => {
    const before = await store.row(count);
    const failing = store.transaction(async (runner) => {
      await runner.run(addNote, [1, 'one']);
      await store.run(addNote, [2, 'two']);
      await store.transaction((inner) => inner.run(addNote, [3, 'three']));
      expect(await store.row(count)).toEqual({ count: Number(before?.count) + 3 });
      throw new RangeError('stop');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await store.row(count)).toEqual(before);
    await Promise.all([4, 5, 6].map((id) => store.transaction((runner) => runner.run(addNote, [id, 'x']))));
    expect(await store.row(count)).toEqual({ count: Number(before?.count) + 3 });
  });

  it('never reports a transaction as done that the engine has given up', async () => {
    const swallowed = store.transaction(async (runner) => {
      await runner.run(addNote, [50, 'lost']);
      await runner.run(addNote, [50, 'again']).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow();
    const found = statement({ name: 'find', sql: `SELECT id FROM notes WHERE id = 50`, row: z.unknown() });
    expect(await store.rows(found)).toEqual([]);
  });

  it('names the statement in an error, and tells a duplicate key from other errors', async () => {
    await store.run(addNote, [60, 'x']);
    const error: unknown = await store.run(addNote, [60, 'x']).catch((caught: unknown) => caught);
    expect(isUniqueViolation(error)).toBe(true);
    expect(String(error)).toContain('addNote');
    const wrong = statement({ name: 'wrongRow', sql: `SELECT 1 AS one`, row: z.object({ one: z.string() }) });
    await expect(store.rows(wrong)).rejects.toThrow(/wrongRow/);
  });

  it('migrates forward once, also when two programs start together, and refuses newer or changed data', async () => {
    const one = { '0001-first.sql': 'CREATE TABLE first (id integer); INSERT INTO first VALUES (1);' };
    const two = { '0002-second.sql': 'ALTER TABLE first ADD COLUMN name text;' };
    const old = await folderOf(one);
    const current = await folderOf({ ...one, ...two });
    const changed = await folderOf({ '0001-first.sql': 'CREATE TABLE other (id integer);', ...two });
    const between = { '0003-later.sql': 'SELECT 1;' };
    const skipped = await folderOf({ ...one, ...two, ...between, '0001-twin.sql': 'SELECT 1;' });
    const broken = await folderOf({
      ...one,
      ...two,
      '0003-third.sql': 'CREATE TABLE half (id integer); SELECT nonsense;',
    });
    await migrateOperational(store, old);
    const [a, b] = await Promise.all([
      migrateOperational(store, current, { release: '2.0.0' }),
      migrateOperational(store, current, { release: '2.0.0' }),
    ]);
    expect([...a.applied, ...b.applied]).toEqual(['0002-second.sql']);
    const newer: unknown = await migrateOperational(store, old, { release: '1.0.0' }).catch(
      (error: unknown) => error,
    );
    expect(newer).toMatchObject({
      code: 'store.newer',
      details: { data: 2, dataRelease: '2.0.0', known: 1, release: '1.0.0' },
    });
    await expect(migrateOperational(store, changed)).rejects.toMatchObject({ code: 'store.migrations' });
    await expect(migrateOperational(store, skipped)).rejects.toMatchObject({ code: 'store.migrations' });
    await expect(migrateOperational(store, broken)).rejects.toThrow(/0003-third/);
    expect(await migrateOperational(store, current)).toEqual({ version: 2, applied: [] });
    for (const folder of [old, current, changed, skipped, broken]) await rm(folder, { recursive: true });
  });
});

it('says what to do when the server does not answer', async () => {
  const opening = openOperational({ url: 'postgres://u:secret@127.0.0.1:9/none', directory: '' });
  const error: unknown = await opening.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'store.unreachable' });
  expect(JSON.stringify(error)).not.toContain('secret');
});

it('keeps embedded data on disk between openings, and refuses a folder that is no database', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-operational-'));
  const first = await openOperational({ directory: join(directory, 'data') });
  await first.script(`CREATE TABLE kept (id integer); INSERT INTO kept VALUES (42)`);
  // Without these a commit is acknowledged before it is on the disk.
  const settings = `SELECT current_setting('fsync') AS fsync, current_setting('wal_sync_method') AS method`;
  expect((await first.query(settings, [])).rows).toEqual([{ fsync: 'on', method: 'fsync' }]);
  await first.close();
  const again = await openOperational({ directory: join(directory, 'data') });
  expect(await again.query(`SELECT id FROM kept`, [])).toMatchObject({ rows: [{ id: 42 }] });
  await again.close();
  await writeFile(join(directory, 'data', 'PG_VERSION'), '9\n');
  await expect(openOperational({ directory: join(directory, 'data') })).rejects.toMatchObject({
    code: 'store.embedded',
  });
  await rm(directory, { recursive: true });
});
