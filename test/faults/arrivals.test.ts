import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { openCrashHouse } from './crash-house.ts';
import { chooseMoments, cutOff, seed } from './moments.ts';
import { onServers } from '../place.ts';
import { waitFor } from '../wait.ts';
import { openPlaces, typeItems } from '../../src/events/index.ts';
import { openEvents } from '../../src/flow/events.ts';
import { createQueue } from '../../src/jobs/index.ts';
import { addFieldColumns } from '../../src/records/index.ts';
import { statement } from '../../src/store/warehouse/index.ts';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 });
afterAll(() => vi.resetConfig());

const crash = await openCrashHouse();
const { house, mortal, workspace, warehouse, sources, settled, close } = crash;
const data = await mkdtemp(join(tmpdir(), 'clientele-arrivals-'));
afterAll(async () => {
  await close();
  await rm(data, { recursive: true, force: true });
});
const source = 'Shop';
await sources.ensure(
  workspace,
  { name: source, party: 'first', channel: 'web', trust: 50, basis: 'unknown', note: '' },
  'test',
);
await addFieldColumns(warehouse, 'person', await house.fields(workspace, 'person'));
const places = await openPlaces(undefined);

/** Opens what takes events in, as a process does when it starts; what it tries again ends with it. */
function startCollecting() {
  const stopping = new AbortController();
  const queue = createQueue({ operational: house.operational, clock: house.clock });
  const sights = async () => {
    throw new Error('nobody looks');
  };
  const own = { data, sights, places, onFault: () => undefined };
  return { ...openEvents({ ...house, stopping: stopping.signal }, queue, own), stopping };
}

type Collecting = ReturnType<typeof startCollecting>;

/** What a customer says who came for the first time: who it is, and what it did. */
async function come({ intake }: Collecting, user: string): Promise<void> {
  const messages = [
    { type: 'identify', userId: user, messageId: `${user}-1`, traits: { email: `${user}@shop.example` } },
    { type: 'track', event: 'Called', userId: user, anonymousId: `${user}-device`, messageId: `${user}-2` },
  ];
  const reading = { dialect: 'segment', usual: null } as const;
  const delivery = { source, received: Date.now(), sent: null, context: {}, ip: '', agent: '' };
  const outcomes = await typeItems(messages, reading, delivery);
  await intake.take(
    workspace,
    outcomes.map(({ arrival }) => arrival),
  );
}

/** Waits until all that was taken in is in the warehouse, or the process is dead, and for what comes of it. */
async function end({ intake, stopping }: Collecting): Promise<void> {
  const waiting = async () => (mortal.isDead() ? 0 : intake.backlog(workspace));
  await waitFor('everything in the warehouse', waiting, (bytes) => bytes === 0);
  await intake.close();
  await settled();
  stopping.abort();
}

/** How often what a customer said stands in each table. */
async function found(user: string): Promise<Record<string, unknown>> {
  const mine = '(SELECT entity FROM {db}.entities WHERE value = {user:String})';
  const counts = statement({
    name: 'test.found',
    sql: `SELECT
      (SELECT count() FROM {db}.entities WHERE value = {user:String}) AS entities,
      (SELECT count() FROM {db}.events WHERE entity IN ${mine}) AS events,
      (SELECT count() FROM {db}.said_traits WHERE value = {user:String}) AS said,
      (SELECT count() FROM {db}.device_links WHERE entity IN ${mine}) > 0 AS linked,
      (SELECT count() FROM {db}.sightings WHERE entity IN ${mine}) > 0 AS seen,
      (SELECT count() FROM {db}.facts_person WHERE has(emails, concat({user:String}, '@shop.example'))) AS facts,
      (SELECT count() FROM {db}.profiles_person WHERE has(emails, concat({user:String}, '@shop.example'))) AS profiles,
      (SELECT count() FROM {db}.owners WHERE entity IN ${mine}) AS owned`,
    row: z.record(z.string(), z.unknown()),
  });
  return (await warehouse.row(counts, { user })) ?? {};
}

const all = { entities: 1, events: 2, said: 1, linked: 1, seen: 1, facts: 1, profiles: 1, owned: 1 };

test.skipIf(onServers)(
  'what was acknowledged is a customer with all that it did after the next start, wherever the process had died',
  async () => {
    mortal.arm(null);
    const calm = startCollecting();
    await come(calm, 'u0');
    await end(calm);
    const statements = mortal.count();
    expect(await found('u0'), 'not cut off').toEqual(all);
    const moments = chooseMoments(statements, 13);
    for (const [place, moment] of moments.chosen.entries()) {
      const user = `u${place + 1}`;
      await cutOff(crash, moment, async () => {
        const dying = startCollecting();
        await come(dying, user);
        await end(dying);
      });
      const next = startCollecting();
      await next.resume([workspace]);
      await end(next);
      const what = `died ${moment.done ? 'after' : 'before'} statement ${moment.at} of ${statements}`;
      expect(await found(user), what).toEqual(all);
    }
    console.log(
      `${moments.chosen.length} of ${moments.all} moments of taking messages in (KILL_SEED=${seed})`,
    );
  },
);
