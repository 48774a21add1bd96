import { Problem } from '../lib/problem.ts';
import type { House } from './house.ts';

/** The field that says which member of the workspace looks after a profile. */
const owner = 'owner';

/**
 * What an edit sets, with the owner as the e-mail address of a member: the member may be named by address, id or name.
 * Problem: `profiles.owner`. Files and programs may name others; people assign their own.
 */
export async function nameOwner(
  house: Pick<House, 'member'>,
  workspace: string,
  set: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const given = set[owner];
  if (given === undefined || given === null || given === '') return set;
  const email = typeof given === 'string' ? await house.member(workspace, given.trim()) : undefined;
  if (email === undefined) throw noMember(given);
  return { ...set, [owner]: email };
}

function noMember(given: unknown): Problem {
  return new Problem(
    'profiles.owner',
    {
      en: '"{who}" is no member of this workspace, or several members have this name. Give the e-mail address of one.',
      zh: '“{who}”不是本工作区的成员，或有多位成员同名。请填写成员的邮箱。',
    },
    { who: String(given).slice(0, 100) },
  );
}
