import { afterAll, vi } from 'vitest';

import { createKey, createWorkspace, setUp } from '../src/access/contract.ts';
import { openApp, type App, type AppOptions } from '../src/app.ts';
import { createClient, inProcess, type Client } from '../src/client.ts';
import { readConfig } from '../src/config.ts';
import type { Role } from '../src/lib/endpoint.ts';
import { rememberOpen } from './left-open.ts';
import { openPlace } from './place.ts';
import { longestMs } from './wait.ts';

/** A workspace of one test, with a client of its owner's key. */
export interface TestWorkspace {
  readonly id: string;
  readonly name: string;
  readonly client: Client;
  /** The key that the client uses. */
  readonly key: string;
  /** A client with a new key of another role. */
  clientAs(role: Role): Promise<Client>;
}

/** The whole application for the tests of one file. */
export interface TestApp {
  readonly app: App;
  /** The cookies by which a browser is the owner of every workspace made here. */
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  /** A client with an API key, or with none. */
  clientOf(key?: string): Client;
  /** A new workspace that no other test knows. */
  freshWorkspace(name?: string): Promise<TestWorkspace>;
}

/**
 * Opens the application for a test file, on embedded engines in a directory of its own, or on the servers of
 * TEST_POSTGRES_URL and TEST_CLICKHOUSE_URL; it is closed and its data removed after the file's last test.
 * Nobody looks for duplicates there unasked, unless a test says after how long.
 * To be awaited at the top of the file. An engine inside the process holds one directory at a time, so each file closes its own.
 */
export async function openTestApp(
  environment: Readonly<Record<string, string>> = {},
  { quietMs = Number.POSITIVE_INFINITY }: AppOptions = {},
): Promise<TestApp> {
  // A slow machine is no failure; what hangs is ended by the waits inside.
  vi.setConfig({ testTimeout: 2 * longestMs, hookTimeout: longestMs });
  const place = await openPlace(environment);
  const app = await openApp(readConfig(place.environment, {}), { quietMs }).catch(async (error: unknown) => {
    await place.remove();
    throw error;
  });
  const close = rememberOpen(async () => {
    await app.close();
    await place.remove();
  });
  afterAll(async () => {
    await close();
    vi.resetConfig();
  });
  await place.prepare();
  const { owner, cookies } = await signUp(app);
  const clientOf = (key?: string) =>
    createClient(inProcess((request) => app.fetch(request), key === undefined ? {} : { key }));
  let count = 0;
  return {
    app,
    cookies,
    clientOf,
    async freshWorkspace(name = `Workspace ${(count += 1)}`) {
      const { id } = await owner().call(createWorkspace, { name });
      const keyOf = async (role: Role) =>
        (await owner(id).call(createKey, { name: `Key of ${role}`, role })).secret;
      const key = await keyOf('owner');
      return { id, name, key, client: clientOf(key), clientAs: async (role) => clientOf(await keyOf(role)) };
    },
  };
}

/** Makes the owner's account; answers a client that is signed in, in any workspace, and the cookies of its session. */
async function signUp(app: App) {
  const token = await app.setupToken();
  if (token === null) throw new Error('this place has an owner already');
  const account = {
    token,
    name: 'Owner',
    email: 'owner@example.com',
    password: 'correct horse battery',
    workspace: 'First',
  };
  const answer = await app.fetch(
    new Request(`http://in-process${setUp.path}`, {
      method: setUp.method,
      headers: { 'content-type': 'application/json', 'x-clientele': '1' },
      body: JSON.stringify(account),
    }),
  );
  if (!answer.ok) throw new Error(`no owner: ${await answer.text()}`);
  const pairs = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const cookie = pairs.join('; ');
  const cookies = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
  const owner = (workspace?: string): Client => {
    const transport = inProcess(
      (request) => app.fetch(request),
      workspace === undefined ? {} : { workspace },
    );
    return createClient({ ...transport, headers: { ...transport.headers, cookie } });
  };
  return { owner, cookies };
}
