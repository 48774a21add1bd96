import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from './crash-house.ts';
import { inspect, readContent, sound } from './inspect.ts';
import { chooseMoments, company, cutOff, seed } from './moments.ts';
import { creditCode } from '../make.ts';
import { onServers } from '../place.ts';
import { openErasure } from '../../src/flow/erasure.ts';
import { retentionJob, retentionKind } from '../../src/flow/retention.ts';
import { createQueue } from '../../src/jobs/index.ts';
import { profileId } from '../../src/lib/profile-id.ts';
import { command, statement } from '../../src/store/warehouse/index.ts';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 });
afterAll(() => vi.resetConfig());

const crash = await openCrashHouse();
const { house, mortal, workspace, owner, warehouse, sources, startImport, close } = crash;
afterAll(close);

/** A piece of work that takes customers away; what it is to leave nothing of stands in `listed`, the numbers of their records. */
interface Removal {
  readonly listed: readonly number[];
  run(): Promise<unknown>;
  /** Does it again after a restart, where a job would. */
  again?(): Promise<unknown>;
}

const numberRow = z.object({ no: z.coerce.number() });
const numbersOf = async (index: number): Promise<number[]> =>
  (
    await warehouse.rows(
      statement({
        name: 'test.numbers',
        sql: 'SELECT _no AS no FROM {db}.facts_organization WHERE credit_code = {code:String} ORDER BY no',
        row: numberRow,
      }),
      { code: creditCode(index) },
    )
  ).map(({ no }) => no);

/** Rows that are left of records, and of what happened with whom they are about. */
async function left(numbers: readonly number[], entity: number): Promise<Record<string, unknown>> {
  const row = await warehouse.row(
    statement({
      name: 'test.left',
      sql: `SELECT
        (SELECT count() FROM {db}.records WHERE no IN {numbers:Array(UInt32)}) AS records,
        (SELECT count() FROM {db}.facts_organization WHERE _no IN {numbers:Array(UInt32)}) AS facts,
        (SELECT count() FROM {db}.identifiers_organization WHERE no IN {numbers:Array(UInt32)}) AS identifiers,
        (SELECT count() FROM {db}.entities WHERE entity = {entity:UInt32}) AS entities,
        (SELECT count() FROM {db}.events WHERE entity = {entity:UInt32}) AS events,
        (SELECT count() FROM {db}.sightings WHERE entity = {entity:UInt32}) AS sightings,
        (SELECT count() FROM {db}.owners WHERE entity = {entity:UInt32}) AS owners`,
      row: z.record(z.string(), z.unknown()),
    }),
    { numbers: [...numbers], entity },
  );
  return row ?? {};
}

const nothing = { records: 0, facts: 0, identifiers: 0, entities: 0, events: 0, sightings: 0, owners: 0 };

/** Something has happened with the customer of a record: an entity that its first key names, with two events and a device. */
async function happen(no: number, entity: number): Promise<void> {
  const said: readonly (readonly [string, string])[] = [
    [
      'entities',
      "(key, entity, type, value, first) SELECT _keys[1], {entity:UInt32}, 'test', 'test', now64(3) FROM {db}.facts_organization WHERE _no = {no:UInt32}",
    ],
    [
      'events',
      "(name, entity, ts, type, source, message, load, received) SELECT 'Page Viewed', {entity:UInt32}, now64(3), 'track', '丁', {entity:UInt32} * 10 + number, {entity:UInt32}, now64(3) FROM numbers(2)",
    ],
    ['sightings', "(entity, device, agent) SELECT {entity:UInt32}, {entity:UInt32}, 'test'"],
    ['owners', "(entity, kind, profile) SELECT {entity:UInt32}, 'organization', {no:UInt32}"],
  ];
  for (const [table, sql] of said)
    await warehouse.run(command('test.happen', `INSERT INTO {db}.${table} ${sql}`), { no, entity });
}

