import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { createWriteKey, listArrivals } from '../../src/events/contract.ts';
import { createSource } from '../../src/sources/contract.ts';
import { listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';

const { app, freshWorkspace } = await openTestApp();

test('the client libraries of Segment, RudderStack, PostHog and Jitsu work with only their host changed', async () => {
  const { client } = await freshWorkspace();
  const { port } = await app.listen(0, '127.0.0.1');
  const source = await client.call(createSource, { name: 'Servers', channel: 'api' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const script = join(import.meta.dirname, '..', 'clients', 'send.mjs');
  await promisify(execFile)(process.execPath, [script, `http://127.0.0.1:${port}`, key], { timeout: 60_000 });
  const { rows } = await waitFor(
    'the events of all clients',
    () => client.call(listArrivals, { source: source.id }),
    (answer) => answer.rows.length >= 9 && answer.waiting === 0,
  );
  expect(rows.filter((row) => row.refused !== null)).toEqual([]);
  const calls = rows.filter((row) => row.name === 'Called');
  expect(calls.map(({ user }) => user || 'anonymous').toSorted()).toEqual([
    'jitsu',
    'legacy',
    'posthog',
    'rudder',
    'segment',
  ]);
  const people = await waitFor(
    'their profiles',
    () => listProfiles(client, { kind: 'person' }),
    (found) => found.length === 5,
  );
  expect(people.map(({ tracked_id }) => String(tracked_id)).toSorted()).toEqual(
    ['jitsu', 'legacy', 'posthog', 'rudder', 'segment'].toSorted(),
  );
  expect(people.find(({ tracked_id }) => tracked_id === 'segment')).toMatchObject({
    name: 'Sally Segment',
    emails: ['sally@segment.example'],
  });
  const companies = await waitFor(
    'the company',
    () => listProfiles(client),
    (found) => found.length === 1,
  );
  expect(companies[0]).toMatchObject({ name: 'Acme Corporation', tracked_id: 'acme' });
});
