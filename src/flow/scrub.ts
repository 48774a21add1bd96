import { z } from 'zod';

import { command, statement, type Warehouse } from '../store/warehouse/index.ts';

/** Parts in which rows are only marked as gone, by table, and whether there is space to write the largest of them anew. */
const listMarked = statement({
  name: 'flow.scrub.list',
  sql: `SELECT table, max(bytes_on_disk) * 1.1 < (SELECT max(unreserved_space) FROM system.disks) AS fits
  FROM system.parts WHERE database = '{db}' AND active AND has_lightweight_delete GROUP BY table ORDER BY table`,
  row: z.object({ table: z.string(), fits: z.coerce.boolean() }),
  lane: 'count',
});

/**
 * Takes out of the files what was deleted: the engine only marks rows, and writes parts without them when it happens to merge
 * these, which may be never. Answers how many tables were written anew; where there is no space, the next night will do.
 */
export async function scrubDeleted(warehouse: Warehouse): Promise<number> {
  const marked = (await warehouse.rows(listMarked)).filter(({ fits }) => fits);
  for (const { table } of marked)
    await warehouse.run(
      command('flow.scrub', `ALTER TABLE {db}.\`${table}\` APPLY DELETED MASK`, { mutations_sync: 1 }),
    );
  return marked.length;
}
