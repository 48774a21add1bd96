import { finishPublication } from '../pipeline.ts';
import { closeStage, nameStage, type BatchTask, type CutOffBatch, type Turn } from '../records/index.ts';
import { removeErased } from './erase.ts';
import { removeExpired } from './expiry.ts';
import { exchangeSteps, exchangeTables } from './exchange.ts';
import type { House } from './house.ts';
import { applyChange } from './matching/change.ts';
import { removeBatch, removeRecord } from './take-back.ts';

/**
 * Brings to its end what was cut off while it changed profiles, by a killed process or a full disk. Whoever has the turn
 * does so first. An import whose job is still to end is published to the last step; what nobody was told to be done is
 * taken back; what was being taken away goes.
 */
export async function settle(house: House, workspace: string, turn: Turn): Promise<void> {
  for (const batch of await house.batches(workspace).cutOff()) {
    turn.check();
    await settleBatch(house, workspace, { batch, turn });
  }
}

async function settleBatch(
  house: House,
  workspace: string,
  { batch, turn }: { batch: CutOffBatch; turn: Turn },
): Promise<void> {
  const { number, task } = batch;
  if (task === null) return;
  const stage = nameStage(number, task.kind);
  const warehouse = await house.warehouse(workspace);
  if (await goOn(house, workspace, { number, task })) return;
  if (task.does === 'replay') {
    const { ready, done } = exchangeSteps;
    if (batch.journal.includes(ready) && !batch.journal.includes(done))
      await exchangeTables(warehouse, stage, house.batches(workspace));
    await closeStage(warehouse, stage);
    await house.batches(workspace).remove(number);
    return;
  }
  if (batch.removing || !batch.wanted) {
    await removeBatch(house, workspace, batch);
    return;
  }
  const mark = (step: string) => house.batches(workspace).mark(number, step);
  await finishPublication(warehouse, stage, {
    done: new Set(batch.journal),
    again: true,
    check: () => turn.check(),
    mark,
  });
}

/** Ends work that goes by its own plan; false for all other. */
async function goOn(
  house: House,
  workspace: string,
  { number, task }: { readonly number: number; readonly task: BatchTask },
): Promise<boolean> {
  if (task.does === 'retraction') await removeRecord(house, workspace, { ...task, number });
  else if (task.does === 'expiry') await removeExpired(house, workspace, { ...task, number });
  else if (task.does === 'erasure') await removeErased(house, workspace, { ...task, number });
  else if (task.does === 'rejoin')
    await applyChange(house, workspace, { number, kind: task.kind, change: task.change });
  else return false;
  return true;
}
