import { z } from 'zod';
import { isProblem } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import { askAuth, authHeaders } from './auth.ts';
import type { Parts } from './parts.ts';
import { recordPerson } from './person-trail.ts';
import type { RouteContext } from './route.ts';

/** What of a call signing in and out needs. */
export type SignInContext = Pick<RouteContext, 'actor' | 'headers' | 'ip' | 'setHeader'>;

const endSession = statement({
  name: 'endSession',
  sql: `DELETE FROM sessions WHERE id = $1`,
  row: z.unknown(),
});

const findByEmail = statement({
  name: 'findUserByEmail',
  sql: `SELECT id, name, email FROM users WHERE email = $1`,
  row: z.object({ id: z.string(), name: z.string(), email: z.string() }),
});

/** Hands the cookies that the auth library set on to the answer. */
export function passCookies(from: Headers, { setHeader }: Pick<RouteContext, 'setHeader'>): void {
  for (const cookie of from.getSetCookie()) setHeader('set-cookie', cookie);
}

/** Signing in and out. */
export function createSignIn(parts: Parts) {
  const { operational, auth, throttle } = parts;

  const endOldSession = async (headers: Headers): Promise<void> => {
    const old = await (await auth()).api.getSession({ headers });
    if (old) await operational.run(endSession, [old.session.id]);
  };

  const enter = async (context: SignInContext, body: { email: string; password: string }) => {
    const headers = authHeaders(context.headers, context.ip);
    const answer = await askAuth(auth, (api) => api.signInEmail({ body, headers, returnHeaders: true }));
    // Whoever was signed in with this browser before is not any more, and no old cookie lives on.
    await endOldSession(headers);
    return answer;
  };

  return {
    async signIn(context: SignInContext, { email, password }: { email: string; password: string }) {
      const attempt = { subject: `sign-in:${email}`, ip: context.ip };
      try {
        const { headers, response } = await throttle(attempt, () => enter(context, { email, password }));
        parts.forget();
        passCookies(headers, context);
        if (!('user' in response)) return { secondFactor: true, user: null };
        const user = { id: response.user.id, name: response.user.name, email: response.user.email };
        await recordPerson(parts, 'signIn', { ...user, ip: context.ip });
        return { secondFactor: false, user };
      } catch (error) {
        const known = isProblem(error, 'access.credentials') && (await operational.row(findByEmail, [email]));
        if (known) await recordPerson(parts, 'signIn.failed', { ...known, ip: context.ip });
        throw error;
      }
    },
    async signOut(context: SignInContext): Promise<void> {
      const headers = authHeaders(context.headers, context.ip);
      const answer = await askAuth(auth, (api) => api.signOut({ headers, returnHeaders: true }));
      parts.forget();
      passCookies(answer.headers, context);
      if (context.actor?.kind !== 'user') return;
      await recordPerson(parts, 'signOut', { ...context.actor, ip: context.ip });
    },
  };
}
