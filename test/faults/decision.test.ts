import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from './crash-house.ts';
import type { House } from '../../src/flow/house.ts';
import { openDecisions } from '../../src/flow/matching/decisions.ts';
import { openMatchStore } from '../../src/flow/matching/tables.ts';
import { takeTurn } from '../../src/flow/turn.ts';
import { statement } from '../../src/store/warehouse/index.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });
afterAll(() => vi.resetConfig());

const { house, workspace, warehouse, startImport, close } = await openCrashHouse();
afterAll(close);
const kind = 'organization';
const caller = { id: 'somebody', name: '李明', workspace };
const store = openMatchStore(house.operational, workspace, house.clock);

/** A house whose process dies when a batch is written down: before, or right after. */
const dyingHouse = (done: boolean): House => ({
  ...house,
  batches: (id) => ({
    ...house.batches(id),
    async create(batch) {
      if (done) await house.batches(id).create(batch);
      throw new Error('the process died here');
    },
  }),
});

const changes = async () =>
  (await store.changes({ limit: 10 })).map(({ id, undone_at: undone }) => [id, undone === null] as const);
const countJoins = async () => {
  const sql = `SELECT count() AS n FROM {db}.joins_${kind}`;
  const row = z.object({ n: z.coerce.number() });
  return (await warehouse.row(statement({ name: 'test.joins', sql, row })))?.n;
};
/** Whoever has the turn next ends what was cut off. */
const settle = () => takeTurn(house, workspace, async () => undefined);

test('a decision that was cut off before anything stood for it is not listed, and an undoing leaves what it was to undo', async () => {
  const names = ['上海华信软件有限公司', '上海华信软件公司'];
  await (
    await startImport(
      '名录',
      names.map((name, at) => ({ 企业名称: name, 电话: `021-5100000${at}` })),
    )
  ).run();
  const [first = 0, second = 0] = (
    await warehouse.rows(
      statement({
        name: 'test.numbers',
        sql: `SELECT _no AS no FROM {db}.profiles_${kind} ORDER BY no`,
        row: z.object({ no: z.number() }),
      }),
    )
  ).map(({ no }) => no);
  const pairs: [number, number][] = [[first, second]];
  const join = { kind, does: 'join', run: null, runNumber: null, pairs, counted: 1, chosen: null } as const;

  for (const done of [false, true]) {
    await expect(openDecisions(dyingHouse(done)).decide(caller, join)).rejects.toThrow('died');
    await settle();
    expect([await changes(), await countJoins()]).toEqual([[], 0]);
  }

  const { id } = await openDecisions(house).decide(caller, join);
  expect([await changes(), await countJoins()]).toEqual([[[id, true]], 1]);
  for (const done of [false, true]) {
    await expect(openDecisions(dyingHouse(done)).undo(caller, id)).rejects.toThrow('died');
    await settle();
    expect([await changes(), await countJoins()]).toEqual([[[id, true]], 1]);
  }
  await openDecisions(house).undo(caller, id);
  expect([await changes(), await countJoins()]).toEqual([[[id, false]], 0]);
  await expect(openDecisions(house).undo(caller, 'chg_none')).rejects.toMatchObject({
    code: 'matching.not-found',
  });
});
