import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from './crash-house.ts';
import { inspect, readContent, sound } from './inspect.ts';
import { chooseMoments, company, cutOff, seed } from './moments.ts';
import { creditCode } from '../make.ts';
import { onServers } from '../place.ts';
import { openEditDesk } from '../../src/flow/edits/desk.ts';
import { writeChosen } from '../../src/flow/matching/chosen-values.ts';
import { openDecisions } from '../../src/flow/matching/decisions.ts';
import { openMatchStore } from '../../src/flow/matching/tables.ts';
import { replay } from '../../src/flow/replay.ts';
import { takeRecords } from '../../src/flow/take-records.ts';
import { takeBack, takeBackRecord } from '../../src/flow/undo.ts';
import { createQueue, type JobHandler, type Queue } from '../../src/jobs/index.ts';
import { readRecordId } from '../../src/lib/profile-id.ts';
import { statement } from '../../src/store/warehouse/index.ts';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 });
afterAll(() => vi.resetConfig());

const crash = await openCrashHouse();
const { house, mortal, workspace, owner, warehouse, sources, startImport, settled, close } = crash;
afterAll(close);

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const sourceOf = (name: string) =>
  sources.ensure(
    workspace,
    { name, party: 'first', channel: 'api', trust: 60, basis: 'unknown', note: '' },
    'test',
  );
const call = { workspace, kind: 'organization', actor: 'test', sets: [], tiedTo: null } as const;

const numberOfImport = async (id: string): Promise<number[]> =>
  (await house.batches(workspace).ofImport(id)).map(({ number }) => number);

interface Work {
  /** Does the work; it may be cut off. */
  run(): Promise<unknown>;
  /** Does it again after a restart, where a job would. */
  again?(): Promise<unknown>;
  /** Makes all as it was before it was prepared. */
  undo(): Promise<unknown>;
}

/** Cuts a piece of work off at one statement after another; each time it must be whole or not be there, and leave nothing behind. */
async function crashEverywhere(prepare: () => Promise<Work>): Promise<string> {
  const start = await readContent(warehouse);
  const check = async (work: Work, what: string): Promise<void> => {
    await settled();
    expect(await inspect(warehouse), what).toEqual(sound);
    await work.undo();
    expect(await readContent(warehouse), `${what}, then undone`).toEqual(start);
    expect(await inspect(warehouse), `${what}, then undone`).toEqual(sound);
  };
  const calm = await prepare();
  const before = await readContent(warehouse);
  mortal.arm(null);
  await calm.run();
  const statements = mortal.count();
  const after = await readContent(warehouse);
  await check(calm, 'not cut off');
  const { chosen, all } = chooseMoments(statements, 83);
  for (const moment of chosen) {
    const work = await prepare();
    await cutOff(crash, moment, work.run);
    await work.again?.();
    const now = await readContent(warehouse);
    const what = `cut off ${moment.done ? 'after' : 'before'} statement ${moment.at} of ${statements}`;
    if (work.again !== undefined || now.join('\n') !== before.join('\n')) expect(now, what).toEqual(after);
    await check(work, what);
  }
  return `${chosen.length} of ${all}`;
}

const report = (name: string, points: string): void =>
  console.log(`${name}: cut off at ${points} moments, seed ${seed}`);

if (!onServers) {
  const first = await startImport(
    '甲',
    numbers(1, 12).map((index) => company(index)),
  );
  await first.run();
  // Two rows that are companies of their own until a third joins them.
  const pair = await startImport('乙', [
    { 企业名称: '分公司一', 电话: '13900000001' },
    { 企业名称: '分公司二', 邮箱: 'two@branch.cn' },
  ]);
  await pair.run();
}

test.skipIf(onServers)('an import that is cut off anywhere is finished by its job', async () => {
  const rows = [
    ...numbers(9, 16).map((index) => company(index, { 电话: `010-8${String(1_000_000 + index)}` })),
    { 企业名称: '分公司三', 电话: '13900000001', 邮箱: 'two@branch.cn', 统一社会信用代码: '', 员工人数: '' },
  ];
  const points = await crashEverywhere(async () => {
    const { id, run } = await startImport('丙', rows);
    return { run, again: run, undo: async () => takeBack(house, workspace, await numberOfImport(id)) };
  });
  report('import', points);
});

