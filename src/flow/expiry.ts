import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { removeUnhung } from '../profiles/index.ts';
import { takeOut } from '../records/index.ts';
import { command, statement, type Warehouse, type WarehouseParameters } from '../store/warehouse/index.ts';
import type { House } from './house.ts';
import { rebuildWithout } from './take-back.ts';

/** What came from a source before a second and may not be kept any longer. */
export interface Expiry {
  readonly source: string;
  /** Seconds since 1970: what came before them goes. */
  readonly before: number;
}

/** The batches of a kind that go, by the parameters of an expiry. */
export const expiredBatches = (kind: Kind): string =>
  `SELECT batch FROM {db}.batches FINAL
  WHERE kind = '${kind}' AND source = {source:String} AND received_at < toDateTime({before:UInt32}) AND retracted = 0`;

/** So many numbers stand in one statement. */
const namedAtOnce = 20_000;

const countRow = z.object({ n: z.coerce.number() });
const numbersRow = z.object({ numbers: z.array(z.string()) });

/** What stands for parameters in conditions on what goes. */
export function askedOf({ source, before }: Expiry): WarehouseParameters {
  return { source, before };
}

/**
 * Takes out what is past its time, for whoever has the turn: facts and keys, then the raw records. Profiles become what other
 * records say. Cut off, it is done again from where its plan is; the batches are marked last.
 */
export async function removeExpired(
  house: House,
  workspace: string,
  { number, kind, ...expiry }: Expiry & { readonly kind: Kind; readonly number: number },
): Promise<void> {
  const warehouse = await house.warehouse(workspace);
  const asked = askedOf(expiry);
  const gone = `_batch IN (${expiredBatches(kind)})`;
  await rebuildWithout(house, { warehouse, workspace, kind, stageNumber: number, gone, asked });
  await eachPage(
    warehouse,
    { asked, numbers: `SELECT batch AS number FROM (${expiredBatches(kind)})` },
    async (numbers) => {
      for (const table of ['records', 'rejects'])
        await takeOut(warehouse, { table, where: [`batch IN (${numbers.join(', ')})`], again: true });
    },
  );
  await removeUnhung(warehouse, kind);
  await warehouse.run(
    command(
      'flow.expiry.mark',
      `INSERT INTO {db}.batches SELECT * REPLACE (1 AS retracted, version + 1 AS version) FROM {db}.batches FINAL
      WHERE batch IN (${expiredBatches(kind)})`,
    ),
    asked,
  );
  await house.batches(workspace).remove(number);
}

/** Tables of what happened; a load has rows in all of them. */
const eventTables = ['orders', 'order_lines', 'costs', 'said_traits', 'opinions', 'events'] as const;

/** Takes events of a source out that are past their time, with all that was made of them, whole loads at a time; answers how many. */
export async function expireEvents(warehouse: Warehouse, expiry: Expiry): Promise<number> {
  const asked = askedOf(expiry);
  const own = 'source = {source:String}';
  let removed = 0;
  const loads = `SELECT load AS number FROM {db}.events WHERE ${own}
    GROUP BY load HAVING max(received) < toDateTime64({before:UInt32}, 3)`;
  await eachPage(warehouse, { asked, numbers: loads }, async (numbers) => {
    const where = [own, `load IN (${numbers.join(', ')})`];
    const sql = `SELECT count() AS n FROM {db}.events WHERE ${where.join(' AND ')}`;
    const found = await warehouse.row(
      statement({ name: 'flow.expiry.events', sql, row: countRow, lane: 'count' }),
      asked,
    );
    removed += found?.n ?? 0;
    // The events go last: by them it is known which loads are left, should this be cut off.
    for (const table of eventTables) await takeOut(warehouse, { table, where, asked, again: true });
  });
  const claimed = [own, 'ts < toDateTime64({before:UInt32}, 3)'];
  await takeOut(warehouse, { table: 'claims', where: claimed, asked, again: true });
  const refused = [own, 'received < toDateTime64({before:UInt32}, 3)'];
  await takeOut(warehouse, { table: 'dead_letters', where: refused, asked, again: true });
  return removed;
}

/** Works on numbers that a SELECT names, page by page. */
async function eachPage(
  warehouse: Warehouse,
  { asked, numbers: select }: { asked: WarehouseParameters; numbers: string },
  work: (numbers: readonly string[]) => Promise<void>,
): Promise<void> {
  const page = statement({
    name: 'flow.expiry.page',
    sql: `SELECT groupArray(toString(number)) AS numbers FROM (
      SELECT number FROM (${select}) WHERE number > {after:UInt64} ORDER BY number LIMIT ${namedAtOnce}
    )`,
    row: numbersRow,
    lane: 'count',
  });
  for (let after = '0'; ;) {
    const numbers = (await warehouse.row(page, { ...asked, after }))?.numbers ?? [];
    const last = numbers.at(-1);
    if (last === undefined) return;
    await work(numbers);
    after = last;
  }
}
