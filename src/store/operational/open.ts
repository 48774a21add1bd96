import type { Driver } from './driver.ts';
import { createStore } from './store.ts';
import type { Operational } from './types.ts';

/**
 * Opens the operational store: the PostgreSQL server at `url`, else PGlite on the files under `directory`.
 * Problems: `store.unreachable`, `store.server`, `store.embedded`.
 */
export async function openOperational(place: {
  url?: string | undefined;
  directory: string;
}): Promise<Operational> {
  return createStore(await openDriver(place));
}

/** Only the driver that is used is read. */
async function openDriver({ url, directory }: Parameters<typeof openOperational>[0]): Promise<Driver> {
  if (!url) return (await import('./embedded.ts')).openEmbedded(directory);
  return (await import('./server.ts')).openServer(url);
}
