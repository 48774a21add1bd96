import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openEmbeddedEngine } from './embedded.ts';
import { openServerEngine } from './server.ts';
import { statement } from './statement.ts';
import { scopeWarehouse } from './warehouse.ts';

const url = process.env['TEST_CLICKHOUSE_URL'];
const directory = await mkdtemp(join(tmpdir(), 'clientele-stop-'));
const engine = url === undefined ? await openEmbeddedEngine(directory) : await openServerEngine(url, null);
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
const warehouse = scopeWarehouse(engine, 1);

/** Counts for minutes where nobody stops it; `{db}` stands in a comment, as there is no table. */
const counting = (name: string) =>
  statement({
    name,
    sql: `SELECT count() AS n FROM numbers(40000) WHERE sleepEachRow(0.005) = 0 /* ${name} of {db} */`,
    row: z.unknown(),
    settings: { max_threads: 1, max_block_size: 10, function_sleep_max_microseconds_per_block: 0 },
    lane: 'count',
  });
const running = statement({
  name: 'test.running',
  sql: `SELECT count() AS n FROM system.processes WHERE query LIKE '%test.counting%' AND query NOT LIKE '%system.processes%' /* {db} */`,
  row: z.object({ n: z.coerce.number() }),
});
const countRunning = async () => (await warehouse.row(running))?.n;

test('a count that nobody waits for any more is ended, and one that waits for its turn never begins', async () => {
  const leaver = new AbortController();
  const counts = Array.from({ length: 3 }, (_empty, n) =>
    warehouse.rows(counting(`test.counting${n}`), {}, leaver.signal).then(
      () => 'counted',
      () => 'ended',
    ),
  );
  await expect.poll(countRunning, { timeout: 20_000 }).toBeGreaterThan(0);
  leaver.abort();
  expect(await Promise.all(counts)).toEqual(['ended', 'ended', 'ended']);
  await expect.poll(countRunning, { timeout: 20_000 }).toBe(0);
});
