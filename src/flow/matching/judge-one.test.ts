import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openSteps, type ScoredPair } from '../../identity/index.ts';
import {
  command,
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  statement,
} from '../../store/warehouse/index.ts';
import { forgetOne, judgeOne, lookAroundOne, writeJudged } from './judge-one.ts';
import { forgetPairs, judgePairs, writePairs } from './judge.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-judge-'));
const engine = await openWarehouse({ url: null, cluster: null, directory });
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
await migrateWarehouse(engine, 'ws_1', await readWarehouseMigrations('migrations/warehouse'));
const warehouse = scopeWarehouse(engine, 1);

const run = { kind: 'person', number: 4, join_at: 0.95, review_at: 0.2 } as const;
const place = { ...run, profiles: 'profiles_person' };
const newcomer = 50;
const profile = integer({ min: 1, max: 6 });
const chance = constantFrom(0.03, 0.06, 0.3, 0.9, 0.96, 0.999);

const sql = (text: string) => warehouse.run(command('test.judge', text));
/** Puts rows in the place of what a table holds; `columns` in parentheses where there are others. */
const fill = async (table: string, rows: readonly string[], columns = '') => {
  await sql(`TRUNCATE TABLE {db}.${table}`);
  if (rows.length > 0) await sql(`INSERT INTO {db}.${table} ${columns} VALUES ${rows.join(', ')}`);
};

const pairsRow = z.object({ row: z.string() });
const readPairs = async () =>
  (
    await warehouse.rows(
      statement({
        name: 'test.pairs',
        sql: 'SELECT toString(tuple(run, l, r, p, band, reason, grades, bits)) AS row FROM {db}.pairs_person ORDER BY row',
        row: pairsRow,
      }),
    )
  ).map(({ row }) => row);

/** Judges what a newcomer is scored with by the statements for many. */
async function judgeAmongMany(scored: readonly ScoredPair[]): Promise<void> {
  const steps = await openSteps(warehouse, 'many', { small: true });
  await steps.prepare({
    fresh: { columns: 'no UInt32', order: 'no' },
    scored: { columns: 'l UInt32, r UInt32, g UInt64, w Array(Float32), p Float32', order: 'l' },
  });
  await fill(steps.table('fresh'), [`(${newcomer})`]);
  await fill(
    steps.table('scored'),
    scored.map(
      ({ l, r, p, w, grades }) => `(${l}, ${r}, ${grades[0]} + ${grades[1]} * 16, [${w.join(', ')}], ${p})`,
    ),
  );
  const scope = { fresh: steps.table('fresh'), number: run.number };
  await forgetPairs(steps, { kind: run.kind, ...scope });
  if (scored.length > 0) {
    await judgePairs(steps, run, scope);
    await writePairs(steps, { kind: run.kind, number: run.number, count: 2 });
  }
  await steps.close();
}

/** It was compared with everybody, however few of them it is scored with. */
async function judgeAlone(scored: readonly ScoredPair[]): Promise<void> {
  const others = scored.length === 0 ? [] : [1, 2, 3, 4, 5, 6];
  const around = await lookAroundOne(warehouse, place, { no: newcomer, others });
  if (around.said > 0) await forgetOne(warehouse, run, newcomer);
  await writeJudged(warehouse, run, judgeOne(run, scored, around));
}

const pair = record({ l: profile, r: profile, p: chance });
const situation = record({
  scored: array(record({ l: profile, p: chance }), { maxLength: 5 }),
  pairs: array(pair, { maxLength: 6 }),
  before: array(profile, { maxLength: 2 }),
  apart: array(profile, { maxLength: 1 }),
  linked: array(record({ profile, no: integer({ min: 11, max: 14 }) }), { maxLength: 3 }),
  primary: array(
    record({
      no: constantFrom(1, 2, 3, 4, 11, 12, 13, newcomer),
      key: constantFrom('7', '18446744073709551615'),
    }),
    {
      maxLength: 5,
    },
  ),
});

test('the pairs of one newcomer are judged as they are among many, and what was said of it before goes', async () => {
  await fill(
    'profiles_person',
    [1, 2, 3, 4, 5, 6, newcomer].map((no) => `(${no})`),
    '(_no)',
  );
  let written = 0;
  await assert(
    asyncProperty(situation, async ({ scored: met, pairs, before, apart, linked, primary }) => {
      const once = new Map(met.map(({ l, p }) => [l, Math.fround(p)]));
      const scored = [...once].map(([l, p]) => {
        const clear = Math.log2(p / (1 - p));
        return { l, r: newcomer, p, bits: Math.max(-10, Math.min(10, clear)), grades: [l, 3], w: [1.5, -2] };
      });
      await fill(
        'links_person',
        [...new Map(linked.map((one) => [one.no, one.profile]))].map(([no, of]) => `(${of}, ${no})`),
      );
      await fill(
        'facts_person',
        [...new Map(primary.map((one) => [one.no, one.key]))].map(([no, key]) => `(${no}, ${key})`),
        '(_no, _primary)',
      );
      await fill(
        'aparts_person',
        apart.map((no) => `(${no}, ${newcomer})`),
        '(low, high)',
      );
      const earlier = new Map(pairs.filter(({ l, r }) => l < r).map(({ l, r, p }) => [`${l}, ${r}`, p]));
      const start = [
        ...[...earlier].map(([ends, p]) => `(${run.number}, ${ends}, ${p}, 1, '', [], [])`),
        ...before.map((no) => `(${run.number}, ${no}, ${newcomer}, 0.5, 2, 'unsure', [], [])`),
        `(${run.number - 1}, 1, ${newcomer}, 0.5, 2, 'unsure', [], [])`,
      ];
      await fill('pairs_person', start);
      await judgeAmongMany(scored);
      const many = await readPairs();
      await fill('pairs_person', start);
      await judgeAlone(scored);
      expect(await readPairs()).toEqual(many);
      written += many.filter((row) => row.includes(`${newcomer}`)).length;
    }),
    { numRuns: 15, endOnFailure: true },
  );
  expect(written).toBeGreaterThan(15);
});

test('a profile that has gone meanwhile is in no pair', async () => {
  await fill('profiles_person', [`(2)`, `(${newcomer})`], '(_no)');
  for (const name of ['links', 'facts', 'aparts', 'pairs']) await fill(`${name}_person`, []);
  const met = { r: newcomer, p: Math.fround(0.99), bits: 6.6, grades: [1, 2], w: [1, 2] };
  const scored = [
    { ...met, l: 1 },
    { ...met, l: 2 },
  ];
  const around = await lookAroundOne(warehouse, place, { no: newcomer, others: [1, 2] });
  const judged = judgeOne(run, scored, around);
  expect(judged.map(({ l, band }) => ({ l, band }))).toEqual([{ l: 2, band: 1 }]);
});
