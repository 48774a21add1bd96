import { replaceTable, type Batches, type Stage } from '../records/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** What a replay builds anew, table by table. */
const replaced = ['facts', 'identifiers', 'links', 'profiles'] as const;

/** The step of a replay from which on its stage is complete, and the one after which nobody needs it any more. */
export const exchangeSteps = { ready: 'exchange', done: 'exchanged' } as const;

/** Shows what a replay's stage holds, which is complete, instead of what was visible; one that was cut off here begins again. */
export async function exchangeTables(
  warehouse: Warehouse,
  stage: Stage,
  batches: Pick<Batches, 'mark'>,
): Promise<void> {
  for (const name of replaced) await replaceTable(warehouse, stage.table(name), `${name}_${stage.kind}`);
  await batches.mark(stage.batch, exchangeSteps.done);
}
