import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { BatchHead } from './heads.ts';
import { tieField, type Tie } from './intake.ts';

const tieRow = z.object({ primary: z.string(), keys: z.array(z.string()) });

/**
 * The record that a batch is tied to, with its keys, or the column that says so for each of its records, or null. Where
 * that record was taken back, the keys are those that the batch inherited from it.
 */
export async function readTie(
  warehouse: Warehouse,
  head: Pick<BatchHead, 'kind' | 'tied' | 'batch' | 'mapping'>,
): Promise<Tie | null> {
  const each = head.mapping.find(({ field }) => field === tieField);
  if (each !== undefined) return { column: each.column, facts: `facts_${head.kind}` };
  if (head.tied === 0) return null;
  const row = await warehouse.row(
    statement({
      name: 'records.tie',
      sql: `SELECT toString(_primary) AS primary, arrayMap(k -> toString(k), _keys) AS keys FROM {db}.facts_${head.kind}
      WHERE _no = {no:UInt32} OR _tied = {no:UInt32} AND _batch = {batch:UInt32} ORDER BY _no = {no:UInt32} DESC LIMIT 1`,
      row: tieRow,
    }),
    { no: head.tied, batch: head.batch },
  );
  return { no: head.tied, primary: row?.primary ?? '0', keys: row?.keys ?? [] };
}
