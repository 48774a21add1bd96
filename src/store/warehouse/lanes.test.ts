import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openEmbeddedEngine } from './embedded.ts';
import { statement } from './statement.ts';
import { scopeWarehouse } from './warehouse.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-lanes-'));
const engine = await openEmbeddedEngine(directory);
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
const warehouse = scopeWarehouse(engine, 1);

/** Takes so many seconds; `{db}` stands in a comment, as there is no table. */
const taking = (seconds: number) =>
  statement({
    name: 'test.taking',
    sql: `SELECT sleep(${seconds}) AS n /* {db} */`,
    row: z.unknown(),
    lane: 'count',
  });

test('who waits for a connection gets the first that falls free, and none waits behind a long statement', async () => {
  const done: string[] = [];
  const ask = async (name: string, seconds: number) => {
    await warehouse.rows(taking(seconds));
    done.push(name);
  };
  // Two connections: one is busy for long, the other takes all the rest, in order.
  await Promise.all([ask('long', 3), ask('first', 0.1), ask('second', 0.1), ask('third', 0.1)]);
  expect(done).toEqual(['first', 'second', 'third', 'long']);
});

test('a statement that fails gives its connection back', async () => {
  const wrong = statement({ name: 'test.wrong', sql: 'SELECT {db}', row: z.unknown(), lane: 'count' });
  const tries = Array.from({ length: 6 }, () => warehouse.rows(wrong).catch(() => 'failed'));
  expect(new Set(await Promise.all(tries))).toEqual(new Set(['failed']));
  expect(await warehouse.rows(taking(0))).toHaveLength(1);
});

test('the engine begins more deletions at once than it would by itself', async () => {
  const places = statement({
    name: 'test.places',
    sql: "SELECT toUInt32(value) AS each FROM system.server_settings WHERE name = 'background_merges_mutations_concurrency_ratio' /* {db} */",
    row: z.unknown(),
  });
  expect(await warehouse.row(places)).toEqual({ each: 8 });
});
