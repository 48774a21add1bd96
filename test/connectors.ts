import { createHmac } from 'node:crypto';

import type { App } from '../src/app.ts';
import { listDeliveries, listRuns, runConnector, type Delivery } from '../src/connectors/contract.ts';
import { followImport, followJob, listProfiles } from './actions.ts';
import type { TestWorkspace } from './harness.ts';
import { waitFor } from './wait.ts';

/** The secret that connectors of tests share with their senders. */
export const hookSecret = 'shared-with-the-sender';

/** The signature of a body, as shops make it. */
export const signBase64 = (body: string, secret = hookSecret): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** Sends a body to a connector. */
export function sendHook(
  app: App,
  id: string,
  {
    body,
    headers = {},
  }: { readonly body: string | Uint8Array<ArrayBuffer>; readonly headers?: Record<string, string> },
): Promise<Response> {
  return app.fetch(new Request(`http://in-process/hooks/${id}`, { method: 'POST', headers, body }));
}

/** Waits until nothing of a connector waits; answers its deliveries, the oldest first. */
export async function settleHooks(
  { client }: Pick<TestWorkspace, 'client'>,
  id: string,
): Promise<Delivery[]> {
  const rows = await waitFor(
    'deliveries to be read',
    async () => (await client.call(listDeliveries, { id, limit: 100 })).rows,
    (list) => list.every(({ state }) => state !== 'waiting'),
  );
  return rows.toReversed();
}

/** Fetches once, of a connector that is switched off, so that nothing else does; and waits until what came is imported; answers the run. */
export async function pull({ client }: TestWorkspace, id: string) {
  await followJob(client, (await client.call(runConnector, { id })).job);
  const [run] = (await client.call(listRuns, { id })).rows;
  if (run?.import) await followImport(client, run.import);
  return run;
}

/** The names of all persons, in their order. */
export async function namesIn({ client }: TestWorkspace): Promise<string[]> {
  const names = (await listProfiles(client, { kind: 'person' })).map(({ name }) => String(name));
  return names.sort((one, other) => (one < other ? -1 : 1));
}
