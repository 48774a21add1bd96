/** How to close what a file of tests opened and has not closed: where all its tests are skipped, nobody does. */
const closings = new Set<() => Promise<void>>();

/** Remembers how to close what is open now; answers the way to do it, once. */
export function rememberOpen(close: () => Promise<void>): () => Promise<void> {
  const once = async (): Promise<void> => {
    if (closings.delete(once)) await close();
  };
  closings.add(once);
  return once;
}

/** Closes what earlier files left open: an engine inside the process holds one directory at a time. */
export async function closeLeftOpen(): Promise<void> {
  for (const close of closings) await close();
}
