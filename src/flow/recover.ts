import { sweepStages } from '../records/index.ts';
import type { House } from './house.ts';
import { endChosen } from './matching/chosen-values.ts';
import { takeTurn } from './turn.ts';

/** Nobody is at the records of a single call for as long as this. */
const longestCallMs = 3_600_000;

/**
 * Puts a workspace in order after a process that died: what was cut off is brought to its end, and stages that nobody
 * is at any more are dropped. Calls that began before `idleBefore` have ended, whatever they were at.
 */
export async function recoverWorkspace(
  house: House,
  workspace: string,
  idleBefore = new Date(house.clock().getTime() - longestCallMs),
): Promise<void> {
  const batches = house.batches(workspace);
  await takeTurn(house, workspace, async () => undefined);
  await endChosen(house, workspace, idleBefore);
  await batches.dropIdle(idleBefore);
  await sweepStages(await house.warehouse(workspace), () => batches.open());
}

/** Puts the workspaces in order, one after another, until `signal` says that the program ends. */
export async function recoverWorkspaces(
  house: House,
  workspaces: readonly { readonly id: string }[],
  { signal, idleBefore }: { signal: AbortSignal; idleBefore?: Date },
): Promise<void> {
  for (const { id } of workspaces) {
    if (signal.aborted) return;
    await recoverWorkspace(house, id, idleBefore);
  }
}
