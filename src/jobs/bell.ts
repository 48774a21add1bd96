/** Wakes whoever waits in this process when something about the jobs has changed. */
export function createBell() {
  const waiting = new Set<() => void>();
  let rings = 0;
  return {
    ring(): void {
      rings += 1;
      for (const wake of waiting) wake();
    },
    /** How often it has rung; to be asked before looking at what may change. */
    heard: (): number => rings,
    /** Waits for the first ring after `heard`, or for `ms`. */
    async wait(heard: number, ms: number): Promise<void> {
      if (heard !== rings) return;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        waiting.add(wake);
      });
    },
  };
}

export type Bell = ReturnType<typeof createBell>;
