/** Work that nobody waits for, until the program ends. */
export interface Background {
  add(work: Promise<unknown>): void;
  /** Resolves when all of it has ended, or after `graceMs`. */
  settled(graceMs: number): Promise<void>;
}

/** Keeps track of work in the background; `onFault` hears of what fails. */
export function createBackground(onFault: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>();
  return {
    add(work) {
      const tracked: Promise<void> = work
        .then(() => undefined, onFault)
        .finally(() => running.delete(tracked));
      running.add(tracked);
    },
    async settled(graceMs) {
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      while (
        running.size > 0 &&
        (await Promise.race([grace, Promise.all(running).then(() => 'more')])) === 'more'
      );
      clearTimeout(timer);
    },
  };
}
