import type { Operational, StoreLock } from '../store/operational/index.ts';

/** The turn to change the profiles of a workspace. */
export type Turn = Pick<StoreLock, 'check'>;

/** Lets one piece of work at a time, of all servers on the stores, change the profiles of a workspace. */
export interface Turns {
  take<T>(workspace: string, work: (turn: Turn) => Promise<T>): Promise<T>;
}

/** Turns in the order in which they are asked for; one ends with its work, or with its process. */
export function createTurns(operational: Pick<Operational, 'lock'>): Turns {
  return {
    async take(workspace, work) {
      const lock = await operational.lock(`turn:${workspace}`);
      try {
        return await work(lock);
      } finally {
        await lock.release();
      }
    },
  };
}
