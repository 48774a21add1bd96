import type { Journal, Turn } from '../records/index.ts';
import type { House } from './house.ts';
import { settle } from './settle.ts';

/**
 * Waits for the turn to change the profiles of a workspace. What was cut off in the middle of an earlier turn is brought
 * to its end first, so that no work ever builds on half of another.
 */
export function takeTurn<T>(house: House, workspace: string, work: (turn: Turn) => Promise<T>): Promise<T> {
  return house.turns.take(workspace, async (turn) => {
    await house.space.check();
    await settle(house, workspace, turn);
    try {
      return await work(turn);
    } finally {
      house.watchers.forEach((watch) => watch(workspace));
    }
  });
}

/** What a batch on its way in needs to be published: the turn, and the journal that is written during it. */
export interface Publishing {
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly journal: Journal;
}

/** A batch that is to be published. */
export interface PublishedBatch {
  readonly workspace: string;
  readonly number: number;
  /** True when an earlier try may have come to any step. */
  readonly again: boolean;
  /** True when its sender waits: it is ended in the turn that publishes it, or taken back there when it fails. */
  readonly awaited: boolean;
}

/** Opens the publication of a batch. */
export function openPublishing(house: House, batch: PublishedBatch): Publishing {
  const { workspace, number, again } = batch;
  const batches = house.batches(workspace);
  const done = new Set<string>();
  let held: Turn | undefined;
  const end = async <T>(turn: Turn, work: () => Promise<T>): Promise<T> => {
    try {
      const answer = await work();
      await batches.finish(number, 'published', null);
      return answer;
    } catch (error) {
      // What cannot be taken back now is by whoever has the turn next.
      if (done.size > 0) await settle(house, workspace, turn).catch(() => undefined);
      throw error;
    }
  };
  return {
    turn: (work) =>
      takeTurn(house, workspace, (turn) => {
        held = turn;
        return batch.awaited ? end(turn, work) : work();
      }),
    journal: {
      done,
      again,
      check: () => held?.check(),
      mark: (step) => (done.add(step), batches.mark(number, step)),
    },
  };
}
