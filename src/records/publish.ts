import { z } from 'zod';

import { fullProblem } from '../store/space.ts';
import { command, statement, type Warehouse, type WarehouseParameters } from '../store/warehouse/index.ts';
import { alignColumns } from './field-columns.ts';
import { createLikes } from './like.ts';
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
const takeOutRow = countRow.extend({ needed: z.coerce.number(), free: z.coerce.number() });

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
      await takeOut(warehouse, { table: visible, where: [`${batchColumn} = ${stage.batch}`], again: true });
    const staged = stage.table(publication.staged);
    if (publication.grows === true) await attachTable(warehouse, staged, visible);
    else await warehouse.run(attach(staged, visible));
  });
}

function attach(from: string, to: string) {
  return command(
    'records.publish.attach',
    `ALTER TABLE {db}.${to} ATTACH PARTITION tuple() FROM {db}.${from}`,
  );
}

/** Adds the parts of one table to another, which may have got columns meanwhile, at once and copying nothing. */
export async function attachTable(warehouse: Warehouse, from: string, to: string): Promise<void> {
  await alignColumns(warehouse, from, to);
  await warehouse.run(attach(from, to));
}

/** A part that is being merged is not deleted from until that is done, and a table that stands for a moment has nothing of it. */
const unmerged = 'max_bytes_to_merge_at_max_space_in_pool = 1';

/** Makes a table with the parts that another has now, copying nothing; what an earlier try left of it goes. Its parts are not merged. */
export async function copyTable(warehouse: Warehouse, name: string, model: string): Promise<void> {
  await warehouse.run(command('records.publish.copy.again', `DROP TABLE IF EXISTS {db}.${name} SYNC`));
  await createLikes(warehouse, [[name, model]], unmerged);
  await warehouse.run(attach(model, name));
}

/** True where any row of a table meets a condition. */
export async function hasRows(warehouse: Warehouse, table: string, where: string): Promise<boolean> {
  const row = await warehouse.row(
    statement({
      name: 'records.publish.has-rows',
      sql: `SELECT count() AS n FROM (SELECT 1 FROM {db}.${table} WHERE ${where} LIMIT 1)`,
      row: countRow,
    }),
  );
  return (row?.n ?? 0) > 0;
}

/** Puts all rows of a staged table in the place of those of the visible one, at once; doing so again changes nothing. */
export async function replaceTable(warehouse: Warehouse, staged: string, visible: string): Promise<void> {
  const row = await warehouse.row(
    statement({
      name: 'records.publish.replace.count',
      sql: `SELECT count() AS n FROM {db}.${staged}`,
      row: countRow,
    }),
  );
  // The engine replaces nothing by nothing.
  if ((row?.n ?? 0) === 0)
    return warehouse.run(command('records.publish.empty', `TRUNCATE TABLE {db}.${visible}`));
  await alignColumns(warehouse, staged, visible);
  await warehouse.run(
    command(
      'records.publish.replace',
      `ALTER TABLE {db}.${visible} REPLACE PARTITION tuple() FROM {db}.${staged}`,
    ),
  );
}

/** Rows of a visible table that go: those that meet every condition and stand on the list. */
export interface Removal {
  readonly table: string;
  readonly where?: readonly string[];
  /** The list of numbers in a table of the stage, and the column of the visible table that is looked up in it. */
  readonly listed?: { readonly column: string; readonly list: string; readonly of: string };
  /** What stands for parameters in the conditions. */
  readonly asked?: WarehouseParameters;
  /** True when an earlier try may have been cut off. */
  readonly again: boolean;
}

/** Numbers that one statement names: what is deleted is kept as text by the servers of a cluster, a megabyte at most. */
const namedAtOnce = 50_000;
const numbersRow = z.object({ numbers: z.array(z.coerce.number()) });

/**
 * Deletes rows where there are any; a delete that finds none costs as much as one that does. A delete that was cut off
 * goes on by itself at the next start and reads tables of its stage, so it is waited for before these are dropped.
 */
export async function takeOut(warehouse: Warehouse, removal: Removal): Promise<void> {
  const { table, again, asked = {} } = removal;
  const where = conditionsOf(removal).join(' AND ');
  const row = await warehouse.row(
    statement({
      name: 'records.take-out.count',
      // The engine sets aside as much as the largest part takes, and waits in silence where there is less.
      sql: `SELECT count() AS n,
        (SELECT max(bytes_on_disk) * 1.1 FROM system.parts WHERE database = '{db}' AND table = {table:String} AND active) AS needed,
        (SELECT max(unreserved_space) FROM system.disks) AS free
      FROM {db}.${table} WHERE ${where}`,
      row: takeOutRow,
    }),
    { ...asked, table },
  );
  if ((row?.n ?? 0) === 0 && !(again && (await hasUnfinishedDelete(warehouse, table)))) return;
  if (row !== undefined && row.needed > row.free) throw fullProblem(row.needed);
  if (warehouse.replicated) await takeOutNamed(warehouse, removal);
  else await warehouse.run(command('records.take-out', `DELETE FROM {db}.${table} WHERE ${where}`), asked);
}

function conditionsOf({ where = [], listed }: Removal): string[] {
  if (listed === undefined) return [...where];
  return [`${listed.column} IN (SELECT ${listed.of} FROM {db}.${listed.list})`, ...where];
}

/** Each server of a cluster carries a deletion out by itself and has no tables of the stage: the numbers are named. */
async function takeOutNamed(
  warehouse: Warehouse,
  { table, where = [], listed, asked = {} }: Removal,
): Promise<void> {
  const drop = (conditions: readonly string[]) =>
    warehouse.run(
      command('records.take-out.named', `DELETE FROM {db}.${table} WHERE ${conditions.join(' AND ')}`),
      asked,
    );
  if (listed === undefined) return drop(where);
  const next = statement({
    name: 'records.take-out.numbers',
    sql: `SELECT groupArray(number) AS numbers FROM (
      SELECT DISTINCT ${listed.of} AS number FROM {db}.${listed.list} WHERE number > {after:Int64} ORDER BY number LIMIT ${namedAtOnce}
    )`,
    row: numbersRow,
  });
  for (let after = -1; ;) {
    const numbers = (await warehouse.row(next, { after }))?.numbers ?? [];
    const last = numbers.at(-1);
    if (last === undefined) return;
    await drop([`${listed.column} IN (${numbers.join(', ')})`, ...where]);
    after = last;
  }
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
