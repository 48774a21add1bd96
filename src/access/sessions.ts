import { z } from 'zod';
import { statement } from '../store/operational/index.ts';
import { personOf } from './actor.ts';
import { askAuth, authHeaders } from './auth.ts';
import { notFound } from './missing.ts';
import type { Parts } from './parts.ts';
import { recordPerson } from './person-trail.ts';
import { passCookies } from './sign-in.ts';
import type { SignInContext } from './sign-in.ts';

// The auth library lets sessions end by the real time, not by our clock.
const listRows = statement({
  name: 'listSessions',
  sql: `
    SELECT id, ip_address, user_agent, created_at, expires_at
    FROM sessions
    WHERE user_id = $1 AND expires_at > now()
    ORDER BY created_at DESC, id DESC
    LIMIT 200`,
  row: z
    .object({
      id: z.string(),
      ip_address: z.string().nullable(),
      user_agent: z.string().nullable(),
      created_at: z.date(),
      expires_at: z.date(),
    })
    .transform((row) => ({
      id: row.id,
      ip: row.ip_address,
      userAgent: row.user_agent,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    })),
});

const deleteSession = statement({
  name: 'deleteSession',
  sql: `DELETE FROM sessions WHERE user_id = $1 AND id = $2`,
  row: z.unknown(),
});

/** A person's sessions and password. */
export function createSessions(parts: Parts) {
  const { operational, auth, throttle } = parts;
  return {
    async listSessions(context: SignInContext) {
      const person = personOf(context);
      const current = await (
        await auth()
      ).api.getSession({ headers: authHeaders(context.headers, context.ip) });
      const rows = await operational.rows(listRows, [person.id]);
      return { rows: rows.map((row) => ({ ...row, current: row.id === current?.session.id })) };
    },
    async removeSession(context: SignInContext, id: string): Promise<void> {
      const person = personOf(context);
      if ((await operational.run(deleteSession, [person.id, id])) === 0) throw notFound(id);
      parts.forget();
      await recordPerson(parts, 'removeSession', person);
    },
    /** Changes the password, ends every other session and gives this one a new cookie. */
    async changePassword(
      context: SignInContext,
      { current, password }: { current: string; password: string },
    ) {
      const person = personOf(context);
      const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
      const headers = authHeaders(context.headers, context.ip);
      const attempt = { subject: `password:${person.id}`, ip: context.ip };
      const change = () => askAuth(auth, (api) => api.changePassword({ body, headers, returnHeaders: true }));
      const answer = await throttle(attempt, change);
      parts.forget();
      passCookies(answer.headers, context);
      await recordPerson(parts, 'changePassword', person);
    },
  };
}
