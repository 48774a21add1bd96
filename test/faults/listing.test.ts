import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from './crash-house.ts';
import type { House } from '../../src/flow/house.ts';
import { listPairs } from '../../src/flow/matching/pairs.ts';
import { command, statement, type Warehouse } from '../../src/store/warehouse/index.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });
afterAll(() => vi.resetConfig());

const { house, workspace, warehouse, startImport, close } = await openCrashHouse();
afterAll(close);
const kind = 'organization';
const caller = {
  id: 'somebody',
  kind: 'user',
  name: '李明',
  role: 'owner',
  workspace,
  ip: '127.0.0.1',
} as const;

/** A house in which something happens whenever a statement of a name is to run. */
const houseWhere = (name: string, happens: () => Promise<unknown>): House => {
  const interrupted: Warehouse = {
    ...warehouse,
    async rows(asked, parameters) {
      if (asked.name === name) await happens();
      return await warehouse.rows(asked, parameters);
    },
  };
  return { ...house, warehouse: async () => interrupted };
};

const list = async (of: House) => {
  const { rows } = await listPairs(of, caller, { input: { kind, limit: 10 }, run: 1 });
  return rows.map(({ probability }) => probability);
};

test('pairs that are compared anew while they are listed are shown as they stand now, and not where they have gone', async () => {
  const names = ['上海华信软件有限公司', '上海华信软件公司'];
  const rows = names.map((name, at) => ({ 企业名称: name, 电话: `021-5100000${at}` }));
  await (await startImport('名录', rows)).run();
  const numbers = statement({
    name: 'test.numbers',
    sql: `SELECT _no AS no FROM {db}.profiles_${kind} ORDER BY no`,
    row: z.object({ no: z.number() }),
  });
  const [low, high] = (await warehouse.rows(numbers)).map(({ no }) => no);
  const write = (probability: number) =>
    warehouse.run(
      command(
        'test.pair',
        `INSERT INTO {db}.pairs_${kind} (run, l, r, p, band) VALUES (1, ${low}, ${high}, ${probability}, 2)`,
      ),
    );
  const forget = () =>
    warehouse.run(command('test.forget', `DELETE FROM {db}.pairs_${kind} WHERE l = ${low}`));

  await write(0.75);
  expect(await list(house)).toEqual([0.75]);
  const anew = async () => {
    await forget();
    await write(0.5);
  };
  expect(await list(houseWhere('flow.matching.profiles', anew))).toEqual([0.5]);
  expect(await list(houseWhere('flow.matching.profiles', forget))).toEqual([]);
});
