import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { BatchHead } from './heads.ts';
import type { Tie } from './intake.ts';

const tieRow = z.object({ primary: z.string(), keys: z.array(z.string()) });

/** The keys of the record that a batch is tied to, or null. */
export async function readTie(
  warehouse: Warehouse,
  head: Pick<BatchHead, 'kind' | 'tied'>,
): Promise<Tie | null> {
  if (head.tied === 0) return null;
  const row = await warehouse.row(
    statement({
      name: 'records.tie',
      sql: `SELECT toString(_primary) AS primary, arrayMap(k -> toString(k), _keys) AS keys FROM {db}.facts_${head.kind} WHERE _no = {no:UInt32}`,
      row: tieRow,
    }),
    { no: head.tied },
  );
  return { no: head.tied, primary: row?.primary ?? '0', keys: row?.keys ?? [] };
}
