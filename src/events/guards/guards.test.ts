import { array, assert, asyncProperty, constantFrom, infiniteStream, integer, nat, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countProfiles, listProfiles } from '../../../test/actions.ts';
import { openTestApp, type TestWorkspace } from '../../../test/harness.ts';
import { waitFor } from '../../../test/wait.ts';
import { listTimeline } from '../../profiles/contract.ts';
import { createSource } from '../../sources/contract.ts';
import { createWriteKey, listArrivals } from '../contract.ts';
import { getIdentityGuards, updateIdentityGuards, type Guard } from './contract.ts';
import { decideClaims, type Claim, type DecidedClaim } from './decide.ts';

const dayMs = 86_400_000;
const guards: readonly Guard[] = [
  { field: 'tracked_id', limit: 2, window: 'ever' },
  { field: 'emails', limit: 3, window: 'ever' },
  { field: 'phones', limit: 2, window: 'week' },
];

const someClaims = array(
  record({
    owner: integer({ min: 1, max: 6 }).map(String),
    source: constantFrom('shop', 'app'),
    field: constantFrom('emails', 'phones'),
    value: constantFrom('a', 'b', 'c', 'd'),
    at: integer({ min: 0, max: 20 }).map((day) => day * dayMs),
  }),
  { maxLength: 40 },
);

const textOf = (claim: Claim) => JSON.stringify(claim);
const sorted = (claims: readonly Claim[]) => claims.map(textOf).toSorted();

/** Customers by what counts, found in the plainest way: whoever shares a node is one. */
function groupsOf(decided: readonly DecidedClaim[]): DecidedClaim[][] {
  const nodesOf = ({ owner, field, value }: Claim) => [`o ${owner}`, `${field} ${value}`];
  let groups: { nodes: Set<string>; claims: DecidedClaim[] }[] = [];
  for (const claim of decided.filter(({ demoted }) => demoted === null)) {
    const own = nodesOf(claim);
    const near = groups.filter(({ nodes }) => own.some((node) => nodes.has(node)));
    groups = [
      ...groups.filter((group) => !near.includes(group)),
      {
        nodes: new Set([...own, ...near.flatMap(({ nodes }) => [...nodes])]),
        claims: [...near.flatMap(({ claims }) => claims), claim],
      },
    ];
  }
  return groups.map(({ claims }) => claims);
}

