import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { mappingSchema, type ColumnMapping } from './mapping.ts';

/** What the warehouse keeps of a batch beside its records, enough to read them again. */
export interface BatchHead {
  readonly batch: number;
  readonly kind: Kind;
  readonly source: string;
  readonly party: string;
  readonly channel: string;
  readonly basis: string;
  readonly trust: number;
  readonly file: string;
  readonly columns: readonly string[];
  readonly mapping: readonly ColumnMapping[];
  /** Fields that the batch's author states with the last word (an edit); they may be empty. */
  readonly sets: readonly string[];
  /** The record whose profile these records belong to whatever else they say (an edit), or 0. */
  readonly tied: number;
  readonly actor: string;
  readonly observedAt: Date;
  readonly receivedAt: Date;
}

const headRow = z.object({
  batch: z.coerce.number(),
  kind: z.enum(['organization', 'person']),
  source: z.string(),
  party: z.string(),
  channel: z.string(),
  basis: z.string(),
  trust: z.coerce.number(),
  file: z.string(),
  columns: z.array(z.string()),
  mapping: mappingSchema,
  sets: z.array(z.string()),
  tied: z.coerce.number(),
  actor: z.string(),
  observedAt: z.coerce.number().transform((seconds) => new Date(seconds * 1000)),
  receivedAt: z.coerce.number().transform((seconds) => new Date(seconds * 1000)),
});

const headColumns = `batch, kind, source, party, channel, basis, trust, file, columns, mapping, sets, tied, actor,
  toUnixTimestamp(observed_at) AS observedAt, toUnixTimestamp(received_at) AS receivedAt`;

/** Writes the head of a batch, or its retraction; the last version counts. */
export async function writeHead(warehouse: Warehouse, head: BatchHead, retracted = false): Promise<void> {
  await warehouse.run(
    command(
      'records.heads.write',
      `INSERT INTO {db}.batches (batch, kind, source, party, channel, basis, trust, file, columns, fields, mapping, sets, tied, actor, observed_at, received_at, retracted, version)
      SELECT {batch:UInt32}, {kind:String}, {source:String}, {party:String}, {channel:String}, {basis:String}, {trust:UInt8}, {file:String},
        {columns:Array(String)}, {fields:Array(String)}, {mapping:String}, {sets:Array(String)}, {tied:UInt32}, {actor:String},
        toDateTime({observed:UInt32}), toDateTime({received:UInt32}), {retracted:UInt8}, {version:UInt64}`,
    ),
    {
      ...head,
      columns: [...head.columns],
      sets: [...head.sets],
      fields: [...new Set(head.mapping.map(({ field }) => field))],
      mapping: JSON.stringify(head.mapping),
      observed: Math.floor(head.observedAt.getTime() / 1000),
      received: Math.floor(head.receivedAt.getTime() / 1000),
      retracted: retracted ? 1 : 0,
      version: retracted ? 2 : 1,
    },
  );
}

/** The heads of live batches, or of those asked for, in the order of their numbers. */
export async function readHeads(warehouse: Warehouse, numbers?: readonly number[]): Promise<BatchHead[]> {
  const where = numbers === undefined ? 'retracted = 0' : 'batch IN {numbers:Array(UInt32)}';
  return warehouse.rows(
    statement({
      name: 'records.heads.read',
      sql: `SELECT ${headColumns} FROM {db}.batches FINAL WHERE ${where} ORDER BY batch`,
      row: headRow,
    }),
    numbers === undefined ? {} : { numbers: [...numbers] },
  );
}

/** Keys of the fields of the live batches that visible records came with: those that stand in a table of `members` (no). */
export async function readUsedFields(
  warehouse: Warehouse,
  kind: Kind,
  members: string,
): Promise<Set<string>> {
  const rows = await warehouse.rows(
    statement({
      name: 'records.heads.fields',
      sql: `SELECT DISTINCT arrayJoin(arrayConcat(fields, sets)) AS field FROM {db}.batches
      WHERE kind = {kind:String} AND batch IN (SELECT _batch FROM {db}.facts_${kind} WHERE _no IN (SELECT no FROM {db}.${members}))`,
      row: z.object({ field: z.string() }),
    }),
    { kind },
  );
  return new Set(rows.map(({ field }) => field));
}
