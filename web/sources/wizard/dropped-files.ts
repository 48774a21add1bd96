/** Files that were dropped on some page, until the wizard takes them. */
let waiting: readonly File[] = [];
const listeners = new Set<() => void>();

/** Gives files to the wizard, which may have to be opened first. */
export function leaveFiles(files: readonly File[]): void {
  waiting = [...waiting, ...files];
  for (const listener of listeners) listener();
}

/** Takes the files that wait. */
export function takeFiles(): readonly File[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

/** Calls `listener` when files come. */
export function onFiles(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
