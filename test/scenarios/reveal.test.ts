import { expect, test } from 'vitest';

import { listAudit, updateVisibility } from '../../src/access/contract.ts';
import { createProfiles, getProfile, revealValue } from '../../src/profiles/contract.ts';
import { problemOf } from '../actions.ts';
import { openTestApp } from '../harness.ts';

const { freshWorkspace } = await openTestApp();

const person = { name: '张密藏', phones: '13812340001', religion: '佛教', gender: '女' };
const sights = { internal: 'full', personal: 'masked', sensitive: 'hidden' } as const;
const open = { internal: 'full', personal: 'full', sensitive: 'full' } as const;
const policy = {
  viewer: sights,
  analyst: sights,
  editor: { ...open, sensitive: 'masked' },
  admin: open,
} as const;
const reveals = { viewer: ['personal'], analyst: ['personal'], editor: ['sensitive'] } as const;
const lists = { viewer: [...reveals.viewer], analyst: [...reveals.analyst], editor: [...reveals.editor] };

async function plant() {
  const workspace = await freshWorkspace();
  const { profiles } = await workspace.client.call(createProfiles, {
    kind: 'person',
    source: 'Test',
    records: [person],
  });
  return { ...workspace, id: profiles[0] ?? '' };
}

test('a masked value is revealed one by one where the policy allows it, and who looked stands on the trail', async () => {
  const { client, clientAs, id } = await plant();
  const [viewer, editor] = await Promise.all([clientAs('viewer'), clientAs('editor')]);
  const ask = { id, field: 'phones' };
  expect((await viewer.call(getProfile, { id })).revealable).toEqual([]);
  expect((await problemOf(viewer.call(revealValue, ask))).code).toBe('access.reveal');

  const { roles } = await client.call(updateVisibility, { ...policy, reveals: lists });
  expect(roles.map(({ role, reveals: may }) => [role, may])).toEqual([
    ['viewer', ['personal']],
    ['analyst', ['personal']],
    ['editor', ['sensitive']],
    ['admin', []],
    ['owner', []],
  ]);
  const seen = await viewer.call(getProfile, { id });
  expect(seen.values['phones']).toEqual(['+86138****0001']);
  expect(seen.revealable.toSorted()).toEqual(['name', 'phones']);
  expect((await viewer.call(revealValue, ask)).value).toEqual(['+8613812340001']);
  expect((await editor.call(revealValue, { id, field: 'religion' })).value).toBe('佛教');
  // What is hidden is not there to be revealed, and what is shown anyway needs no trail.
  expect((await problemOf(viewer.call(revealValue, { id, field: 'religion' }))).code).toBe('profiles.fields');
  expect((await viewer.call(revealValue, { id, field: 'gender' })).value).toEqual(expect.any(String));
  expect((await viewer.call(getProfile, { id })).values['phones']).toEqual(['+86138****0001']);

  const { rows } = await client.call(listAudit, { action: 'revealValue' });
  expect(rows.map(({ actor, target, details }) => [actor?.name, target, details])).toEqual([
    ['Key of editor', id, { field: 'religion' }],
    ['Key of viewer', id, { field: 'phones' }],
  ]);
  await client.call(updateVisibility, policy);
  expect((await problemOf(viewer.call(revealValue, ask))).code).toBe('access.reveal');
});

test('nobody lets others reveal more than they see, and a weaker role never more than a stronger one', async () => {
  const { client, clientAs } = await plant();
  const weaker = { ...policy, reveals: { viewer: ['personal' as const] } };
  expect((await problemOf(client.call(updateVisibility, weaker))).code).toBe('access.visibility-order');
  const blind = { ...open, sensitive: 'masked' } as const;
  await client.call(updateVisibility, { ...policy, admin: blind });
  const admin = await clientAs('admin');
  const opening = { ...policy, admin: blind, reveals: { admin: ['sensitive' as const] } };
  expect((await problemOf(admin.call(updateVisibility, opening))).code).toBe('access.visibility-beyond');
});

test('values are revealed a few at a time, and inside the workspace', async () => {
  const [one, other] = [await plant(), await plant()];
  await one.client.call(updateVisibility, { ...policy, reveals: lists });
  const viewer = await one.clientAs('viewer');
  const missing = await problemOf(viewer.call(revealValue, { id: 'per_zzzz', field: 'phones' }));
  expect(missing.code).toBe('profiles.not-found');
  const stranger = await other.clientAs('viewer');
  expect((await problemOf(stranger.call(revealValue, { id: one.id, field: 'phones' }))).code).toMatch(
    /^(profiles.not-found|access.reveal)$/,
  );
  for (let look = 0; look < 30; look += 1) await viewer.call(revealValue, { id: one.id, field: 'phones' });
  const problem = await problemOf(viewer.call(revealValue, { id: one.id, field: 'phones' }));
  expect(problem.code).toBe('access.throttled');
});