test.skipIf(onServers)('a batch whose undoing is cut off anywhere is undone by its job', async () => {
  const source = await sourceOf('丁');
  const points = await crashEverywhere(async () => {
    const known = await house.batches(workspace).takeNumber();
    await takeRecords(house, {
      ...call,
      source,
      records: [
        { name: '公司1有限公司', credit_code: creditCode(1), employees: '999' },
        { name: '分公司三', phones: ['13900000001'], emails: ['two@branch.cn'] },
        { name: '新公司', credit_code: creditCode(20) },
      ],
    });
    const undo = () => takeBack(house, workspace, [known + 1]);
    return { run: undo, again: undo, undo: async () => undefined };
  });
  report('undo', points);
});

test.skipIf(onServers)('records of a call that is cut off anywhere are all there or none', async () => {
  const source = await sourceOf('接口');
  const points = await crashEverywhere(async () => {
    const known = await house.batches(workspace).takeNumber();
    return {
      run: () =>
        takeRecords(house, {
          ...call,
          source,
          records: [
            { name: '公司1有限公司', credit_code: creditCode(1), phones: ['13700000001'] },
            { name: '新公司', credit_code: creditCode(30) },
          ],
        }),
      undo: () => takeBack(house, workspace, [known + 1]),
    };
  });
  report('records', points);
});

test.skipIf(onServers)('the undoing of an edit that is cut off anywhere is done or not', async () => {
  const source = await sourceOf('manual');
  const points = await crashEverywhere(async () => {
    const { records } = await takeRecords(house, {
      ...call,
      source,
      records: [{ name: '改名有限公司' }],
      sets: ['name'],
      tiedTo: 2,
    });
    const no = readRecordId(records[0] ?? '') ?? 0;
    const retract = () => takeBackRecord(house, { workspace, no, kind: 'organization', actor: 'test' });
    return { run: retract, undo: retract };
  });
  report('edit', points);
});

test.skipIf(onServers)('a replay that is cut off anywhere has changed nothing or everything', async () => {
  const points = await crashEverywhere(async () => ({
    run: () => replay(house, workspace, { report: () => undefined }),
    undo: async () => undefined,
  }));
  report('replay', points);
});

test.skipIf(onServers)(
  'a join that is cut off anywhere is there with its chosen values, or neither is',
  async () => {
    const { decide, undo } = openDecisions(house);
    const caller = { workspace, id: 'test', name: 'Test' };
    const store = openMatchStore(house.operational, workspace, house.clock);
    const sql =
      "SELECT _no AS no FROM {db}.profiles_organization WHERE name IN ('分公司一', '分公司二') ORDER BY no";
    const row = z.object({ no: z.number() });
    const found = await warehouse.rows(statement({ name: 'test.branches', sql, row }));
    const [one = 0, other = 0] = found.map(({ no }) => no);
    const points = await crashEverywhere(async () => ({
      async run() {
        const chosen = { name: '总公司' };
        const said = { run: null, runNumber: null, counted: 1, chosen };
        const made = await decide(caller, {
          ...said,
          kind: 'organization',
          does: 'join',
          pairs: [[one, other]],
        });
        await writeChosen(house, workspace, made);
      },
      async undo() {
        const [last] = await store.changes({ limit: 1 });
        if (last !== undefined) await undo(caller, last.id);
      },
    }));
    expect((await store.changes({ limit: 1 })).at(0)?.edit).not.toBeNull();
    report('join', points);
  },
);

test.skipIf(onServers)('an edit of many that is cut off anywhere is made once by its job', async () => {
  const handlers = new Map<string, JobHandler>();
  const waiting = createQueue({ operational: house.operational, clock: house.clock });
  const queue: Queue = {
    ...waiting,
    register(handler) {
      handlers.set(handler.kind, handler);
      waiting.register(handler);
    },
  };
  const desk = openEditDesk(house, sources, queue);
  const points = await crashEverywhere(async () => {
    const rule = { field: 'employees', lte: 20 };
    const { edit, job } = await desk.start(owner, { kind: 'organization', rule, set: { employees: 15 } });
    const does = (kind: string) => async () =>
      handlers.get(kind)?.run({
        job: await waiting.get(job),
        input: { edit },
        signal: new AbortController().signal,
        report: () => undefined,
      });
    return { run: does('edit'), again: does('edit'), undo: does('edit-undo') };
  });
  report('edit of many', points);
});
