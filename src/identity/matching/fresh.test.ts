import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { catalogue } from '../../fields/index.ts';
import { command } from '../../store/warehouse/index.ts';
import { attributesOf } from './attributes.ts';
import { keepFresh, keepKeys, matchFresh } from './fresh.ts';
import { matchRecords } from './match.ts';
import { openSteps, type Steps } from './steps.ts';
import { openTestWarehouse } from './test-warehouse.ts';

const { warehouse, close } = await openTestWarehouse();
afterAll(close);

const columns = ['given_name', 'family_name', 'birth_date', 'city'] as const;
const attributes = attributesOf(
  'person',
  catalogue('person').flatMap((field) =>
    columns.some((key) => key === field.key) ? { field, sql: field.key } : [],
  ),
);
const [known, came] = [600, 90];

/** Persons of a few hundred names; each of those that came is somebody who is known, or another of those that came. */
const madeSql = `SELECT toUInt32(number + 1) AS no, toUInt8(0) AS side, toUInt32(1) AS batch,
    if(number < ${known}, number, if(number % 3 = 0, 5000 + number % 40, number * 7 % ${known})) AS who,
    concat('name', char(97 + who % 23), char(97 + who % 19)) AS given_name, concat('fam', char(97 + who % 17), char(97 + who % 13)) AS family_name,
    toString(19500101 + who % 31) AS birth_date, concat('town', char(97 + who % 11)) AS city FROM numbers(${known + came})`;

/** Learns from those that are known, and keeps what newcomers are compared with. */
async function prepare() {
  const made = `CREATE TABLE {db}.made ENGINE = MergeTree ORDER BY no AS ${madeSql}`;
  await warehouse.run(command('test.made', made));
  const steps = await openSteps(warehouse, 'match_made');
  const from = `(SELECT * FROM {db}.made WHERE no <= ${known})`;
  const input = { from, attributes, sided: false };
  const { model, rules } = await matchRecords(steps, input, { keep: 'known_made' });
  await steps.close();
  const chosen = rules.flatMap((rule) => (rule.chosen ? rule.rule : []));
  const kept = { prefix: 'known_made', rules: chosen, rows: known };
  return async (where: string, { pairsAtOnce, keep }: { pairsAtOnce: number; keep: boolean }) => {
    const small = await openSteps(warehouse, 'news_made', { small: true });
    const outcome = await matchFresh(small, {
      input: { ...input, from: `(SELECT * FROM {db}.made WHERE no > ${known} AND ${where})` },
      known: kept,
      model,
      present: (numbers) => `SELECT no FROM {db}.made WHERE no IN (${numbers})`,
      pairsAtOnce,
    });
    const pairs = await readPairs(small);
    if (keep) {
      await keepKeys(small, kept);
      await keepFresh(small, attributes, kept);
    }
    const passes = small.log.filter(({ name }) => name === 'match.values').length;
    await small.close();
    return { outcome, pairs, passes };
  };
}

async function readPairs(steps: Steps): Promise<string[]> {
  const sql = `SELECT toJSONString(tuple(l, r, g, round(p, 4))) AS text FROM {db}.${steps.table('scored')} ORDER BY l, r`;
  return (await steps.ask('read', sql, z.object({ text: z.string() }))).map(({ text }) => text);
}

test('newcomers find the same pairs in one pass, in many, and one load after another', async () => {
  const match = await prepare();
  const whole = await match('1', { pairsAtOnce: 1_000_000, keep: false });
  expect(whole.passes).toBe(1);
  expect(whole.pairs.length).toBeGreaterThan(came / 2);

  const few = Math.ceil(whole.outcome.compared / 4);
  const some = await match('1', { pairsAtOnce: few, keep: false });
  expect(some.passes).toBe(Math.ceil(whole.outcome.compared / few));
  expect(some.outcome).toEqual(whole.outcome);
  expect(some.pairs).toEqual(whole.pairs);

  // Those that came first are known to those that follow: pairs among newcomers are not lost.
  const loads = [
    await match('no % 2 = 0', { pairsAtOnce: few, keep: true }),
    await match('no % 2 = 1', { pairsAtOnce: few, keep: true }),
  ];
  const ends = (pairs: readonly string[]) =>
    pairs.map((pair) => pair.split(',').slice(0, 2).join()).toSorted();
  expect(ends(loads.flatMap(({ pairs }) => pairs))).toEqual(ends(whole.pairs));
});