describe('what counts of what is said', () => {
  test('does not depend on the order in which it stands', async () => {
    await assert(
      asyncProperty(someClaims, infiniteStream(nat()), async (claims, dice) => {
        const shuffled = claims
          .map((claim) => ({ claim, place: Number(dice.next().value) }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ claim }) => claim);
        expect(sorted(await decideClaims([], shuffled, guards))).toEqual(
          sorted(await decideClaims([], claims, guards)),
        );
      }),
    );
  });

  test('is the same whether it comes at once or in parts, one after another in time', async () => {
    await assert(
      asyncProperty(someClaims, integer({ min: 0, max: 20 }), async (claims, day) => {
        const once = await decideClaims([], claims, guards);
        const first = await decideClaims(
          [],
          claims.filter(({ at }) => at < day * dayMs),
          guards,
        );
        const known = first.filter(({ demoted }) => demoted === null);
        const then = await decideClaims(
          known,
          claims.filter(({ at }) => at >= day * dayMs),
          guards,
        );
        expect(sorted([...first, ...then])).toEqual(sorted(once));
      }),
    );
  });

  test('never gives one customer more than its limits', async () => {
    await assert(
      asyncProperty(someClaims, async (claims) => {
        for (const group of groupsOf(await decideClaims([], claims, guards))) {
          for (const source of ['shop', 'app']) {
            const ids = group.filter((claim) => claim.source === source).map(({ owner }) => owner);
            expect(new Set(ids).size).toBeLessThanOrEqual(2);
          }
          const emails = group.filter(({ field }) => field === 'emails').map(({ value }) => value);
          expect(new Set(emails).size).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  test('gives way by priority: of one message the lowest goes, and a later week is a new one', async () => {
    const say = ([owner, field, value]: readonly [string, string, string], day = 0): Claim => ({
      owner,
      source: 'shop',
      field,
      value,
      at: day * dayMs,
    });
    const one: readonly Guard[] = [{ field: 'tracked_id', limit: 1, window: 'ever' }, ...guards.slice(1)];
    const known = [say(['1', 'phones', 'p']), say(['2', 'emails', 'e'])];
    const both = await decideClaims(
      known,
      [say(['3', 'phones', 'x'], 1), say(['2', 'phones', 'p'], 1), say(['3', 'emails', 'y'], 1)],
      one,
    );
    expect(both.filter(({ demoted }) => demoted !== null)).toMatchObject([
      { owner: '2', field: 'phones', value: 'p', demoted: { reason: 'identified', guard: { limit: 1 } } },
    ]);
    const days = [0, 1, 2, 8];
    const phones = await decideClaims(
      [],
      days.map((day) => say(['1', 'phones', `p${day}`], day)),
      one,
    );
    expect(phones.map(({ demoted }) => demoted?.reason ?? null)).toEqual([null, null, 'limit', null]);
  });
});

const { app, freshWorkspace } = await openTestApp();

async function openShop(client: TestWorkspace['client'], name: string) {
  const source = await client.call(createSource, { name, channel: 'web' });
  const { key } = await client.call(createWriteKey, { source: source.id });
  const send = async (messages: readonly object[]) => {
    const body = JSON.stringify({ writeKey: key, batch: messages });
    const answer = await app.fetch(new Request('http://in-process/v1/batch', { method: 'POST', body }));
    expect(answer.status).toBe(200);
  };
  return { source: source.id, send };
}

const identify = (userId: string, traits: object, timestamp = '2026-03-01T10:00:00.000Z') => ({
  type: 'identify',
  userId,
  traits,
  timestamp,
});

const peopleOf = (client: TestWorkspace['client'], count: number) =>
  waitFor(
    `${count} customers`,
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.length === count && rows.every((row) => row['name'] !== undefined),
  );

test('two customers of one shop stay two, whatever they share; the ids of two applications are one customer', async () => {
  const { client } = await freshWorkspace();
  const shop = await openShop(client, 'Shop');
  const desk = await openShop(client, 'Desk');
  await shop.send([identify('u-1', { name: '王芳', email: 'Home@family.cn', phone: '13911110001' })]);
  await peopleOf(client, 1);
  await shop.send([
    identify(
      'u-2',
      { name: '王军', email: 'home@family.cn', phone: '13911110002' },
      '2026-03-02T10:00:00.000Z',
    ),
  ]);
  await desk.send([identify('d-7', { name: '王芳', email: 'home@family.cn' })]);
  const people = await waitFor(
    'two customers, one with both ids',
    () => listProfiles(client, { kind: 'person' }),
    (rows) => rows.length === 2 && rows.every((row) => row['name'] !== undefined),
  );
  const second = people.find((row) => row['name'] === '王军');
  expect(second).toMatchObject({ phones: ['+8613911110002'], identifiers_aside: ['home@family.cn'] });
  expect(second?.['emails'] ?? null).toBeNull();
  const { rows } = await client.call(listTimeline, { id: String(second?.['id']), kinds: 'demoted' });
  expect(rows).toMatchObject([
    {
      kind: 'demoted',
      at: '2026-03-02T10:00:00.000Z',
      text: 'emails',
      details: {
        value: 'home@family.cn',
        source: 'Shop',
        reason: 'identified',
        guard: 'tracked_id',
        limit: 1,
      },
    },
  ]);
  const arrived = await client.call(listArrivals, { source: shop.source });
  expect(arrived.rows.map(({ user, demoted }) => [user, demoted])).toEqual([
    ['u-2', [{ field: 'emails', reason: 'identified' }]],
    ['u-1', []],
  ]);
  expect((await client.call(getIdentityGuards, {})).demoted).toEqual([]);
});

test('limits are a workspace’s own: what is one too many is kept aside, and what was decided stands', async () => {
  const { client } = await freshWorkspace();
  const shop = await openShop(client, 'Shop');
  const usual = await client.call(getIdentityGuards, {});
  expect(usual.guards.slice(0, 2)).toEqual([
    { field: 'tracked_id', limit: 1, window: 'ever' },
    { field: 'emails', limit: 5, window: 'ever' },
  ]);
  await client.call(updateIdentityGuards, { guards: [{ field: 'emails', limit: 2, window: 'day' }] });
  const day = (n: number) => new Date(Date.now() - (10 - n) * 3_600_000).toISOString();
  await shop.send([1, 2, 3].map((n) => identify('u-1', { name: '李雷', email: `${n}@lei.cn` }, day(n))));
  // What one message after another says of a customer in one load is its last word.
  await peopleOf(client, 1);
  await shop.send([identify('u-1', { name: '李雷', email: '4@lei.cn' }, day(4))]);
  await waitFor(
    'the second',
    () => listProfiles(client, { kind: 'person' }),
    ([row]) => Array.isArray(row?.['emails']) && row['emails'].length === 2,
  );
  await shop.send([identify('u-1', { name: '李雷', email: '5@lei.cn' }, day(5))]);
  const [person] = await waitFor(
    'one aside',
    () => listProfiles(client, { kind: 'person' }),
    ([row]) => Array.isArray(row?.['identifiers_aside']),
  );
  expect(person).toMatchObject({ identifiers_aside: ['5@lei.cn'] });
  expect((await client.call(getIdentityGuards, {})).demoted).toEqual([
    { field: 'emails', reason: 'limit', count: 1 },
  ]);
  await expect(
    client.call(updateIdentityGuards, { guards: [{ field: 'name', limit: 1, window: 'ever' }] }),
  ).rejects.toMatchObject({ code: 'events.guards.field' });
});

test('what thousands say at once is held against what thousands said before', async () => {
  const { client } = await freshWorkspace();
  const shop = await openShop(client, 'Shop');
  const many = 2_100;
  const sendAll = async (id: (n: number) => string, day: string) => {
    const all = Array.from({ length: many }, (_none, n) =>
      identify(id(n), { email: `box-${n}@family.cn` }, day),
    );
    for (let from = 0; from < many; from += 700) await shop.send(all.slice(from, from + 700));
  };
  const demoted = async () => (await client.call(getIdentityGuards, {})).demoted;
  const count = () => countProfiles(client, { all: [] }, 'person');
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  await sendAll((n) => `first-${n}`, hoursAgo(2));
  await waitFor('the first', count, (total) => total === many);
  expect(await demoted()).toEqual([]);
  await sendAll((n) => `second-${n}`, hoursAgo(1));
  await waitFor('all', count, (total) => total === 2 * many);
  expect(await demoted()).toEqual([{ field: 'emails', reason: 'identified', count: many }]);
});
