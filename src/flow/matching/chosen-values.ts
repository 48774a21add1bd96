import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { readRecordId, recordId } from '../../lib/profile-id.ts';
import { addFieldColumns } from '../../records/index.ts';
import { openSources } from '../../sources/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { manual } from '../manual.ts';
import { nameOwner } from '../owner.ts';
import { takeRecords } from '../take-records.ts';
import type { ChangeRow } from './change-tables.ts';
import { applyDecision } from './decisions.ts';
import { openMatchStore } from './tables.ts';

/**
 * Writes the values that were chosen with a join: an edit of the joined profile, which goes when the join goes. They stand
 * with the join until then, so that whoever comes after a death writes them, and never twice.
 */
export async function writeChosen(
  house: House,
  workspace: string,
  { id, kind, author, pairs, chosen, edit }: ChangeRow,
): Promise<void> {
  if (chosen === null) return;
  const store = openMatchStore(house.operational, workspace, house.clock);
  const warehouse = await house.warehouse(workspace);
  const written = edit !== null && (await isThere(warehouse, kind, edit));
  if (!written) {
    const set = await nameOwner(house, workspace, chosen);
    const fields = await house.fields(workspace, kind);
    const sets = Object.keys(set);
    await addFieldColumns(
      warehouse,
      kind,
      fields.filter(({ key }) => sets.includes(key)),
    );
    await takeRecords(house, {
      workspace,
      kind,
      source: await openSources(house.operational, house.clock).ensure(workspace, manual, author),
      actor: author,
      records: [set],
      sets,
      tiedTo: Math.min(...(pairs?.[0] ?? [])),
      note: async (first) => void (await store.setEdit(id, recordId(first))),
    });
  }
  await store.endChosen(id);
}

/** Brings to their end joins that were begun up to then and cut off before their chosen values were written. */
export async function endChosen(house: House, workspace: string, until: Date): Promise<void> {
  const store = openMatchStore(house.operational, workspace, house.clock);
  for (const row of await store.pendingChosen(until)) {
    await applyDecision(house, workspace, { kind: row.kind, change: row.id });
    await writeChosen(house, workspace, row);
  }
}

async function isThere(warehouse: Warehouse, kind: Kind, record: string): Promise<boolean> {
  const sql = `SELECT _no AS no FROM {db}.facts_${kind} WHERE _no = {no:UInt32}`;
  const row = z.object({ no: z.number() });
  const found = await warehouse.row(statement({ name: 'flow.matching.chosen', sql, row }), {
    no: readRecordId(record) ?? 0,
  });
  return found !== undefined;
}
