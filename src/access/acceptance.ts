import { z } from 'zod';
import { roles } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import { createAccount } from './accounts.ts';
import type { SignedIn } from './accounts.ts';
import type { Parts } from './parts.ts';
import { hashSecret } from './secret.ts';
import { passCookies } from './sign-in.ts';
import type { SignInContext } from './sign-in.ts';
import type { Workspaces } from './workspaces.ts';

const takeInvitation = statement({
  name: 'takeInvitation',
  sql: `
    DELETE FROM invitations
    WHERE token_hash = $1 AND expires_at > $2
    RETURNING id, workspace, email, role`,
  row: z.object({ id: z.string(), workspace: z.string(), email: z.string(), role: z.enum(roles) }),
});

const lookInto = statement({
  name: 'lookIntoInvitation',
  sql: `
    SELECT i.email, i.role, w.name AS workspace, u.id IS NOT NULL AS account
    FROM invitations AS i
    JOIN workspaces AS w ON w.id = i.workspace
    LEFT JOIN users AS u ON u.email = i.email
    WHERE i.token_hash = $1 AND i.expires_at > $2`,
  row: z.object({ email: z.string(), role: z.enum(roles), workspace: z.string(), account: z.boolean() }),
});

const getPerson = statement({
  name: 'getPersonByEmail',
  sql: `SELECT id, name, email FROM users WHERE email = $1`,
  row: z.object({ id: z.string(), name: z.string(), email: z.string() }),
});

/** What somebody who accepts brings along. */
export interface Acceptance {
  readonly token: string;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
}

/** Joining a workspace by the token of an invitation. */
export function createAcceptance(parts: Parts, workspaces: Workspaces) {
  const { operational, clock, audit, throttle } = parts;

  const admit = async (context: SignInContext, email: string, { name, password }: Acceptance) => {
    const known = await operational.row(getPerson, [email]);
    if (known && context.actor?.kind === 'user' && context.actor.id === known.id) return { user: known };
    if (known) throw signInFirst();
    if (name === undefined || password === undefined) throw accountNeeded();
    return createAccount(parts, context, { name, email, password });
  };

  const take = (context: SignInContext, acceptance: Acceptance) =>
    operational.transaction(async (runner) => {
      const invitation = await runner.row(takeInvitation, [hashSecret(acceptance.token), clock()]);
      if (!invitation) throw wrongInvitation();
      const { workspace: place, role } = invitation;
      const admitted = await admit(context, invitation.email, acceptance);
      const { user } = admitted;
      await workspaces.join({ workspace: place, user: user.id, role });
      const joined = (await workspaces.memberships(user.id)).find(({ id }) => id === place);
      if (!joined) throw new Error(`${user.id} did not join ${place}`);
      const actor = {
        kind: 'user',
        id: user.id,
        name: user.name,
        workspace: place,
        role: joined.role,
      } as const;
      await audit.append({ actor, action: 'acceptInvitation', target: invitation.id, ip: context.ip });
      return { user, workspace: joined, headers: 'headers' in admitted ? admitted.headers : new Headers() };
    });

  /** What an invitation is to. Problems: `access.invitation`, `access.throttled`. */
  const read = (context: SignInContext, { token }: Acceptance) =>
    throttle({ subject: `invitation:${context.ip}`, ip: context.ip }, async () => {
      const found = await operational.row(lookInto, [hashSecret(token), clock()]);
      if (!found) throw wrongInvitation();
      return found;
    });

  /** Joins by token. Problems: `access.invitation`, `access.sign-in-first`, `access.account-needed`, `access.throttled`. */
  const accept = async (context: SignInContext, acceptance: Acceptance): Promise<SignedIn> => {
    const attempt = { subject: `invitation:${context.ip}`, ip: context.ip };
    const { user, workspace, headers } = await throttle(attempt, () => take(context, acceptance));
    parts.forget();
    passCookies(headers, context);
    return { user, workspace };
  };

  return { read, accept };
}

function wrongInvitation(): Problem {
  return new Problem('access.invitation', {
    en: 'This invitation has expired, was taken back, or has been used. Ask for a new one.',
    zh: '该邀请已过期、被撤回或已使用。请索取新的邀请。',
  });
}

function signInFirst(): Problem {
  return new Problem('access.sign-in-first', {
    en: 'The invited e-mail address has an account. Sign in with it, then open the invitation again.',
    zh: '受邀邮箱已有账户。请先用该邮箱登录，再打开邀请。',
  });
}

function accountNeeded(): Problem {
  return new Problem('access.account-needed', {
    en: 'A new account needs a name and a password. Give both.',
    zh: '新账户需要姓名和密码。请填写这两项。',
  });
}
