import { z } from 'zod';

import { statement, type Operational } from '../store/operational/index.ts';
import { statement as warehouseStatement, type Warehouse } from '../store/warehouse/index.ts';

/** Work that goes through what has come since the last time, again and again. */
export type Round = 'interests' | 'texts' | 'notes';

/** How far a round has come in a workspace. */
export interface Mark {
  /** What was received later is still to be gone through. */
  readonly received: Date;
  /** By which version of the work; 0 where it has none. */
  readonly version: number;
  /** When it was last done. */
  readonly at: Date;
}

const readMark = statement({
  name: 'rounds.mark',
  sql: 'SELECT received, version, at FROM round_marks WHERE workspace = $1 AND round = $2',
  row: z.object({ received: z.date(), version: z.number(), at: z.date() }),
});
const putMark = statement({
  name: 'rounds.put',
  sql: `INSERT INTO round_marks (workspace, round, received, version, at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (workspace, round) DO UPDATE SET received = excluded.received, version = excluded.version, at = excluded.at`,
  row: z.unknown(),
});

/** How far a round has come; undefined where it has never been done. */
export function getMark(
  operational: Operational,
  workspace: string,
  round: Round,
): Promise<Mark | undefined> {
  return operational.row(readMark, [workspace, round]);
}

/** Writes down how far a round has come. */
export async function updateMark(
  operational: Operational,
  workspace: string,
  { round, received, version, at }: Mark & { readonly round: Round },
): Promise<void> {
  await operational.run(putMark, [workspace, round, received, version, at]);
}

const newest = warehouseStatement({
  name: 'rounds.newest',
  sql: `SELECT toString(max(received)) AS at, count() AS n FROM {db}.events WHERE received > {since:DateTime64(3, 'UTC')}`,
  row: z.object({ at: z.string(), n: z.coerce.number() }),
});

/** `2024-05-31 10:00:00.000`: a moment as the warehouse reads it. */
export function writeMoment(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', '');
}

/** When the newest event since was received; null where none has come. */
export async function findNewest(warehouse: Warehouse, since: Date): Promise<Date | null> {
  const found = await warehouse.row(newest, { since: writeMoment(since) });
  return found === undefined || found.n === 0 ? null : new Date(`${found.at.replace(' ', 'T')}Z`);
}
