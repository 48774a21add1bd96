import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';

/** From this many rows on the text indexes are built after the profiles are visible: search is right without it, only slower. */
const indexedLater = 50_000;

/** True where the text indexes of so many new profiles are left for later. */
export function isIndexedLater(rows: number): boolean {
  return rows >= indexedLater;
}

/** Builds what was left for later; answers at once, the engine works in the background. */
export async function finishIndex(warehouse: Warehouse, kind: Kind, rows: number): Promise<void> {
  if (isIndexedLater(rows)) await buildIndex(warehouse, kind);
}

async function buildIndex(warehouse: Warehouse, kind: Kind): Promise<void> {
  await warehouse.run(
    command(
      'profiles.index',
      `ALTER TABLE {db}.profiles_${kind} MATERIALIZE INDEX _name_pairs, MATERIALIZE INDEX _search_pairs`,
      { mutations_sync: 0 },
    ),
  );
}

const workRow = z.object({ n: z.coerce.number() });

/** Whether the text indexes of what came last are still being built. */
async function isBuilding(warehouse: Warehouse, kind: Kind): Promise<boolean> {
  const row = await warehouse.row(
    statement({
      name: 'profiles.index.building',
      sql: `SELECT count() AS n FROM system.mutations WHERE database = '{db}' AND table = 'profiles_${kind}' AND NOT is_done AND position(command, 'MATERIALIZE INDEX') > 0`,
      row: workRow,
    }),
  );
  return (row?.n ?? 0) > 0;
}

const [longestMs, oftenMs] = [60_000, 50];

/**
 * Does work that puts other parts in the place of those of the table. Parts that are replaced take along what was being built
 * for them: that is waited for, and where it takes too long it is begun again.
 */
export async function besideIndex(
  warehouse: Warehouse,
  kind: Kind,
  work: () => Promise<void>,
): Promise<void> {
  const until = performance.now() + longestMs;
  let building = await isBuilding(warehouse, kind);
  while (building && performance.now() < until) {
    await sleep(oftenMs);
    building = await isBuilding(warehouse, kind);
  }
  await work();
  if (building) await buildIndex(warehouse, kind);
}
