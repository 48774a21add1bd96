import { setTimeout as sleep } from 'node:timers/promises';

/** What a desk works with. */
interface DeskParts {
  /** Does all that waits in a workspace. */
  readonly work: (workspace: string) => Promise<void>;
  /** Takes work that nobody waits for; what it throws is written to the log. */
  readonly later: (work: Promise<unknown>) => void;
  /** Aborted when the application closes: nothing is tried again then. */
  readonly stopping: AbortSignal;
  /** How long after a failure it is tried again at first; each time in a row twice as long, a minute at most; endless: never. */
  readonly retryMs?: number;
}

/** Whoever does what waits in a workspace whenever somebody says that something does. */
export interface Desk {
  /** To be called when something waits. */
  wake(workspace: string): void;
}

const longestMs = 60_000;

/**
 * Opens a desk: at most one at a time works in a workspace, and once more for whatever came meanwhile. What failed for a reason
 * outside, as an engine that is too busy, is tried again after a while: nobody else may ever say that it waits.
 */
export function openDesk({ work, later, stopping, retryMs = 1_000 }: DeskParts): Desk {
  const running = new Set<string>();
  const waiting = new Set<string>();
  const failures = new Map<string, number>();
  const again = async (workspace: string): Promise<void> => {
    if (!Number.isFinite(retryMs)) return;
    const count = failures.get(workspace) ?? 0;
    failures.set(workspace, count + 1);
    const pause = Math.min(longestMs, retryMs * 2 ** count);
    await sleep(pause, undefined, { signal: stopping, ref: false }).then(
      () => wake(workspace),
      () => undefined,
    );
  };
  const run = async (workspace: string): Promise<void> => {
    try {
      while (waiting.delete(workspace)) await work(workspace);
      failures.delete(workspace);
    } catch (error) {
      if (stopping.aborted) return;
      later(again(workspace));
      throw error;
    } finally {
      running.delete(workspace);
    }
  };
  const wake = (workspace: string): void => {
    waiting.add(workspace);
    if (running.has(workspace)) return;
    running.add(workspace);
    later(run(workspace));
  };
  return { wake };
}
