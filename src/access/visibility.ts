import { z } from 'zod';
import type { Sensitivity, Sight } from '../fields/types.ts';
import { roles } from '../lib/endpoint.ts';
import type { Role } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { jsonText, statement } from '../store/operational/index.ts';
import type { Caller } from './actor.ts';
import { updateVisibility } from './contract.ts';
import type { Parts } from './parts.ts';

/** What each role sees of fields that are not public, and may reveal of what it sees masked. Owners see everything. */
type Visibility = z.output<typeof updateVisibility.input>;
type Sights = Readonly<Record<Sensitivity, Sight>>;

const everything: Sights = { public: 'full', internal: 'full', personal: 'full', sensitive: 'full' };

/** Where a workspace has said nothing: who only looks or counts needs to know nobody by name. */
const defaultVisibility: Visibility = {
  viewer: { internal: 'full', personal: 'masked', sensitive: 'hidden' },
  analyst: { internal: 'full', personal: 'masked', sensitive: 'hidden' },
  editor: { internal: 'full', personal: 'full', sensitive: 'masked' },
  admin: { internal: 'full', personal: 'full', sensitive: 'full' },
  reveals: { viewer: [], analyst: [], editor: [], admin: [] },
};

const policyRow = z.object({ policy: updateVisibility.input, changed_at: z.date() });
const getPolicy = statement({
  name: 'getVisibility',
  sql: 'SELECT policy, changed_at FROM visibility WHERE workspace = $1',
  row: policyRow,
});
const putPolicy = statement({
  name: 'putVisibility',
  sql: `
    INSERT INTO visibility (workspace, policy, changed_by, changed_at)
    VALUES ($1, $2::jsonb, $3, $4)
    ON CONFLICT (workspace) DO UPDATE
    SET policy = excluded.policy, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
  row: z.unknown(),
});

interface Known {
  readonly policy: Visibility;
  /** When it was changed last; null where it never was. */
  readonly since: Date | null;
}

/** Another server may change a policy: what is known is asked again after this long. */
const knownMs = 5_000;

/** What a role sees of each sensitivity. */
function sightsOf(role: Role, policy: Visibility): Sights {
  return role === 'owner' ? everything : { public: 'full', ...policy[role] };
}

/** Of what a role sees masked, what it may reveal. */
function revealsOf(role: Role, policy: Visibility): readonly Sensitivity[] {
  if (role === 'owner') return [];
  return policy.reveals[role].filter((sensitivity) => policy[role][sensitivity] === 'masked');
}

/** Which role of a workspace sees what; asked for with every answer that holds values of profiles. */
export function createVisibility({ operational, audit, clock }: Parts) {
  const known = new Map<string, { until: number; found: Promise<Known> }>();
  const read = async (workspace: string): Promise<Known> => {
    const row = await operational.row(getPolicy, [workspace]);
    return row === undefined
      ? { policy: defaultVisibility, since: null }
      : { policy: row.policy, since: row.changed_at };
  };
  const recall = (workspace: string): Promise<Known> => {
    const before = known.get(workspace);
    if (before !== undefined && before.until > performance.now()) return before.found;
    const found = read(workspace);
    known.set(workspace, { until: performance.now() + knownMs, found });
    found.catch(() => known.delete(workspace));
    return found;
  };
  return {
    /** What a role sees of each sensitivity. */
    async sights({ workspace, role }: Pick<Caller, 'workspace' | 'role'>): Promise<Sights> {
      return sightsOf(role, (await recall(workspace)).policy);
    },
    /** Both together. */
    async of({ workspace, role }: Pick<Caller, 'workspace' | 'role'>) {
      const { policy } = await recall(workspace);
      return { sights: sightsOf(role, policy), reveals: revealsOf(role, policy) };
    },
    /** Of what a role sees masked, what it may reveal, value by value. */
    async reveals({ workspace, role }: Pick<Caller, 'workspace' | 'role'>): Promise<readonly Sensitivity[]> {
      return revealsOf(role, (await recall(workspace)).policy);
    },
    /** Since when the policy of a workspace holds; null where it is the one of the start. */
    since: async (workspace: string): Promise<Date | null> => (await recall(workspace)).since,
    policy: async (workspace: string): Promise<Visibility> => (await recall(workspace)).policy,
    /** Changes the policy. Problems: `access.visibility-order`, `access.visibility-beyond`. */
    async change(caller: Caller, policy: Visibility): Promise<Visibility> {
      const before = await read(caller.workspace);
      checkOrder(policy);
      checkReach(caller.role, before.policy, policy);
      await operational.run(putPolicy, [caller.workspace, jsonText(policy), caller.id, clock()]);
      known.delete(caller.workspace);
      const line = { actor: caller, action: 'updateVisibility', target: caller.workspace, ip: caller.ip };
      await audit.append({ ...line, details: { before: before.policy, after: policy } });
      return policy;
    },
  };
}

const changing = ['viewer', 'analyst', 'editor', 'admin'] as const;
const closed = ['internal', 'personal', 'sensitive'] as const;

const levels = ['hidden', 'masked', 'revealed', 'full'] as const;

/** How much a role knows of a sensitivity: nothing, a mask, a mask that it may lift, or all. */
function levelOf(role: Role, sensitivity: Sensitivity, policy: Visibility): number {
  const sight = sightsOf(role, policy)[sensitivity];
  return levels.indexOf(revealsOf(role, policy).includes(sensitivity) ? 'revealed' : sight);
}

/** A stronger role sees at least what a weaker one does: exports and views pass downwards by role. */
function checkOrder(policy: Visibility): void {
  for (const sensitivity of closed) {
    const seen = changing.map((role) => levelOf(role, sensitivity, policy));
    const at = seen.findIndex((level, i) => level < (seen[i - 1] ?? 0));
    if (at < 0) continue;
    throw new Problem(
      'access.visibility-order',
      {
        en: 'The role "{role}" would see less of {sensitivity} fields than a weaker role. Give it at least as much.',
        zh: '角色“{role}”对{sensitivity}字段的可见程度会低于更弱的角色。请至少给予同样的可见程度。',
      },
      { role: changing[at] ?? '', sensitivity },
    );
  }
}

/** Nobody opens, for themselves or for others, what they do not see. */
function checkReach(own: Role, before: Visibility, after: Visibility): void {
  const isBeyond = changing.some((role) =>
    closed.some((sensitivity) => {
      const level = levelOf(role, sensitivity, after);
      return level !== levelOf(role, sensitivity, before) && level > levelOf(own, sensitivity, before);
    }),
  );
  if (!isBeyond) return;
  throw new Problem('access.visibility-beyond', {
    en: 'You cannot open what you do not see in full yourself. Ask an owner of the workspace.',
    zh: '您不能开放自己无法完整查看的内容。请联系工作区所有者。',
  });
}

/** Every role, the weakest first, with what it sees and may reveal. */
export function describeVisibility(
  policy: Visibility,
): { role: Role; sights: Sights; reveals: Sensitivity[] }[] {
  return roles.map((role) => ({
    role,
    sights: sightsOf(role, policy),
    reveals: [...revealsOf(role, policy)],
  }));
}
