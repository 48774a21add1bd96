import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { FunnelStep } from './contract.ts';
import { readFunnel } from './funnel.ts';
import { openTestWorkspace } from '../../test/warehouse.ts';

const kind = 'person' as const;
let warehouse: Warehouse;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, close } = await openTestWorkspace(8));
});
afterAll(() => close());

async function write(sql: string, parameters: Readonly<Record<string, number>> = {}): Promise<void> {
  await warehouse.run(statement({ name: 'test.write', sql, row: z.unknown() }), parameters);
}

/**
 * A few hundred events of every seed, close together: equal seconds, windows that end at the second of an event, steps out of their
 * order. Of the 90 entities a third are alone, others share a profile, belong to a company or to nobody.
 */
async function fill(seed: number): Promise<void> {
  for (const table of ['owners', 'events']) await write(`TRUNCATE TABLE {db}.${table}`);
  const draw = (purpose: string) => `cityHash64(number, '${purpose}', {seed:UInt32})`;
  await write(
    `INSERT INTO {db}.owners (entity, kind, profile)
    SELECT number + 1, if(number % 9 = 8, 'organization', 'person'), if(number < 30, number + 1, 31 + ${draw('profile')} % 25)
    FROM numbers(80)`,
    { seed },
  );
  for (let part = 0; part < 3; part += 1)
    await write(
      `INSERT INTO {db}.events (name, entity, ts, type, category)
      SELECT ['a', 'b', 'c', 'd'][1 + ${draw('name')} % 4], 1 + ${draw('entity')} % 90,
        toDateTime64('2024-03-01 00:00:00', 3, 'UTC') + 43200 * (${draw('half day')} % 9) + ${draw('second')} % 2 + 0.5 * (${draw('tick')} % 2),
        'track', ['tea', 'cup'][1 + ${draw('category')} % 2]
      FROM numbers(${part * 200}, 200)`,
      { seed },
    );
}

/** How far customers came, by the engine's funnel over all of a customer's events. */
async function levels(conditions: readonly string[], days: number): Promise<number[]> {
  const sql = `SELECT level FROM (
      SELECT profile, windowFunnel(${days * 86_400})(toDateTime(ts), ${conditions.join(', ')}) AS level
      FROM {db}.events AS e INNER JOIN {db}.owners AS w ON e.entity = w.entity
      WHERE w.kind = 'person' GROUP BY profile)`;
  const rows = await warehouse.rows(statement({ name: 'test', sql, row: z.object({ level: z.number() }) }));
  return conditions.map((_, i) => rows.filter(({ level }) => level > i).length);
}

describe('funnels', () => {
  const tea = { property: 'category', eq: 'tea' } as const;
  const cases: { steps: FunnelStep[]; conditions: string[] }[] = [
    { steps: ['a', 'b', 'c'], conditions: ["name = 'a'", "name = 'b'", "name = 'c'"] },
    { steps: ['c', 'a'], conditions: ["name = 'c'", "name = 'a'"] },
    {
      steps: ['b', { did: 'a', where: tea }, 'd', { did: 'a', where: { property: 'category', eq: 'cup' } }],
      conditions: [
        "name = 'b'",
        "name = 'a' AND category = 'tea'",
        "name = 'd'",
        "name = 'a' AND category = 'cup'",
      ],
    },
  ];

  it('count each customer as far as all of its events lead, whatever it is known by', async () => {
    const seen: number[] = [];
    for (const seed of [1, 2, 3, 4]) {
      await fill(seed);
      for (const { steps, conditions } of cases)
        for (const days of [1, 2]) {
          const funnel = await readFunnel(warehouse, { kind, steps, days });
          const counts = funnel.steps.map(({ customers }) => customers);
          expect(counts).toEqual(await levels(conditions, days));
          seen.push(...counts);
        }
    }
    expect(Math.min(...seen)).toBeLessThan(10);
    expect(Math.max(...seen)).toBeGreaterThan(30);
  });
});
