import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openEmbeddedEngine } from '../store/warehouse/embedded.ts';
import { openServerEngine } from '../store/warehouse/server.ts';
import { command, statement } from '../store/warehouse/index.ts';
import { scopeWarehouse } from '../store/warehouse/warehouse.ts';
import { scrubDeleted } from './scrub.ts';

const url = process.env['TEST_CLICKHOUSE_URL'];
const directory = await mkdtemp(join(tmpdir(), 'clientele-scrub-'));
const engine = url === undefined ? await openEmbeddedEngine(directory) : await openServerEngine(url, null);
afterAll(async () => {
  await engine.act({ sql: 'DROP DATABASE IF EXISTS ws_77', parameters: {}, lane: 'bulk' });
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

test('what was deleted leaves the files at night, with its projection, and nothing else does', async () => {
  await engine.act({ sql: 'CREATE DATABASE IF NOT EXISTS ws_77', parameters: {}, lane: 'bulk' });
  const warehouse = scopeWarehouse(engine, 77);
  const act = (sql: string) => warehouse.run(command('test.scrub', sql));
  const ask = (sql: string) =>
    warehouse.row(statement({ name: 'test.scrub.ask', sql, row: z.object({ n: z.coerce.number() }) }));
  for (const name of ['marked', 'whole'])
    await act(`CREATE TABLE {db}.${name} (id UInt32, text String, PROJECTION by_text (SELECT id, text ORDER BY text))
      ENGINE = MergeTree ORDER BY id SETTINGS lightweight_mutation_projection_mode = 'rebuild', old_parts_lifetime = 1`);
  for (const name of ['marked', 'whole'])
    await act(`INSERT INTO {db}.${name} SELECT number, randomPrintableASCII(1000) FROM numbers(1000)`);
  await act('DELETE FROM {db}.marked WHERE id < 900');
  const bytes = `SELECT sum(data_compressed_bytes) AS n FROM system.parts WHERE database = '{db}' AND table = 'marked' AND active`;
  const before = (await ask(bytes))?.n ?? 0;
  expect(await scrubDeleted(warehouse)).toBe(1);
  expect(await scrubDeleted(warehouse)).toBe(0);
  expect((await ask(bytes))?.n).toBeLessThan(before / 2);
  expect(await ask('SELECT count() AS n FROM {db}.marked')).toEqual({ n: 100 });
  expect(await ask('SELECT count() AS n FROM {db}.whole')).toEqual({ n: 1000 });
});
