import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { takeOut } from '../../records/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';

/** So many ids stand in one statement. */
const namedAtOnce = 20_000;

/** Takes out what was verified of values of which no record is kept any more, for it would still tell them. */
export async function removeUnhung(warehouse: Warehouse, kind: Kind): Promise<void> {
  const mine = `kind = '${kind}'`;
  const unhung = statement({
    name: 'profiles.verified.unhung',
    sql: `SELECT groupArray(id) AS ids FROM (
      SELECT id FROM {db}.verifications WHERE ${mine} AND NOT hasAny(numbers, (
        SELECT groupUniqArray(no) FROM {db}.records
        WHERE no IN (SELECT arrayJoin(numbers) FROM {db}.verifications WHERE ${mine})))
      LIMIT ${namedAtOnce})`,
    row: z.object({ ids: z.array(z.string()) }),
    lane: 'count',
  });
  for (;;) {
    const ids = (await warehouse.row(unhung))?.ids ?? [];
    if (ids.length === 0) return;
    const where = [mine, 'id IN {ids:Array(String)}'];
    await takeOut(warehouse, { table: 'verifications', where, asked: { ids }, again: true });
    if (ids.length < namedAtOnce) return;
  }
}
