import { array, assert, asyncProperty, integer, record } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { catalogue } from '../../fields/index.ts';
import { agglomerate } from './agglomerate.ts';
import { attributesOf } from './attributes.ts';
import { matchRecords } from './match.ts';
import { openSteps } from './steps.ts';
import { openTestWarehouse } from './test-warehouse.ts';

const { warehouse, close } = await openTestWarehouse();
afterAll(close);

const no = integer({ min: 1, max: 12 });
const pairs = array(record({ l: no, r: no, bits: integer({ min: -12, max: 12 }) }), {
  minLength: 1,
  maxLength: 20,
});

test('few links are joined in memory to the same groups as many by statements', async () => {
  const steps = await openSteps(warehouse, 'both');
  const groups = async (from: string, few: number) => {
    await agglomerate(steps, from, { few });
    const sql = `SELECT no, label FROM {db}.${steps.table('groups')} ORDER BY no`;
    return steps.ask('groups.read', sql, z.object({ no: z.number(), label: z.number() }));
  };
  await assert(
    asyncProperty(pairs, async (some) => {
      const listed = some.filter(({ l, r }) => l !== r).map(({ l, r, bits }) => `(${l}, ${r}, ${bits} / 2)`);
      if (listed.length === 0) return;
      const from = `SELECT toUInt32(pair.1) AS l, toUInt32(pair.2) AS r, pair.3 AS bits FROM (SELECT arrayJoin([${listed.join(', ')}]) AS pair)`;
      const byHand = await groups(from, 100);
      expect(await groups(from, 0)).toEqual(byHand);
      expect(byHand.length).toBe(new Set(some.flatMap(({ l, r }) => (l === r ? [] : [l, r]))).size);
    }),
    { numRuns: 8, endOnFailure: true },
  );
  await steps.close();
});

test('one record many times, a name that is none, and a chain end in bounded work and small groups', async () => {
  const columns = ['given_name', 'family_name', 'birth_date', 'city'] as const;
  const attributes = attributesOf(
    'person',
    catalogue('person').flatMap((field) =>
      columns.some((key) => key === field.key) ? { field, sql: field.key } : [],
    ),
  );
  const said = (from: string, [given, family, birth, city]: readonly string[]) =>
    `SELECT toUInt32(number) AS no, toUInt8(0) AS side, ${given} AS given_name, ${family} AS family_name, ${birth} AS birth_date, ${city} AS city FROM ${from}`;
  const letters = 'arrayStringConcat(arrayMap(i -> char(97 + (i + number) % 26), range(6)))';
  const rows = [
    said('numbers(1, 20000)', ["'anna'", "'smith'", "'1980-01-01'", "'leeds'"]),
    said('numbers(20001, 10000)', ["'test'", "'test'", "''", "concat('town ', toString(number))"]),
    said('numbers(30001, 26)', [letters, letters, "''", "''"]),
  ];
  const steps = await openSteps(warehouse, 'crowd');
  const input = { from: `(${rows.join(' UNION ALL ')})`, attributes, sided: false };
  const { compared, rules } = await matchRecords(steps, input);
  expect(compared).toBeLessThan(30_026 * 25);
  expect(rules.some(({ oversized }) => oversized >= 20_000)).toBe(true);
  await agglomerate(
    steps,
    `SELECT l, r, log2(p / greatest(1 - p, 1e-9)) AS bits FROM {db}.${steps.table('scored')}`,
  );
  const largest = `SELECT max(size) AS n FROM (SELECT count() AS size FROM {db}.${steps.table('groups')} WHERE no > 20000 GROUP BY label)`;
  const [row] = await steps.ask('largest', largest, z.object({ n: z.coerce.number() }));
  expect(row?.n).toBeLessThan(30);
  await steps.close();
});
