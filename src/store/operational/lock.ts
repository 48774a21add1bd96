import type { Hold } from './driver.ts';
import type { StoreLock } from './types.ts';

/**
 * Locks by name: those who ask in this process wait their turn in order, and whoever is first asks the engine, which
 * knows of the other processes.
 */
export function createLocks(hold: (name: string) => Promise<Hold>): (name: string) => Promise<StoreLock> {
  const last = new Map<string, Promise<void>>();
  return async (name) => {
    const before = last.get(name);
    const { ended, end } = createEnd();
    const mine = (before ?? Promise.resolve()).then(() => ended);
    last.set(name, mine);
    const leave = (): void => {
      end();
      if (last.get(name) === mine) last.delete(name);
    };
    await before;
    try {
      const held = await hold(name);
      return { check: held.check, release: () => held.release().finally(leave) };
    } catch (error) {
      leave();
      throw error;
    }
  };
}

function createEnd(): { ended: Promise<void>; end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}
