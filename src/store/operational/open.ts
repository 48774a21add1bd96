import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';
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
  return createStore(place.url ? await openServer(place.url) : await openEmbedded(place.directory));
}
