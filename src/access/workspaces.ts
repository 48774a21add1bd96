import { z } from 'zod';
import { roles } from '../lib/endpoint.ts';
import { statement } from '../store/operational/index.ts';
import type { Actor, Caller } from './actor.ts';
import { createId } from './id.ts';
import { notFound } from './missing.ts';
import type { Parts } from './parts.ts';

const workspaceRow = z
  .object({
    id: z.string(),
    number: z.number(),
    slug: z.string(),
    name: z.string(),
    time_zone: z.string().nullable(),
  })
  .transform(({ time_zone, ...workspace }) => ({ ...workspace, timeZone: time_zone }));

/** A walled-off place for one company's data; `number` names its database in the warehouse. */
export type Workspace = z.output<typeof workspaceRow>;

const insertWorkspace = statement({
  name: 'insertWorkspace',
  sql: `
    INSERT INTO workspaces (id, slug, name, created_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (slug) DO NOTHING
    RETURNING id, number, slug, name, time_zone`,
  row: workspaceRow,
});

const getWorkspace = statement({
  name: 'getWorkspace',
  sql: `SELECT id, number, slug, name, time_zone FROM workspaces WHERE id = $1`,
  row: workspaceRow,
});

const listWorkspaces = statement({
  name: 'listWorkspaces',
  sql: `SELECT id, number, slug, name, time_zone FROM workspaces ORDER BY number`,
  row: workspaceRow,
});

const getUnowned = statement({
  name: 'getUnownedWorkspace',
  sql: `
    SELECT w.id, w.number, w.slug, w.name, w.time_zone
    FROM workspaces AS w
    WHERE NOT EXISTS (SELECT FROM members AS m WHERE m.workspace = w.id)
    ORDER BY w.number
    LIMIT 1`,
  row: workspaceRow,
});

const renameWorkspace = statement({
  name: 'renameWorkspace',
  sql: `UPDATE workspaces SET name = $2 WHERE id = $1 RETURNING id, number, slug, name, time_zone`,
  row: workspaceRow,
});

const changeWorkspace = statement({
  name: 'changeWorkspace',
  sql: `
    UPDATE workspaces
    SET name = coalesce($2, name), time_zone = CASE WHEN $3 THEN $4 ELSE time_zone END
    WHERE id = $1
    RETURNING id, number, slug, name, time_zone`,
  row: workspaceRow,
});

const listMemberships = statement({
  name: 'listMemberships',
  sql: `
    SELECT w.id, w.slug, w.name, w.time_zone, m.role
    FROM members AS m
    JOIN workspaces AS w ON w.id = m.workspace
    WHERE m.user_id = $1
    ORDER BY m.joined_at, w.number`,
  row: z
    .object({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      time_zone: z.string().nullable(),
      role: z.enum(roles),
    })
    .transform(({ time_zone, ...membership }) => ({ ...membership, timeZone: time_zone })),
});

const addMember = statement({
  name: 'addMember',
  sql: `
    INSERT INTO members (workspace, user_id, role, joined_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (workspace, user_id) DO NOTHING`,
  row: z.unknown(),
});

/** Latin letters and digits of a name: `Blue & Co.` → `blue-co`; a name without any is called `workspace`. */
function slugOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'workspace'
  );
}

/** What may be changed of a workspace. */
export interface WorkspaceChange {
  readonly name?: string | undefined;
  readonly timeZone?: string | null | undefined;
}

export type Workspaces = ReturnType<typeof createWorkspaces>;

/** Workspaces and who belongs to them. */
export function createWorkspaces(parts: Parts) {
  const { operational, clock, audit } = parts;

  const insert = async (name: string): Promise<Workspace> => {
    const id = createId('ws', clock());
    const slug = slugOf(name);
    for (const tried of [slug, `${slug}-${id.slice(-6)}`]) {
      const made = await operational.row(insertWorkspace, [id, tried, name, clock()]);
      if (made) return made;
    }
    throw new Error(`No free slug for workspace ${id}`);
  };

  /** The workspace that the command line used before there was an owner becomes the owner's first one. */
  const adoptOrInsert = async (name: string): Promise<Workspace> => {
    const unowned = await operational.row(getUnowned, []);
    const adopted = unowned && (await operational.row(renameWorkspace, [unowned.id, name]));
    return adopted ?? insert(name);
  };

  return {
    /** Makes a workspace and its first owner. */
    async create({
      owner,
      name,
      ip,
    }: {
      owner: Pick<Actor, 'id' | 'name'>;
      name: string;
      ip: string;
    }): Promise<Workspace> {
      const made = await operational.transaction(async (runner) => {
        const workspace = await adoptOrInsert(name);
        await runner.run(addMember, [workspace.id, owner.id, 'owner', clock()]);
        const actor: Actor = {
          kind: 'user',
          id: owner.id,
          name: owner.name,
          workspace: workspace.id,
          role: 'owner',
        };
        await audit.append({ actor, action: 'createWorkspace', target: workspace.id, ip, details: { name } });
        return workspace;
      });
      parts.forget();
      return made;
    },
    /** The first workspace, made without an owner where there is none: for the command line on a fresh data directory. */
    first: (name: string): Promise<Workspace> => findFirst(operational, () => insert(name)),
    get: (id: string): Promise<Workspace | undefined> => operational.row(getWorkspace, [id]),
    /** Every workspace, for work on all of them. */
    list: (): Promise<Workspace[]> => operational.rows(listWorkspaces),
    /** Where a person may work, the first joined first. */
    memberships: (user: string) => operational.rows(listMemberships, [user]),
    /** Adds somebody who is not a member yet; a member stays as they are. */
    async join({ workspace, user, role }: { workspace: string; user: string; role: string }): Promise<void> {
      await operational.run(addMember, [workspace, user, role, clock()]);
      parts.forget();
    },
  };
}

/** The first workspace; of several who ask at once, on several servers too, one makes it. */
async function findFirst(
  operational: Parts['operational'],
  make: () => Promise<Workspace>,
): Promise<Workspace> {
  const [known] = await operational.rows(listWorkspaces);
  if (known !== undefined) return known;
  const lock = await operational.lock('first-workspace');
  try {
    const [made] = await operational.rows(listWorkspaces);
    return made ?? (await make());
  } finally {
    await lock.release();
  }
}

/** Changes the name or the time zone of the caller's workspace. */
export async function updateWorkspace(
  parts: Parts,
  caller: Caller,
  change: WorkspaceChange,
): Promise<Workspace> {
  const { name = null, timeZone } = change;
  const values = [caller.workspace, name, timeZone !== undefined, timeZone ?? null];
  const changed = await parts.operational.row(changeWorkspace, values);
  if (!changed) throw notFound(caller.workspace);
  const line = { actor: caller, action: 'updateWorkspace', target: caller.workspace, ip: caller.ip };
  await parts.audit.append({ ...line, details: { ...change } });
  return changed;
}