/** Cuts a removal off at one statement after another, of customers with numbers from `base` on; once what was cut off is settled, all is gone but for the `rest`, or nothing has begun. */
async function cutEverywhere(
  { base, rest }: { base: number; rest: Record<string, number> },
  prepare: (index: number) => Promise<Removal>,
): Promise<string> {
  const gone = { ...nothing, ...rest };
  const start = await readContent(warehouse);
  const begin = async (index: number) => {
    const removal = await prepare(index);
    const [first = 0] = removal.listed;
    await happen(first, index);
    return removal;
  };
  const calm = await begin(base);
  mortal.arm(null);
  await calm.run();
  const statements = mortal.count();
  expect(await readContent(warehouse), 'not cut off').toEqual(start);
  expect(await inspect(warehouse), 'not cut off').toEqual(sound);
  expect(await left(calm.listed, base), 'not cut off').toEqual(gone);
  const { chosen, all } = chooseMoments(statements, 83);
  for (const [place, moment] of chosen.entries()) {
    const index = base + 1 + place;
    const removal = await begin(index);
    const before = await readContent(warehouse);
    await cutOff(crash, moment, removal.run);
    const what = `cut off ${moment.done ? 'after' : 'before'} statement ${moment.at} of ${statements}`;
    expect(await inspect(warehouse), what).toEqual(sound);
    if (removal.again !== undefined) await removal.again();
    else if ((await readContent(warehouse)).join('\n') === before.join('\n')) await removal.run();
    expect(await readContent(warehouse), what).toEqual(start);
    expect(await left(removal.listed, index), what).toEqual(gone);
    expect(await inspect(warehouse), what).toEqual(sound);
  }
  return `${chosen.length} of ${all}`;
}

if (!onServers) {
  const first = await startImport(
    '甲',
    Array.from({ length: 6 }, (_, index) => company(index + 1)),
  );
  await first.run();
}

test.skipIf(onServers)(
  'an erasure that is cut off anywhere is finished by whoever has the turn next',
  async () => {
    const { erase } = openErasure(house);
    const points = await cutEverywhere({ base: 1_000, rest: {} }, async (index) => {
      // It shares a number with another, who stays.
      await (await startImport('乙', [company(index, { 电话: '13810000002' })])).run();
      await (await startImport('丙', [company(index, { 员工人数: '7' })])).run();
      const listed = await numbersOf(index);
      expect(listed).toHaveLength(2);
      const id = profileId('organization', Math.min(...listed));
      return { listed, run: () => erase(owner, id) };
    });
    console.log(`erasure: cut off at ${points} moments, seed ${seed}`);
  },
);

test.skipIf(onServers)(
  'records past their time whose removal is cut off anywhere are gone once it is settled',
  async () => {
    // Who somebody is stays known: other sources may say more of it.
    const known = { entities: 1, sightings: 1, owners: 1 };
    const later = { ...house, clock: () => new Date(Date.now() + 10 * 86_400_000) };
    const queue = createQueue({ operational: house.operational, clock: house.clock });
    const [trail, workspaces] = [async () => undefined, async () => []];
    const handler = retentionJob({ house: later, sources, queue, trail, workspaces });
    queue.register(handler);
    const points = await cutEverywhere({ base: 2_000, rest: known }, async (index) => {
      const rows = [company(index, { 电话: '13810000002' }), company(index, { 员工人数: '7' })];
      await (await startImport('丁', rows)).run();
      const source = (await sources.list(workspace)).find(({ name }) => name === '丁')?.id ?? '';
      await sources.keep(workspace, source, 1);
      const job = await queue.enqueue({
        workspace,
        kind: retentionKind,
        input: { source },
        createdBy: 'test',
      });
      const run = () =>
        handler.run({
          job,
          input: { source },
          signal: new AbortController().signal,
          report: () => undefined,
        });
      return { listed: await numbersOf(index), run, again: run };
    });
    console.log(`expiry: cut off at ${points} moments, seed ${seed}`);
  },
);
