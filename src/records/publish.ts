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
  const { journal } = publication;
  const step = `attach:${publication.staged}`;
  if (journal.done.has(step)) return;
  const { visible, batchColumn } = publication;
  if (journal.again) await takeOut(warehouse, visible, `${batchColumn} = ${stage.batch}`);
  if (publication.grows === true) await alignColumns(warehouse, stage.table(publication.staged), visible);
  await warehouse.run(
    command(
      'records.publish.attach',
      `ALTER TABLE {db}.${visible} ATTACH PARTITION tuple() FROM {db}.${stage.table(publication.staged)}`,
    ),
  );
  await journal.mark(step);
}

async function takeOut(warehouse: Warehouse, visible: string, where: string): Promise<void> {
  const before = await warehouse.row(
    statement({
      name: 'records.publish.before',
      sql: `SELECT count() AS n FROM {db}.${visible} WHERE ${where}`,
      row: countRow,
    }),
  );
  if ((before?.n ?? 0) === 0) return;
  await warehouse.run(command('records.publish.again', `DELETE FROM {db}.${visible} WHERE ${where}`));
}

/** Runs a step that may be repeated without harm, once it is marked never again. */
export async function publishStep(journal: Journal, step: string, work: () => Promise<void>): Promise<void> {
  if (journal.done.has(step)) return;
  await work();
  await journal.mark(step);
}
