import { getMe } from '../src/access/contract.ts';
import { type Client, createClient, inProcess, overNetwork } from '../src/client.ts';
import type { Language } from '../src/lib/problem.ts';
import { type Config, openLocal, readNote } from './server.ts';
import type { GlobalOptions } from './session.ts';

/** A client, and what must be closed after it. */
export interface Opened {
  readonly client: Client;
  close(): Promise<void>;
}

const nothingToClose = async (): Promise<void> => {};

/** The server that runs on this data directory, if one answers. */
async function findServer(
  config: Config,
  options: GlobalOptions & { language: Language },
): Promise<Client | undefined> {
  const note = await readNote(config.data);
  if (!note) return undefined;
  const key = options.key ?? config.key ?? note.key;
  const client = createClient(overNetwork(note.url, { ...callerOf(options), key }));
  // Only the server that wrote the note knows its key: another program on the same port does not answer to it.
  const own = createClient(
    overNetwork(note.url, {
      key: note.key,
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(3_000) }),
    }),
  );
  const answers = await own.call(getMe, {}).then(
    () => true,
    () => false,
  );
  return answers ? client : undefined;
}

function callerOf({ workspace, language }: GlobalOptions & { language: Language }) {
  return { language, ...(workspace ? { workspace } : {}) };
}

/**
 * Opens a client: to the server of `--url`; else to the one that runs on the data directory;
 * else to the application in this process, which is closed afterwards.
 */
export async function openClient(
  config: Config,
  options: GlobalOptions & { language: Language },
): Promise<Opened> {
  const key = options.key ?? config.key;
  if (options.url !== undefined) {
    const transport = overNetwork(options.url, { ...callerOf(options), ...(key ? { key } : {}) });
    return { client: createClient(transport), close: nothingToClose };
  }
  const running = await findServer(config, options);
  if (running) return { client: running, close: nothingToClose };
  const app = await openLocal({ ...config, log: config.log ?? 'silent' });
  const transport = inProcess((request) => app.fetch(request), {
    ...callerOf(options),
    key: key ?? app.systemKey,
  });
  return { client: createClient(transport), close: () => app.close() };
}
