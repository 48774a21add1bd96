import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import {
  command,
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  statement,
  type Warehouse,
  type WarehouseEngine,
} from '../store/warehouse/index.ts';
import { backtestOrders } from './next-order.ts';
import { refreshValues } from './refresh.ts';

const url = process.env['TEST_CLICKHOUSE_URL'] ?? null;
const customers = 6_000;
const weeks = 78;
const start = Date.parse('2025-01-01T00:00:00Z');
const weekMs = 7 * 86_400_000;
const asOf = new Date(start + weeks * weekMs).toISOString().slice(0, 10);

let directory: string;
let engine: WarehouseEngine;
let warehouse: Warehouse;

/** The same numbers each time, evenly between 0 and 1. */
let state = 20_260_601;
function draw(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}

/** Gamma distributed, by Marsaglia and Tsang (2000). */
function drawGamma(shape: number): number {
  if (shape < 1) return drawGamma(shape + 1) * draw() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(draw()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** The weeks in which a customer of the model orders: at a rate of its own, until it leaves after one of its orders. */
function drawOrders(): number[] {
  const rate = drawGamma(1.2) / 6;
  const [left, stays] = [drawGamma(0.8), drawGamma(3)];
  const leaves = left / (left + stays);
  const list = [draw() * 20];
  for (;;) {
    const next = (list.at(-1) ?? 0) - Math.log(draw()) / rate;
    if (next > weeks) return list;
    list.push(next);
    if (draw() < leaves) return list;
  }
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-next-'));
  engine = await openWarehouse({ url, cluster: null, directory: join(directory, 'warehouse') });
  warehouse = scopeWarehouse(engine, (url === null ? 0 : 910_000 + (process.pid % 1_000) * 100) + 1);
  await migrateWarehouse(engine, warehouse.database, await readWarehouseMigrations('migrations/warehouse'));
  await warehouse.run(
    command(
      'test.owners',
      `INSERT INTO {db}.owners SELECT number, 'person', number FROM numbers(1, ${customers})`,
    ),
  );
  const rows = Array.from({ length: customers }, (_, who) =>
    drawOrders().map((week, i) => {
      const at = new Date(start + week * weekMs).toISOString().slice(0, 19).replace('T', ' ');
      return `(${who + 1}, '${at}', '${who} ${i}', 'completed', 10, 'CNY')`;
    }),
  ).flat();
  for (let i = 0; i < rows.length; i += 5_000)
    await warehouse.run(
      command(
        'test.orders',
        `INSERT INTO {db}.orders (entity, ts, order, movement, amount, currency) VALUES ${rows.slice(i, i + 5_000).join(', ')}`,
      ),
    );
  await refreshValues(warehouse, { now: new Date(asOf), asOf, report: () => undefined });
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

it('tells the risk of customers who order as the model says: what came is what was told', async () => {
  const tests = await backtestOrders(warehouse, asOf);
  const [test] = tests;
  if (test === undefined) throw new Error('nothing was tested');
  expect(tests).toHaveLength(1);
  expect(test.customers).toBe(customers);
  const large = test.bins.filter((bin) => bin.customers >= 250);
  expect(large.length).toBeGreaterThan(3);
  for (const { bin, expected, found } of large)
    expect(Math.abs(expected - found), `tenth ${bin}`).toBeLessThan(0.07);
  expect(test.skill).toBeGreaterThan(0.2);
  expect(test.ranking).toBeGreaterThan(test.byRecency ?? 1);
  expect(Math.abs((test.due.expected ?? 0) - (test.due.ordered ?? 1))).toBeLessThan(0.04);
});

it('writes risk and next order down for every customer, so that rules can ask for them', async () => {
  const row = await warehouse.row(
    statement({
      name: 'test.values',
      sql: `SELECT toFloat64(count()) AS n, min(risk) AS low, max(risk) AS high, min(next_days) AS soon,
        toFloat64(countIf(risk < 1 - alive)) AS wrong FROM {db}.customer_values`,
      row: z.object({
        n: z.number(),
        low: z.number(),
        high: z.number(),
        soon: z.number(),
        wrong: z.number(),
      }),
    }),
  );
  expect(row).toMatchObject({ n: customers, wrong: 0 });
  expect(row?.low).toBeGreaterThanOrEqual(0);
  expect(row?.high).toBeLessThanOrEqual(1);
  expect(row?.soon).toBeGreaterThan(0);
});
