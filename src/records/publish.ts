import { z } from 'zod';

import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { alignColumns } from './field-columns.ts';
import type { Stage } from './stage.ts';

/** One table of the stage and the visible one that its rows go to. */
export interface Publication {
  readonly staged: string;
  readonly visible: string;
  /** Column of the visible table that holds the batch's number. */
  readonly batchColumn: string;
  /** True for tables to which columns are added while a stage stands. */
  readonly grows?: boolean;
}

/** Where a publication stands, kept by the caller, so that one cut off half-way ends the same. */
export interface Journal {
  readonly done: ReadonlySet<string>;
  /** True when an earlier try may have come to any step. */
  readonly again: boolean;
  /** Throws when the right to change anything was lost. */
  check(): void;
  mark(step: string): Promise<void>;
}

const countRow = z.object({ n: z.coerce.number() });

/**
 * Makes staged rows visible: whole parts are attached, nothing is copied. A step that was cut off before it was marked
 * is done again: what it had attached already is taken out first.
 */
export async function publishTable(
  warehouse: Warehouse,
  stage: Stage,
  publication: Publication & { journal: Journal },
): Promise<void> {
  const { journal, visible, batchColumn } = publication;
  await publishStep(journal, `attach:${publication.staged}`, async () => {
    if (journal.again)
      await takeOut(warehouse, { table: visible, where: `${batchColumn} = ${stage.batch}`, again: true });
    if (publication.grows === true) await alignColumns(warehouse, stage.table(publication.staged), visible);
    await warehouse.run(
      command(
        'records.publish.attach',
        `ALTER TABLE {db}.${visible} ATTACH PARTITION tuple() FROM {db}.${stage.table(publication.staged)}`,
      ),
    );
  });
}

/** Rows of a visible table that go. */
export interface Removal {
  readonly table: string;
  readonly where: string;
  /** True when an earlier try may have been cut off. */
  readonly again: boolean;
}

/**
 * Deletes rows where there are any; a delete that finds none costs as much as one that does. A delete that was cut off
 * goes on by itself at the next start and reads tables of its stage, so it is waited for before these are dropped.
 */
export async function takeOut(warehouse: Warehouse, { table, where, again }: Removal): Promise<void> {
  const row = await warehouse.row(
    statement({
      name: 'records.take-out.count',
      sql: `SELECT count() AS n FROM {db}.${table} WHERE ${where}`,
      row: countRow,
    }),
  );
  if ((row?.n ?? 0) === 0 && !(again && (await hasUnfinishedDelete(warehouse, table)))) return;
  await warehouse.run(command('records.take-out', `DELETE FROM {db}.${table} WHERE ${where}`));
}

async function hasUnfinishedDelete(warehouse: Warehouse, table: string): Promise<boolean> {
  const row = await warehouse.row(
    statement({
      name: 'records.take-out.unfinished',
      sql: "SELECT count() AS n FROM system.mutations WHERE database = '{db}' AND table = {table:String} AND NOT is_done AND position(command, '_row_exists') > 0",
      row: countRow,
    }),
    { table },
  );
  return (row?.n ?? 0) > 0;
}

/** Runs a step that may be repeated without harm, once it is marked never again. */
export async function publishStep(journal: Journal, step: string, work: () => Promise<void>): Promise<void> {
  if (journal.done.has(step)) return;
  journal.check();
  await work();
  await journal.mark(step);
}
