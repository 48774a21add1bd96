import type { Kind } from '../../fields/index.ts';
import { takeOut } from '../../records/index.ts';
import { command, quoteText, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { rebuildAround } from '../take-back.ts';
import { openMatchStore, type ChangeRow } from './tables.ts';

interface ChangeTask {
  /** Number of the batch that stands for the change. */
  readonly number: number;
  readonly kind: Kind;
  readonly change: string;
}

/**
 * Makes the joins (or what is kept apart) what a decision says, or what it is without it where it was taken back, and
 * builds anew whoever that touches. For whoever has the turn; done again it comes to the same.
 */
export async function applyChange(
  house: House,
  workspace: string,
  { number, kind, change }: ChangeTask,
): Promise<void> {
  const warehouse = await house.warehouse(workspace);
  const row = await openMatchStore(house.operational, workspace, house.clock).change(change);
  if (row !== undefined) {
    const table = `${row.does === 'join' ? 'joins' : 'aparts'}_${kind}`;
    const from =
      row.undone_at === null
        ? pairsSql(row)
        : `SELECT low, high FROM {db}.${table} WHERE change = ${quoteText(row.id)}`;
    await rebuildAround(house, {
      warehouse,
      workspace,
      kind,
      stageNumber: number,
      around: {
        records: recordsAround(kind, from),
        change: () => writeChange(warehouse, table, row),
      },
    });
  }
  await house.batches(workspace).remove(number);
}

/** The pairs of records that a decision is about: (low, high). */
function pairsSql({ kind, pairs, run_number: run }: ChangeRow): string {
  if (pairs === null)
    return `SELECT least(l, r) AS low, greatest(l, r) AS high FROM {db}.pairs_${kind} WHERE run = ${run ?? 0} AND band = 1`;
  const tuples = pairs.map(([l, r]) => `(${Math.min(l, r)}, ${Math.max(l, r)})`).join(', ');
  return `SELECT toUInt32(pair.1) AS low, toUInt32(pair.2) AS high FROM (SELECT arrayJoin([${tuples}]) AS pair FROM {db}.batches LIMIT 1 BY pair)`;
}

/** These records, and all that are in one profile with them now. */
function recordsAround(kind: Kind, pairs: string): string {
  const ends = `SELECT arrayJoin([low, high]) FROM (${pairs})`;
  return `${ends} UNION ALL SELECT no FROM {db}.links_${kind} WHERE profile IN (
    SELECT if(l.profile = 0, e.no, l.profile) FROM (SELECT arrayJoin([low, high]) AS no FROM (${pairs})) AS e
    LEFT JOIN {db}.links_${kind} AS l ON e.no = l.no)
  UNION ALL SELECT profile FROM {db}.links_${kind} WHERE no IN (${ends})`;
}

async function writeChange(warehouse: Warehouse, table: string, row: ChangeRow): Promise<void> {
  await takeOut(warehouse, { table, where: [`change = ${quoteText(row.id)}`], again: true });
  if (row.undone_at !== null) return;
  await warehouse.run(
    command(
      'flow.matching.write',
      `INSERT INTO {db}.${table} (low, high, change) SELECT low, high, ${quoteText(row.id)} FROM (${pairsSql(row)})`,
    ),
  );
}
