import { personOf } from './actor.ts';
import { askAuth, authHeaders } from './auth.ts';
import type { Parts } from './parts.ts';
import { recordPerson } from './person-trail.ts';
import { passCookies } from './sign-in.ts';
import type { SignInContext } from './sign-in.ts';

/** Codes of an authenticator app beside the password. */
export function createSecondFactor(parts: Parts) {
  const { auth, throttle } = parts;

  const enter = async (context: SignInContext, code: string) => {
    const headers = authHeaders(context.headers, context.ip);
    if (!/^\d{6}$/.test(code))
      return askAuth(auth, (api) => api.verifyBackupCode({ body: { code }, headers, returnHeaders: true }));
    return askAuth(auth, (api) => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
  };

  return {
    /** Ends a sign-in with a code of the app, or one of the backup codes. Problems: `access.code`, `access.throttled`. */
    async verifySecondFactor(context: SignInContext, { code }: { code: string }) {
      const attempt = { subject: `second-factor:${context.ip}`, ip: context.ip };
      const { headers, response } = await throttle(attempt, () => enter(context, code));
      parts.forget();
      passCookies(headers, context);
      const { user } = response;
      if (!user) throw new Error('The auth library let nobody in');
      const known = { id: user.id, name: user.name, email: user.email };
      await recordPerson(parts, 'signIn', { ...known, ip: context.ip });
      return { user: known };
    },
    /** Begins to guard the account: the key for the app, and codes for when it is lost; nothing is asked until it is confirmed. */
    async startSecondFactor(context: SignInContext, { password }: { password: string }) {
      const person = personOf(context);
      const headers = authHeaders(context.headers, context.ip);
      const attempt = { subject: `password:${person.id}`, ip: context.ip };
      const started = await throttle(attempt, () =>
        askAuth(auth, (api) => api.enableTwoFactor({ body: { password }, headers })),
      );
      if (!('totpURI' in started)) throw new Error('The auth library gave no key for the second factor');
      return { uri: started.totpURI, backupCodes: started.backupCodes };
    },
    /** From now on a code is asked for, as the app has shown a right one. */
    async confirmSecondFactor(context: SignInContext, { code }: { code: string }): Promise<void> {
      const person = personOf(context);
      const attempt = { subject: `second-factor:${person.id}`, ip: context.ip };
      const { headers } = await throttle(attempt, () => enter(context, code));
      parts.forget();
      passCookies(headers, context);
      await recordPerson(parts, 'confirmSecondFactor', person);
    },
    /** The password alone is enough again. */
    async removeSecondFactor(context: SignInContext, { password }: { password: string }): Promise<void> {
      const person = personOf(context);
      const headers = authHeaders(context.headers, context.ip);
      const attempt = { subject: `password:${person.id}`, ip: context.ip };
      const answer = await throttle(attempt, () =>
        askAuth(auth, (api) => api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })),
      );
      parts.forget();
      passCookies(answer.headers, context);
      await recordPerson(parts, 'removeSecondFactor', person);
    },
  };
}
