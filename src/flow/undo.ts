import type { Kind } from '../fields/index.ts';
import type { House } from './house.ts';
import { removeBatch, removeRecord } from './take-back.ts';
import { takeTurn } from './turn.ts';

/**
 * Takes the batches of an import back, the last one first. Each ends before the next begins, so a job that is cut off
 * goes on where it was.
 */
export async function takeBack(house: House, workspace: string, numbers: readonly number[]): Promise<void> {
  const batches = house.batches(workspace);
  for (const number of numbers.toReversed()) {
    await takeTurn(house, workspace, async () => {
      const batch = await batches.get(number);
      if (batch !== undefined && batch.state !== 'retracted') await removeBatch(house, workspace, batch);
    });
  }
}

/** Takes one record back. */
export async function takeBackRecord(
  house: House,
  { workspace, ...record }: { workspace: string; no: number; kind: Kind; actor: string },
): Promise<void> {
  const { no, kind, actor } = record;
  await takeTurn(house, workspace, async () => {
    const task = { does: 'retraction', kind, no, actor } as const;
    const number = await house.batches(workspace).create({ task, removing: true });
    await removeRecord(house, workspace, { ...record, number });
  });
}
