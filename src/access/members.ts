import { z } from 'zod';
import { roles } from '../lib/endpoint.ts';
import type { Role } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import { forbidden } from './actor.ts';
import type { Caller } from './actor.ts';
import { toPage } from './page.ts';
import type { PageInput } from './page.ts';
import { notFound } from './missing.ts';
import type { Parts } from './parts.ts';
import { policies } from './policies.ts';

const memberRow = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles), joined_at: z.date() })
  .transform(({ joined_at, ...member }) => ({ ...member, joinedAt: joined_at.toISOString() }));

type Member = z.output<typeof memberRow>;

const listRows = statement({
  name: 'listMembers',
  sql: `
    SELECT u.id, u.name, u.email, m.role, m.joined_at
    FROM members AS m
    JOIN users AS u ON u.id = m.user_id
    WHERE m.workspace = $1 AND ($2::text IS NULL OR u.id > $2)
    ORDER BY u.id
    LIMIT $3`,
  row: memberRow,
});

const namedRows = statement({
  name: 'namedMembers',
  sql: `
    SELECT u.email, lower(u.email) = lower($2) OR u.id = $2 AS exact
    FROM members AS m
    JOIN users AS u ON u.id = m.user_id
    WHERE m.workspace = $1 AND (lower(u.email) = lower($2) OR u.id = $2 OR lower(u.name) = lower($2))
    LIMIT 3`,
  row: z.object({ email: z.string(), exact: z.boolean() }),
});

// Locked before one of them is touched: two owners who go at the same time must not both find the other.
const lockOwners = statement({
  name: 'lockOwners',
  sql: `SELECT user_id AS id FROM members WHERE workspace = $1 AND role = 'owner' ORDER BY user_id FOR UPDATE`,
  row: z.object({ id: z.string() }),
});

const getMember = statement({
  name: 'getMember',
  sql: `
    SELECT u.id, u.name, u.email, m.role, m.joined_at
    FROM members AS m
    JOIN users AS u ON u.id = m.user_id
    WHERE m.workspace = $1 AND m.user_id = $2
    FOR UPDATE OF m`,
  row: memberRow,
});

const setRole = statement({
  name: 'setRole',
  sql: `UPDATE members SET role = $3 WHERE workspace = $1 AND user_id = $2`,
  row: z.unknown(),
});

const deleteMember = statement({
  name: 'deleteMember',
  sql: `DELETE FROM members WHERE workspace = $1 AND user_id = $2`,
  row: z.unknown(),
});

export type Members = ReturnType<typeof createMembers>;

/** The people of a workspace. */
export function createMembers(parts: Parts) {
  const { operational, audit } = parts;

  const find = async (caller: Caller, id: string): Promise<Member> => {
    const member = await operational.row(getMember, [caller.workspace, id]);
    if (member) return member;
    throw notFound(id);
  };

  return {
    /** A member of the caller's workspace. */
    get: find,
    /** The e-mail address of a member named by it, by id or by name; undefined where nobody is, or several are. */
    async named(workspace: string, who: string): Promise<string | undefined> {
      const rows = await operational.rows(namedRows, [workspace, who]);
      const [only] = rows.length === 1 ? rows : rows.filter(({ exact }) => exact);
      return only?.email;
    },
    async list(caller: Caller, { after, limit }: PageInput) {
      return toPage(await operational.rows(listRows, [caller.workspace, after ?? null, limit + 1]), limit);
    },
    async update(caller: Caller, { id, role }: { id: string; role: Role }): Promise<Member> {
      const updated = await operational.transaction(async (runner) => {
        const owners = await runner.rows(lockOwners, [caller.workspace]);
        const member = await find(caller, id);
        if (!policies.mayManage(caller, member) || !policies.mayGrant(caller, role)) throw forbidden('owner');
        if (role !== 'owner') keepAnOwner(owners, member);
        await runner.run(setRole, [caller.workspace, id, role]);
        const details = { from: member.role, to: role };
        await audit.append({ actor: caller, action: 'updateMember', target: id, ip: caller.ip, details });
        return { ...member, role };
      });
      parts.forget();
      return updated;
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await operational.transaction(async (runner) => {
        const owners = await runner.rows(lockOwners, [caller.workspace]);
        const member = await find(caller, id);
        if (!policies.mayRemove(caller, member)) throw forbidden('admin');
        keepAnOwner(owners, member);
        await runner.run(deleteMember, [caller.workspace, id]);
        const details = { role: member.role };
        await audit.append({ actor: caller, action: 'removeMember', target: id, ip: caller.ip, details });
      });
      parts.forget();
    },
  };
}

function keepAnOwner(owners: readonly { id: string }[], member: Member): void {
  if (owners.length !== 1 || owners[0]?.id !== member.id) return;
  throw new Problem('access.last-owner', {
    en: 'This is the last owner of the workspace. Make somebody else owner first.',
    zh: '这是该工作区的最后一位所有者。请先将其他成员设为所有者。',
  });
}
