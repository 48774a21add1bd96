/** Lets one piece of work at a time change the profiles of a workspace; others wait their turn in order. */
export interface Turns {
  take<T>(workspace: string, work: () => Promise<T>): Promise<T>;
}

/** Turns inside this process. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(workspace, work) {
      const before = last.get(workspace) ?? Promise.resolve();
      const mine = before.then(work, work);
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      last.set(workspace, settled);
      void settled.then(() => {
        if (last.get(workspace) === settled) last.delete(workspace);
      });
      return mine;
    },
  };
}
