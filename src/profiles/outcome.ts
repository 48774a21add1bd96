import { z } from 'zod';

import { catalogueColumns, type Field, type Kind } from '../fields/index.ts';
import { quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';
import { conflictColumns, conflictSql } from './conflict.ts';
import type { Spread } from './golden.ts';

/** What a staged batch would do, counted in rows of the batch; the first three add up to the accepted rows. */
export interface Outcome {
  /** Rows that are the first of a profile that was not there. */
  readonly created: number;
  /** Rows that join a profile and change it. */
  readonly updated: number;
  /** Rows that say nothing new. */
  readonly unchanged: number;
  /** Rows with a value that differs from the one their profile shows afterwards. */
  readonly conflicts: number;
}

export interface OutcomeTables {
  readonly facts: string;
  readonly members: string;
  readonly nodes: string;
  readonly touched: string;
  readonly profiles: string;
}

const outcomeRow = z.object({
  started: z.coerce.number(),
  quiet: z.coerce.number(),
  conflicts: z.coerce.number(),
});

/** Counts what the staged batch would do; `repeats` rows were dropped before, and the rest are spread over profiles like this. */
export async function countOutcome(
  warehouse: Warehouse,
  plan: { kind: Kind; fields: readonly Field[]; repeats: number; spread: Spread },
  tables: OutcomeTables,
): Promise<Outcome> {
  const { spread, repeats } = plan;
  if (spread.members === 0) return { created: spread.rows, updated: 0, unchanged: repeats, conflicts: 0 };
  const columns = catalogueColumns(plan.fields).map(({ name }) => quoteName(name));
  const content = columns.length === 0 ? "''" : `cityHash64(tuple(${columns.join(', ')}))`;
  const members = `{db}.${tables.members}`;
  const fresh = `SELECT no FROM {db}.${tables.nodes} WHERE fresh = 1`;
  // An edit whose record was taken back makes no profile.
  const waiting = `SELECT _no FROM {db}.facts_${plan.kind} WHERE _tied != 0 AND _no IN (SELECT no FROM ${members})`;
  const same = `SELECT s._no FROM (SELECT _no, ${content} AS h FROM {db}.${tables.profiles} WHERE _no IN (SELECT profile FROM {db}.${tables.touched})) AS s
    INNER JOIN (SELECT _no, ${content} AS h FROM {db}.profiles_${plan.kind} WHERE _no IN (SELECT profile FROM {db}.${tables.touched})) AS p
    ON s._no = p._no WHERE s.h = p.h`;
  const row = await warehouse.row(
    statement({
      name: 'profiles.outcome',
      sql: `SELECT
        (SELECT count() FROM (SELECT profile FROM ${members} GROUP BY profile HAVING countIf(no NOT IN (${fresh}) AND no NOT IN (${waiting})) = 0)) AS started,
        (SELECT count() FROM ${members} WHERE no IN (${fresh}) AND profile IN (${same})) AS quiet,
        (${conflictsSql(plan, tables, fresh)}) AS conflicts`,
      row: outcomeRow,
    }),
  );
  if (row === undefined) throw new Error('the outcome of a batch has one row');
  const created = spread.alone + row.started;
  return {
    created,
    updated: spread.rows - created - row.quiet,
    unchanged: row.quiet + repeats,
    conflicts: row.conflicts,
  };
}

/** Rows of the batch that say something else than what their profile shows; one that stands on a single row says the same. */
function conflictsSql(plan: { fields: readonly Field[] }, tables: OutcomeTables, fresh: string): string {
  const { plain, present } = conflictColumns(plan.fields);
  if (plain.length === 0) return 'SELECT 0';
  const columns = plain.join(', ');
  return `SELECT count() FROM (SELECT _no, ${columns}, ${present.join(', ')} FROM {db}.${tables.facts} WHERE _no IN (${fresh})) AS f
    INNER JOIN {db}.${tables.members} AS m ON f._no = m.no
    INNER JOIN (SELECT _no, ${columns} FROM {db}.${tables.profiles} WHERE _no IN (SELECT profile FROM {db}.${tables.members})) AS p ON m.profile = p._no
    WHERE ${conflictSql(plan.fields)}`;
}
