import type { Caller } from '../access/index.ts';
import type { Field, Kind } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import type { Profile, ProfilePlace } from '../profiles/index.ts';
import type { z } from 'zod';
import type { Operational } from '../store/operational/index.ts';
import type { OperationalStatement } from '../store/operational/types.ts';
import type { Space } from '../store/space.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import type { Anchors } from './anchors.ts';

/** What the room needs of the whole. */
export interface TeamworkOptions {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The fields of a kind as somebody sees them. */
  readonly seen: (caller: Caller, kind: Kind) => Promise<readonly Field[]>;
  /** A profile as somebody sees it. Problem: `profiles.not-found`. */
  readonly show: (caller: Caller, id: string) => Promise<Profile>;
  /** A member of the caller's workspace. Problem: `access.not-found`. */
  readonly member: (caller: Caller, id: string) => Promise<{ readonly id: string; readonly name: string }>;
  /** Where files are kept. */
  readonly directory: string;
  readonly space: Space;
}

/** What the operations of this room share. */
export interface Parts extends TeamworkOptions {
  readonly anchors: Anchors;
  /** Where a profile is now. Problem: `profiles.not-found`. */
  readonly place: (caller: Caller, id: string) => Promise<ProfilePlace>;
}

/** Somebody's own things, and everybody's for administrators. */
export function mayChange({ id, role }: Caller, author: string): boolean {
  return id === author || role === 'admin' || role === 'owner';
}

/** The problem of a thing that is somebody else's. */
export function notYours(): Problem {
  return new Problem('teamwork.forbidden', {
    en: 'This belongs to somebody else. Ask them or an administrator to change it.',
    zh: '这属于其他人。请联系其本人或管理员修改。',
  });
}

/** The problem of a thing that is not here, or no longer. */
export function gone(id: string): Problem {
  return new Problem(
    'teamwork.not-found',
    {
      en: 'There is no "{id}" here. It may have been removed meanwhile; reload the page.',
      zh: '此处没有“{id}”。它可能已被删除，请刷新页面。',
    },
    { id: id.slice(0, 64) },
  );
}

/** Removes somebody's own thing from its profile. Problem: `teamwork.forbidden`. */
export async function removeThing(
  { operational, anchors }: Parts,
  caller: Caller,
  { thing, statement }: { thing: { id: string; author: string }; statement: OperationalStatement<z.ZodType> },
): Promise<void> {
  if (!mayChange(caller, thing.author)) throw notYours();
  await operational.transaction(async (runner) => {
    await anchors.remove(caller.workspace, thing.id);
    await runner.run(statement, [caller.workspace, thing.id]);
  });
}
