import { z } from 'zod';

import { kinds, type Kind } from '../fields/index.ts';
import { statement, type Warehouse, type WarehouseParameters } from '../store/warehouse/index.ts';
import type { SourceDesk } from '../sources/index.ts';
import type { House } from './house.ts';

const countsRow = z.object({
  records: z.coerce.number(),
  alone: z.coerce.number(),
  gone: z.coerce.number(),
  changed: z.coerce.number(),
});

/**
 * What taking batches back would change. Profiles of one record are counted without looking at their members, since most
 * are of that kind; of all others it is asked which records would be left: edits alone
 * make no profile.
 */
function countSql(kind: string, mine: string): string {
  const links = `{db}.links_${kind}`;
  return `WITH members AS (SELECT profile, no FROM ${links} UNION ALL SELECT DISTINCT profile, profile FROM ${links})
  SELECT
    (SELECT count() FROM {db}.facts_${kind} WHERE ${mine}) AS records,
    (SELECT count() FROM {db}.facts_${kind} WHERE ${mine} AND _no NOT IN (SELECT no FROM members)) AS alone,
    countIf(left_over = 0) AS gone, countIf(left_over > 0) AS changed
  FROM (
    SELECT m.profile AS profile, sum(f.taken) AS taken, countIf(f.taken = 0 AND f._tied = 0) AS left_over
    FROM (SELECT _no, _tied, ${mine} AS taken FROM {db}.facts_${kind} WHERE _no IN (SELECT no FROM members)) AS f
    INNER JOIN members AS m ON m.no = f._no
    GROUP BY m.profile HAVING taken > 0
  )`;
}

/** Says what taking an import back would change. */
export async function foreseeUndo(
  house: House,
  workspace: string,
  id: string,
): ReturnType<SourceDesk['foreseeUndo']> {
  const published = (await house.batches(workspace).ofImport(id)).filter(
    ({ state }) => state === 'published',
  );
  if (published.length === 0) return { records: 0, gone: 0, changed: 0 };
  const batches = published.map(({ number }) => number);
  return foreseeWithout(await house.warehouse(workspace), {
    mine: () => '_batch IN {batches:Array(UInt32)}',
    asked: { batches },
  });
}

/** Says what profiles would be without the facts of a kind that meet a condition. */
export async function foreseeWithout(
  warehouse: Warehouse,
  { mine, asked }: { mine: (kind: Kind) => string; asked: WarehouseParameters },
): Promise<{ records: number; gone: number; changed: number }> {
  const sum = { records: 0, gone: 0, changed: 0 };
  for (const kind of kinds) {
    const counts = await warehouse.row(
      statement({ name: 'flow.undo.foresee', sql: countSql(kind, mine(kind)), row: countsRow }),
      asked,
    );
    if (counts === undefined) continue;
    sum.records += counts.records;
    sum.gone += counts.alone + counts.gone;
    sum.changed += counts.changed;
  }
  return sum;
}
