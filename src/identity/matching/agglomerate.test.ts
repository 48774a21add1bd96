import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { array, assert, asyncProperty, integer, record } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openWarehouse, scopeWarehouse } from '../../store/warehouse/index.ts';
import { agglomerate } from './agglomerate.ts';
import { openSteps } from './steps.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-agglomerate-'));
const engine = await openWarehouse({ url: null, cluster: null, directory });
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
await engine.act({ sql: 'CREATE DATABASE ws_1', parameters: {}, lane: 'bulk' });
const warehouse = scopeWarehouse(engine, 1);

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
