import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';

const saidRow = z.object({
  seq: z.coerce.number(),
  kind: z.enum(kinds),
  source: z.string(),
  field: z.string(),
  value: z.string(),
  at: z.coerce.number(),
  traits: z.record(z.string(), z.string()),
});

/** What was said of a customer, by the id that its applications know it by. */
export type Said = z.output<typeof saidRow>;

const readNext = statement({
  name: 'events.said',
  sql: `SELECT seq, kind, source, field, value, toUnixTimestamp64Milli(ts) AS at, traits FROM {db}.said_traits
  WHERE seq > {after:UInt64} ORDER BY seq LIMIT {limit:UInt32} WITH TIES`,
  row: saidRow,
});

/** What was said after a place, in the order in which it was taken in; loads come whole. */
export function readSaid(warehouse: Warehouse, after: number, limit: number): Promise<Said[]> {
  return warehouse.rows(readNext, { after: String(after), limit });
}
