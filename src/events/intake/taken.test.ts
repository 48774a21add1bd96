import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { command, openWarehouse, scopeWarehouse, statement } from '../../store/warehouse/index.ts';
import { TakenMessages } from './taken.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-taken-'));
const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
const engine = await openWarehouse({ url, cluster: null, directory });
const warehouse = scopeWarehouse(engine, 717_171);
const run = (sql: string) => warehouse.run(command('test.run', sql));
await run('CREATE DATABASE {db}');
afterAll(async () => {
  await run('DROP DATABASE {db} SYNC');
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

const arrived = 'arrived';
const counted = z.object({ n: z.coerce.number() });

/** Begins with so many messages that were taken: the hashes of the numbers below. */
async function begin(count: number): Promise<TakenMessages> {
  await run('DROP TABLE IF EXISTS {db}.messages SYNC');
  await run('CREATE TABLE {db}.messages (message UInt64) ENGINE = MergeTree ORDER BY message');
  await take(0, count);
  return new TakenMessages(join(directory, 'taken'), (error) => {
    throw error;
  });
}

const take = (from: number, count: number) =>
  run(`INSERT INTO {db}.messages SELECT sipHash64(number) FROM numbers(${from}, ${count})`);

/** Has a filter made; until then each message is looked up. */
async function fill(taken: TakenMessages) {
  expect(await seek(taken, 599_000, 10_000)).toMatchObject({ known: 1_000, all: true });
  await taken.settled();
  expect(await seek(taken, 599_000, 10_000)).toMatchObject({ known: 1_000, all: false });
}

/** Has the hashes of so many numbers arrive; answers how many of them were taken, and whether the table was asked for each. */
async function seek(taken: TakenMessages, from: number, count: number) {
  await run(`CREATE OR REPLACE TABLE {db}.${arrived} (hash UInt64) ENGINE = Memory`);
  await run(`INSERT INTO {db}.${arrived} SELECT sipHash64(number) FROM numbers(${from}, ${count})`);
  const { sql, done } = await taken.seek(warehouse, { arrived });
  const row = await warehouse.row(
    statement({
      name: 'test.known',
      sql: `SELECT count() AS n FROM {db}.${arrived} WHERE hash IN (${sql})`,
      row: counted,
    }),
  );
  return { known: row?.n, all: sql.includes(arrived), done };
}

test('of many messages only those are looked up that may have come before, and none of these is missed', async () => {
  const taken = await begin(600_000);
  await fill(taken);
  const { known, all, done } = await seek(taken, 700_000, 3_000);
  expect({ known, all }).toEqual({ known: 0, all: false });
  await take(700_000, 3_000);
  done(3_000);
  expect(await seek(taken, 702_990, 20)).toMatchObject({ known: 10, all: false });
});

test('where others took messages too, each is looked up', async () => {
  const taken = await begin(600_000);
  await fill(taken);
  await take(800_000, 10);
  expect(await seek(taken, 799_000, 3_000)).toMatchObject({ known: 10, all: true });
});

test('what a load brings while the filter is made is in it, and others who take messages meanwhile end it', async () => {
  const taken = await begin(600_000);
  const { all, done } = await seek(taken, 700_000, 3_000);
  expect(all).toBe(true);
  await take(700_000, 3_000);
  done(3_000);
  await taken.settled();
  expect(await seek(taken, 702_990, 2_020)).toMatchObject({ known: 10, all: false });

  const shared = await begin(600_000);
  await seek(shared, 700_000, 3_000);
  await take(900_000, 10);
  await seek(shared, 700_000, 20);
  await shared.settled();
  expect(await seek(shared, 899_990, 3_000)).toMatchObject({ known: 10, all: true });
});

test('where nearly all have come before, or the table is small, each is looked up', async () => {
  const taken = await begin(600_000);
  await fill(taken);
  expect(await seek(taken, 0, 20_000)).toMatchObject({ known: 20_000, all: true });
  expect(await seek(await begin(1_000), 0, 3_000)).toMatchObject({ known: 1_000, all: true });
});
