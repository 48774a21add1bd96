import type { Kind } from '../../fields/index.ts';
import { takeOut } from '../../records/index.ts';
import { command, quoteText, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { readRecordId } from '../../lib/profile-id.ts';
import { noteRetractions, rebuildWithout } from '../take-back.ts';
import type { ChangeRow } from './change-tables.ts';
import { openMatchStore } from './tables.ts';

interface ChangeTask {
  /** Number of the batch that stands for the change. */
  readonly number: number;
  readonly kind: Kind;
  /** A decision, or an undoing of several. */
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
  const rows = await openMatchStore(house.operational, workspace, house.clock).together(kind, change);
  if (rows.length > 0) {
    const edits = await forgetChosen(warehouse, rows);
    await rebuildWithout(house, {
      warehouse,
      workspace,
      kind,
      stageNumber: number,
      gone: edits.length === 0 ? '0' : `_no IN (${edits.join(', ')})`,
      around: {
        records: recordsAround(kind, rows.map(standingSql).join(' UNION ALL ')),
        change: () => writeChanges(warehouse, kind, rows),
      },
    });
  }
  await house.batches(workspace).remove(number);
}

/** The values that were chosen with joins that are taken back go with them: the numbers of their records. */
async function forgetChosen(warehouse: Warehouse, rows: readonly ChangeRow[]): Promise<number[]> {
  const undone = rows.filter((row) => row.undone_at !== null);
  const edits = undone.flatMap(({ edit }) => (edit === null ? [] : (readRecordId(edit) ?? [])));
  if (edits.length > 0) await noteRetractions(warehouse, edits, undone[0]?.undone_by ?? '');
  return edits;
}

const tableOf = ({ does, kind }: ChangeRow) => `${does === 'join' ? 'joins' : 'aparts'}_${kind}`;

/** The pairs that a decision is to bring about, or that it has brought about where it is taken back. */
function standingSql(row: ChangeRow): string {
  return row.undone_at === null
    ? pairsSql(row)
    : `SELECT low, high FROM {db}.${tableOf(row)} WHERE change = ${quoteText(row.id)}`;
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

async function writeChanges(warehouse: Warehouse, kind: Kind, rows: readonly ChangeRow[]): Promise<void> {
  for (const table of new Set(rows.map(tableOf)))
    await takeOut(warehouse, { table, where: [`change IN (${idsOf(rows)})`], again: true });
  const made = rows.filter((row) => row.undone_at === null);
  if (made.length === 0) return;
  const table = `decided_${kind}`;
  await takeOut(warehouse, { table, where: [`change IN (${idsOf(made)})`], again: true });
  for (const row of made) {
    const pairs = pairsSql(row);
    const insert = (target: string, columns: string, from: string) =>
      warehouse.run(
        command(
          'flow.matching.write',
          `INSERT INTO {db}.${target} (${columns}, change) SELECT ${columns}, ${quoteText(row.id)} FROM (${from})`,
        ),
      );
    const ends = `SELECT ends.1 AS no, ends.2 AS other FROM (SELECT arrayJoin([(low, high), (high, low)]) AS ends FROM (${pairs}))`;
    await insert(table, 'no, other', ends);
    await insert(tableOf(row), 'low, high', pairs);
  }
}

const idsOf = (rows: readonly ChangeRow[]) => rows.map(({ id }) => quoteText(id)).join(', ');
