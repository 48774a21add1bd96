import { kinds } from '../fields/index.ts';
import type { House } from './house.ts';
import { takeBackUnfinished } from './take-back.ts';

/**
 * What a process that died left of calls nobody got an answer to (an edit, a few records by the API) is taken back;
 * imports are finished by their jobs.
 */
export async function recoverBatches(
  house: House,
  workspaces: readonly { readonly id: string }[],
): Promise<void> {
  for (const { id } of workspaces) {
    const batches = house.batches(id);
    for (const batch of await batches.unfinished()) {
      const touched = batch.journal.length > 0 ? kinds : [];
      for (const kind of touched)
        await takeBackUnfinished(house, { workspace: id, kind, batch: batch.number });
      await batches.remove(batch.number);
    }
  }
}
