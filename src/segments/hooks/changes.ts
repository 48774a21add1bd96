import { z } from 'zod';

import { statement, type Warehouse } from '../../store/warehouse/index.ts';

/** So many changes go in one message. */
export const changesOfBatch = 1_000;

const number = z.coerce.number();
const refreshes = statement({
  name: 'segments.hooks.refreshes',
  sql: `SELECT toString(at) AS moment, entered + left AS changes FROM {db}.segment_sizes
    WHERE segment = {segment:String} AND at > {mark:DateTime64(3)} AND entered + left > 0 ORDER BY at LIMIT 1000`,
  row: z.object({ moment: z.string(), changes: number }),
});

function momentOf(date: Date): string {
  return date.toISOString().replace('T', ' ').replace('Z', '');
}

/** The refreshes of a segment after a moment that changed it, the first first. */
export async function readRefreshes(warehouse: Warehouse, segment: string, after: Date) {
  const rows = await warehouse.rows(refreshes, { segment, mark: momentOf(after) });
  return rows.map(({ moment, changes }) => ({ at: new Date(`${moment.replace(' ', 'T')}Z`), changes }));
}

/**
 * A batch of the changes of one refresh. A refresh that was cut off notes the same changes again at the next: who was said to
 * have come, and has not left since, does not come once more. What was before another rule does not count.
 */
const batch = statement({
  name: 'segments.hooks.batch',
  sql: `SELECT c.profile AS profile, c.entered AS entered
    FROM (
      SELECT DISTINCT entered, profile FROM {db}.segment_changes WHERE segment = {segment:String} AND at = {at:DateTime64(3)}
      ORDER BY entered DESC, profile LIMIT {offset:UInt32}, ${changesOfBatch}
    ) AS c
    LEFT JOIN (
      SELECT profile, toInt8(argMax(entered, at)) AS before FROM {db}.segment_changes
      WHERE segment = {segment:String} AND at < {at:DateTime64(3)}
        AND at IN (SELECT at FROM {db}.segment_sizes WHERE segment = {segment:String})
        AND at >= (SELECT max(at) FROM {db}.segment_sizes WHERE segment = {segment:String} AND first = 1 AND at <= {at:DateTime64(3)})
        AND profile IN (
          SELECT profile FROM {db}.segment_changes WHERE segment = {segment:String} AND at = {at:DateTime64(3)}
        )
      GROUP BY profile
    ) AS b ON c.profile = b.profile
    WHERE b.profile = 0 OR b.before != c.entered
    ORDER BY entered DESC, profile`,
  row: z.object({ profile: number, entered: number }),
});

interface Asked {
  readonly segment: string;
  readonly at: Date;
  readonly batch: number;
}

/** Who came and left in a batch. */
export async function readBatch(warehouse: Warehouse, { segment, at, batch: place }: Asked) {
  return warehouse.rows(batch, { segment, at: momentOf(at), offset: place * changesOfBatch });
}
