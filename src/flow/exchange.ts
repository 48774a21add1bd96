import { replaceTable, type Stage } from '../records/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** What a replay builds anew, table by table. */
const replaced = ['facts', 'identifiers', 'links', 'profiles'] as const;

/** Shows what a replay's stage holds, which is complete, instead of what was visible; one that was cut off here begins again. */
export async function exchangeTables(warehouse: Warehouse, stage: Stage): Promise<void> {
  for (const name of replaced) await replaceTable(warehouse, stage.table(name), `${name}_${stage.kind}`);
}
