import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { command, openWarehouse, scopeWarehouse, statement } from '../store/warehouse/index.ts';
import { copyTable, replaceTable, takeOut } from './publish.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-publish-'));
const engine = await openWarehouse({ url: null, cluster: null, directory });
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
const warehouse = scopeWarehouse(engine, 1);
const run = (sql: string) => warehouse.run(command('test.run', sql));
const read = (sql: string) => warehouse.row(statement({ name: 'test.read', sql, row: z.unknown() }));

test('a copy of many parts is changed beside them, is not merged meanwhile, and takes their place', async () => {
  await run('CREATE DATABASE {db}');
  await run('CREATE TABLE {db}.visible (no UInt32) ENGINE = MergeTree ORDER BY no');
  for (let no = 0; no < 9; no += 1) await run(`INSERT INTO {db}.visible VALUES (${no})`);
  await copyTable(warehouse, 's1_next', 'visible');
  const settings = (table: string) =>
    read(
      `SELECT position(create_table_query, 'max_bytes_to_merge_at_max_space_in_pool = 1') > 0 AS unmerged
      FROM system.tables WHERE database = '{db}' AND name = '${table}'`,
    );
  expect(await settings('s1_next')).toEqual({ unmerged: 1 });
  await takeOut(warehouse, { table: 's1_next', where: ['no % 2 = 1'], again: false });
  expect(await read('SELECT count() AS n FROM {db}.visible')).toEqual({ n: 9 });
  await replaceTable(warehouse, 's1_next', 'visible');
  expect(await read('SELECT groupArray(no) AS all FROM (SELECT no FROM {db}.visible ORDER BY no)')).toEqual({
    all: [0, 2, 4, 6, 8],
  });
  expect(await settings('visible')).toEqual({ unmerged: 0 });
});
