import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

import { command, statement } from '../store/warehouse/index.ts';
import { openTestWorkspaces } from '../../test/warehouse.ts';

it('events that are there lie by month after an update, none lost and none doubled, also where it was cut off', async () => {
  const { warehouses, migrate, close } = await openTestWorkspaces([41], 740);
  onTestFinished(close);
  const [warehouse] = warehouses;
  if (warehouse === undefined) throw new Error('no workspace');
  const run = (sql: string) => warehouse.run(command('test.write', sql));
  const ask = async (sql: string) =>
    warehouse.row(statement({ name: 'test.ask', sql, row: z.record(z.string(), z.unknown()) }));
  for (const load of [1, 2])
    await run(`INSERT INTO {db}.events (entity, ts, name, message, load, properties, raw)
      SELECT 1 + number % 90, toDateTime64('1969-11-02 10:00:00', 3, 'UTC') + number * 400000, ['a', 'b'][1 + number % 2], ${load} * 100000 + number, ${load},
        map('n', toString(number)), toString(number) FROM numbers(5000)`);
  const sum = `SELECT toString(sum(cityHash64(entity, ts, name, message, load, properties, raw))) AS hash, count() AS n FROM {db}.events`;
  const before = await ask(sum);
  const keyOf = () =>
    ask(`SELECT sorting_key AS key FROM system.tables WHERE database = '{db}' AND name = 'events'`);
  expect(await keyOf()).toEqual({ key: 'name, entity, ts' });

  // A try that was cut off has left half of a copy.
  await run('CREATE TABLE {db}.events_next AS {db}.events');
  await run('INSERT INTO {db}.events_next SELECT * FROM {db}.events LIMIT 100');
  await migrate();
  expect(await keyOf()).toEqual({ key: 'name, toYYYYMM(ts), entity' });
  expect(await ask(sum)).toEqual(before);

  // And one that was cut off at its very end is done once more.
  await run('ALTER TABLE {db}.schema_versions DELETE WHERE version >= 740 SETTINGS mutations_sync = 2');
  await migrate();
  expect(await ask(sum)).toEqual(before);

  // Only the months that are asked for are read, long before 1970 as well as long after, and what is found is the same.
  for (const [from, to] of [
    ['1969-12-01', '1970-02-01'],
    ['2030-01-01', '2030-06-01'],
  ] as const) {
    const span = (column: string) =>
      `${column} >= toDateTime64('${from}', 3, 'UTC') AND ${column} < toDateTime64('${to}', 3, 'UTC')`;
    const found = await ask(`SELECT count() AS n FROM {db}.events WHERE name = 'a' AND ${span('ts')}`);
    expect(found).toEqual(
      await ask(`SELECT count() AS n FROM {db}.events WHERE name = 'a' AND ${span('identity(ts)')}`),
    );
    expect(Number(found?.['n'])).toBeGreaterThan(10);
  }
});
