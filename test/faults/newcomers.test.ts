import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from './crash-house.ts';
import { softwareFirm } from '../make.ts';
import { openNewsDesk } from '../../src/flow/matching/news.ts';
import { scan } from '../../src/flow/matching/scan.ts';
import { openMatchStore } from '../../src/flow/matching/tables.ts';
import { statement } from '../../src/store/warehouse/index.ts';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 600_000 });
afterAll(() => vi.resetConfig());

const isAll = process.env['TEST_FAULTS'] === '1';
const offset = Number(process.env['KILL_SEED'] ?? Math.floor(Date.now() / 86_400_000));

const { house, mortal, workspace, warehouse, startImport, settled, forgetMemory, close } =
  await openCrashHouse();
afterAll(close);
const kind = 'organization';
const store = openMatchStore(house.operational, workspace, house.clock);

/** The pairs of the newest profile, as they stand. */
async function newestPairs(): Promise<string[]> {
  const newest = `(SELECT max(_no) FROM {db}.profiles_${kind})`;
  const sql = `SELECT toJSONString(tuple(l, band, reason, grades)) AS text FROM {db}.pairs_${kind} WHERE r = ${newest} ORDER BY text`;
  const row = z.object({ text: z.string() });
  return (await warehouse.rows(statement({ name: 'test.pairs', sql, row }))).map(({ text }) => text);
}

/** Tells whoever looks for newcomers, as an import does, and waits until it has looked. */
async function look(): Promise<void> {
  const onScanDue = async () => undefined;
  const never = Number.POSITIVE_INFINITY;
  openNewsDesk(house, { onScanDue, quietMs: never, retryMs: never })(workspace);
  await settled();
}

/** Whoever comes alone goes another way than many; each way is cut off at every so manieth moment. */
const ways = [
  { size: 1, first: 0, every: 5 },
  { size: 3, first: 30, every: 17 },
] as const;

beforeAll(async () => {
  const rows = Array.from({ length: 60 }, (_, index) => softwareFirm(index));
  await (await startImport('名录', rows)).run();
  await store.createRun({ id: 'run_1', kind, joinAt: 0.95, reviewAt: 0.2, learn: true, by: 'test' });
  const run = await store.run('run_1');
  if (run === undefined) throw new Error('the run is there');
  const signal = new AbortController().signal;
  await store.finishRun('run_1', await scan(house, { workspace, run, signal, report: () => undefined }));
});

test.for(ways)(
  '$size newcomers whose comparison is cut off anywhere are compared once whoever looks next has looked',
  async ({ size, first, every }) => {
    // Each comes once more, by another name of the same source: who came before has no part in it.
    const come = async (turn: number) => {
      const from = first + ((turn * size) % 30);
      const firms = Array.from({ length: size }, (_, index) => softwareFirm(from + index, { 地址: '' }));
      await (await startImport(`展会${from}`, firms)).run();
    };
    await come(0);
    mortal.arm(null);
    await look();
    const statements = mortal.count();
    expect(await newestPairs()).toHaveLength(1);
    const moments = Array.from({ length: statements }, (_, at) => [
      { at: at + 1, done: false },
      { at: at + 1, done: true },
    ]).flat();
    const chosen = moments.filter((_, index) => isAll || (index + offset) % every === 0);
    expect(chosen.length).toBeGreaterThan(1);
    for (const [index, moment] of chosen.entries()) {
      await come(index + 1);
      mortal.arm(moment);
      await look();
      mortal.arm(null);
      await forgetMemory();
      await look();
      const what = `cut off ${moment.done ? 'after' : 'before'} statement ${moment.at} of ${statements}`;
      expect(await newestPairs(), what).toHaveLength(1);
    }
    console.log(`newcomers: cut off at ${chosen.length} of ${moments.length} moments, seed ${offset}`);
  },
);
