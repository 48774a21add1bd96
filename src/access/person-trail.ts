import { z } from 'zod';
import { statement } from '../store/operational/index.ts';
import type { Actor } from './actor.ts';
import type { Parts } from './parts.ts';

const listUserWorkspaces = statement({
  name: 'listUserWorkspaces',
  sql: `SELECT workspace FROM members WHERE user_id = $1 ORDER BY workspace`,
  row: z.object({ workspace: z.string() }),
});

/** Writes what a person did with their account into the trail of every workspace that trusts them. */
export async function recordPerson(
  { operational, audit }: Parts,
  action: string,
  { id, name, ip }: Pick<Actor, 'id' | 'name'> & { ip: string },
): Promise<void> {
  for (const { workspace } of await operational.rows(listUserWorkspaces, [id])) {
    await audit.append({ actor: { kind: 'user', id, name, workspace, role: null }, action, target: id, ip });
  }
}
