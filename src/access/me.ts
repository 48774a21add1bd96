import type { z } from 'zod';
import { unauthenticated } from './actor.ts';
import { authHeaders } from './auth.ts';
import type { getMe } from './contract.ts';
import type { Parts } from './parts.ts';
import { createPreferences } from './preferences.ts';
import { passCookies } from './sign-in.ts';
import type { SignInContext } from './sign-in.ts';
import type { Workspaces } from './workspaces.ts';

type Me = z.output<typeof getMe.output>;

/** Says who calls and where they may work, and renews the cookie of a session that goes on. */
export function createMe(parts: Parts, workspaces: Workspaces) {
  const { auth } = parts;
  const { rememberedOf } = createPreferences(parts);
  const ofKey = async (
    id: string | null,
    role: Me['workspaces'][number]['role'] | null,
  ): Promise<Me['workspaces']> => {
    const found = id === null ? undefined : await workspaces.get(id);
    return found && role
      ? [{ id: found.id, slug: found.slug, name: found.name, timeZone: found.timeZone, role }]
      : [];
  };

  return async (context: SignInContext): Promise<Me> => {
    const { actor } = context;
    if (actor === null) throw unauthenticated();
    const { kind, id, name } = actor;
    const own = kind === 'user' ? await workspaces.memberships(id) : await ofKey(actor.workspace, actor.role);
    const workspace = own.find((one) => one.id === actor.workspace) ?? null;
    const me = { actor: { kind, id, name }, workspace, workspaces: own };
    if (kind !== 'user')
      return { ...me, email: null, secondFactor: false, preferences: { language: null, theme: null } };
    const session = await (
      await auth()
    ).api.getSession({
      headers: authHeaders(context.headers, context.ip),
      returnHeaders: true,
    });
    passCookies(session.headers, context);
    return { ...me, email: session.response?.user.email ?? null, ...(await rememberedOf(id)) };
  };
}
