import { expect } from 'vitest';

import type { App } from '../src/app.ts';
import type { Client } from '../src/client.ts';
import { createWriteKey, listArrivals } from '../src/events/contract.ts';
import { createSource } from '../src/sources/contract.ts';
import { listProfiles } from './actions.ts';
import { waitFor } from './wait.ts';

/** Sends events as a new source of the web, and waits until `people` are known by them. */
export async function sendEvents(
  { app, client }: { readonly app: App; readonly client: Client },
  {
    source: name,
    batch,
    people,
  }: { readonly source: string; readonly batch: readonly unknown[]; readonly people: number },
): Promise<void> {
  const source = await client.call(createSource, { name, channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const answer = await app.fetch(
    new Request('http://in-process/v1/batch', {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      body: JSON.stringify({ batch }),
    }),
  );
  expect(answer.status).toBe(200);
  await waitFor(
    'arrivals',
    () => client.call(listArrivals, { source: source.id }),
    ({ rows, waiting }) => rows.length > 0 && waiting === 0,
  );
  await waitFor(
    'profiles',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.length === people,
  );
}
