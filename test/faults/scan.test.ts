import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openCrashHouse, type Moment } from './crash-house.ts';
import { chooseMoments, seed } from './moments.ts';
import { onServers } from '../place.ts';
import { softwareFirm } from '../make.ts';
import { milestoneRow, openMatchStore } from '../../src/flow/matching/tables.ts';
import { openMatchModels } from '../../src/flow/matching/models.ts';
import { scan } from '../../src/flow/matching/scan.ts';
import { tablesAt } from '../../src/identity/index.ts';
import { statement } from '../../src/store/warehouse/index.ts';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 });
afterAll(() => vi.resetConfig());

const { house, mortal, workspace, warehouse, startImport, settled, close } = await openCrashHouse();
afterAll(close);

const textRow = z.object({ text: z.string() });
const read = async (name: string, sql: string): Promise<string[]> =>
  (await warehouse.rows(statement({ name, sql, row: textRow }))).map(({ text }) => text);
const profiles = () =>
  read(
    'test.profiles',
    'SELECT toJSONString(tuple(_no, _batch, _records, name)) AS text FROM {db}.profiles_organization ORDER BY text',
  );
const pairs = (run: number) =>
  read(
    'test.pairs',
    `SELECT toJSONString(tuple(l, r, band, reason, grades)) AS text FROM {db}.pairs_organization WHERE run = ${run} ORDER BY text`,
  );
const tables = () =>
  read(
    'test.tables',
    "SELECT name AS text FROM system.tables WHERE database = '{db}' AND startsWith(name, 'match_') ORDER BY name",
  );

const store = openMatchStore(house.operational, workspace, house.clock);
const models = openMatchModels(house.operational, workspace, house.clock);

/** Begins a scan; answers how it is run, and run again as its job would. */
async function startScan(id: string): Promise<() => ReturnType<typeof scan>> {
  await store.createRun({ id, kind: 'organization', joinAt: 0.95, reviewAt: 0.2, learn: true, by: 'test' });
  return async () => {
    const run = await store.run(id);
    if (run === undefined) throw new Error('the run is there');
    const signal = new AbortController().signal;
    return scan(house, { workspace, run, signal, report: () => undefined });
  };
}

test.skipIf(onServers)(
  'a scan that is cut off anywhere has changed no profile, and goes on to the same end',
  async () => {
    const rows = Array.from({ length: 30 }, (_, index) => softwareFirm(index));
    const again = [3, 8, 12].map((index) => softwareFirm(index, { 地址: '' }));
    await (await startImport('名录', [...rows, ...again])).run();
    const before = await profiles();
    mortal.arm(null);
    const calm = await (await startScan('run_calm'))();
    const statements = mortal.count();
    const found = await pairs(calm.number);
    expect(found.length).toBeGreaterThanOrEqual(3);
    expect(await tables()).toEqual([]);

    const { chosen, all } = chooseMoments(statements, 31);
    const seen = { from: new Set<string>() };
    for (const [index, moment] of chosen.entries()) await cutOff(index, moment);

    async function cutOff(index: number, moment: Moment): Promise<void> {
      const learnt = (await models.latest('organization'))?.version ?? 0;
      const run = await startScan(`run_${index}`);
      mortal.arm(moment);
      await run().catch(() => undefined);
      await settled();
      mortal.arm(null);
      const what = `cut off ${moment.done ? 'after' : 'before'} statement ${moment.at} of ${statements}`;
      expect(await profiles(), what).toEqual(before);
      const kept = milestoneRow.safeParse((await store.run(`run_${index}`))?.milestone).data;
      const standing = await tables();
      const goesOn =
        kept !== undefined &&
        tablesAt(kept).every((name) => standing.includes(`match_organization_${kept.number}_${name}`));
      const { number, outcome } = await run();
      expect(await pairs(number), what).toEqual(found);
      expect(await profiles(), what).toEqual(before);
      expect(await tables(), what).toEqual([]);
      expect((await models.latest('organization'))?.version, what).toBe(learnt + 1);
      const names = outcome.steps.map(({ name }) => name);
      // What had been done is not done again.
      expect(names.includes('match.plain'), what).toBe(!goesOn);
      seen.from.add(!goesOn ? 'start' : names.includes('match.graded') ? 'blocked' : 'graded');
    }
    console.log(`scan: cut off at ${chosen.length} of ${all} moments, seed ${seed}`);
    expect(seen.from.size).toBeGreaterThan(1);
  },
);
