import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';

const saidRow = z.object({
  seq: z.coerce.number(),
  key: z.string(),
  kind: z.enum(kinds),
  source: z.string(),
  field: z.string(),
  value: z.string(),
  at: z.coerce.number(),
  traits: z.record(z.string(), z.string()),
});

/** What was said of a customer, by the id that its applications know it by. */
export type Said = z.output<typeof saidRow>;

/** The loads are in the order in which they were taken in; what one brought in the order of time, page by page. */
const readNext = statement({
  name: 'events.said',
  sql: `SELECT seq, toString(key) AS key, kind, source, field, value, toUnixTimestamp64Milli(ts) AS at, traits FROM {db}.said_traits
  WHERE seq >= {seq:UInt64} AND (seq, toUnixTimestamp64Milli(ts), said_traits.key, source) > ({seq:UInt64}, {at:Int64}, {key:UInt64}, {source:String})
  ORDER BY seq, ts, said_traits.key, source LIMIT {limit:UInt32}`,
  row: saidRow,
});

/** A place among all that was said. */
export type SaidPlace = Pick<Said, 'seq' | 'at' | 'key' | 'source'>;

/** The place behind all that loads up to this one brought. */
export function behindLoad(seq: number): SaidPlace {
  return { seq: seq + 1, at: Number.MIN_SAFE_INTEGER, key: '0', source: '' };
}

/** What was said after a place. */
export function readSaid(
  warehouse: Warehouse,
  { seq, at, key, source }: SaidPlace,
  limit: number,
): Promise<Said[]> {
  return warehouse.rows(readNext, { seq: String(seq), at: String(at), key, source, limit });
}
