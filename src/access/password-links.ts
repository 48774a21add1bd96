import { z } from 'zod';
import { Problem } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import { forbidden } from './actor.ts';
import type { Caller } from './actor.ts';
import type { Members } from './members.ts';
import type { Parts } from './parts.ts';
import { recordPerson } from './person-trail.ts';
import { policies } from './policies.ts';
import { createSecret, hashSecret } from './secret.ts';
import type { SignInContext } from './sign-in.ts';
import type { Workspaces } from './workspaces.ts';

const lifetimeMs = 24 * 3_600_000;

const putLink = statement({
  name: 'putPasswordLink',
  sql: `
    INSERT INTO password_links (user_id, token_hash, created_by, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (user_id) DO UPDATE
    SET token_hash = excluded.token_hash, created_by = excluded.created_by,
        created_at = excluded.created_at, expires_at = excluded.expires_at`,
  row: z.unknown(),
});

const takeLink = statement({
  name: 'takePasswordLink',
  sql: `
    DELETE FROM password_links AS l
    USING users AS u
    WHERE u.id = l.user_id AND l.token_hash = $1 AND l.expires_at > $2
    RETURNING u.id, u.name`,
  row: z.object({ id: z.string(), name: z.string() }),
});

const endSessions = statement({
  name: 'endSessions',
  sql: `DELETE FROM sessions WHERE user_id = $1`,
  row: z.unknown(),
});

/** Links by which somebody who has forgotten their password chooses a new one. */
export function createPasswordLinks(parts: Parts, workspaces: Workspaces, members: Members) {
  const { operational, auth, audit, clock, throttle } = parts;

  /** Whoever makes such a link could use it: so for oneself there is the old password, and nobody reaches into other workspaces by it. */
  const guard = async (caller: Caller, id: string): Promise<void> => {
    const member = await members.get(caller, id);
    if (caller.kind === 'system') return;
    if (caller.kind !== 'user' || caller.id === id || !policies.mayManage(caller, member))
      throw forbidden('owner');
    const places = await workspaces.memberships(id);
    if (places.some((place) => place.id !== caller.workspace)) throw elsewhereToo();
  };

  return {
    /** Makes the link for a member; a new one replaces the old. Problems: `access.forbidden`, `access.member-elsewhere`. */
    async createPasswordLink(caller: Caller, id: string): Promise<{ url: string; expiresAt: string }> {
      await guard(caller, id);
      const token = createSecret();
      const now = clock();
      const until = new Date(now.getTime() + lifetimeMs);
      await operational.run(putLink, [id, hashSecret(token), caller.id, now, until]);
      await audit.append({ actor: caller, action: 'createPasswordLink', target: id, ip: caller.ip });
      return { url: new URL(`/password/${token}`, parts.baseUrl).href, expiresAt: until.toISOString() };
    },
    /** Sets the password by such a link and ends every session. Problems: `access.password-link`, `access.throttled`. */
    async resetPassword(
      context: SignInContext,
      { token, password }: { token: string; password: string },
    ): Promise<void> {
      const person = await throttle({ subject: `reset:${context.ip}`, ip: context.ip }, async () => {
        const found = await operational.row(takeLink, [hashSecret(token), clock()]);
        if (!found) throw wrongLink();
        return found;
      });
      const { password: passwords, internalAdapter } = await (await auth()).$context;
      await internalAdapter.updatePassword(person.id, await passwords.hash(password));
      await operational.run(endSessions, [person.id]);
      parts.forget();
      await recordPerson(parts, 'resetPassword', { ...person, ip: context.ip });
    },
  };
}

function wrongLink(): Problem {
  return new Problem('access.password-link', {
    en: 'This link has expired or has been used. Ask for a new one.',
    zh: '该链接已过期或已使用。请索取新的链接。',
  });
}

function elsewhereToo(): Problem {
  return new Problem('access.member-elsewhere', {
    en: 'This person belongs to other workspaces too, which a new password would open. Let whoever runs the server make the link: `clientele password-link ADDRESS`.',
    zh: '此人还属于其他工作区，新密码也会打开那些工作区。请由服务器管理员生成链接：clientele password-link 邮箱地址。',
  });
}
