import type { House } from './house.ts';

/** So long after customers have changed it is looked whose purchases are another's now. */
const pauseMs = 3_000;

/** Asks `follow` of a workspace a while after its customers have changed, however often they do meanwhile. */
export function followValues(
  { watchers, stopping, later }: House,
  follow: (workspace: string) => Promise<number>,
): void {
  const timers = new Map<string, NodeJS.Timeout>();
  const plan = (workspace: string, ms: number): void => {
    if (timers.has(workspace) || stopping.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(workspace);
      later(look(workspace));
    }, ms);
    timers.set(workspace, timer.unref());
  };
  const look = async (workspace: string): Promise<void> => {
    const again = stopping.aborted ? 0 : await follow(workspace);
    if (again > 0) plan(workspace, again);
  };
  stopping.addEventListener('abort', () => timers.forEach((timer) => clearTimeout(timer)), { once: true });
  watchers.add((workspace) => plan(workspace, pauseMs));
}
