import { z } from 'zod';

import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { IntakeStatements } from './intake.ts';

/** Facts of so many records are worked out at a time: what they are tied to is held in memory beside them. */
const atOnce = 1_000_000;

const rangeRow = z.object({ rows: z.coerce.number(), low: z.coerce.number(), high: z.coerce.number() });

/** Works out the facts of a batch whose raw records are kept in a table already, a range at a time. */
export async function readAgain(
  warehouse: Warehouse,
  intake: Pick<IntakeStatements, 'replay'>,
  { batch, records }: { batch: number; records: string },
): Promise<void> {
  const range = await warehouse.row(
    statement({
      name: 'records.again.range',
      sql: `SELECT count() AS rows, min(no) AS low, max(no) AS high FROM {db}.${records} WHERE batch = {batch:UInt32}`,
      row: rangeRow,
    }),
    { batch },
  );
  if (range === undefined || range.rows === 0) return;
  for (let { low } = range; low <= range.high; low += atOnce)
    await warehouse.run(intake.replay, { low, high: Math.min(range.high, low + atOnce - 1) });
}
