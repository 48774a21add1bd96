import type { Role } from '../lib/endpoint.ts';
import { askAuth, authHeaders } from './auth.ts';
import type { Parts } from './parts.ts';
import type { SignInContext } from './sign-in.ts';

/** A person who is to get an account. */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Who is signed in now, and the workspace that they came into. */
export interface SignedIn {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly workspace: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly role: Role;
    readonly timeZone: string | null;
  };
}

/** Makes an account and a session for it; the cookies wait in `headers` until the work around it is done. */
export async function createAccount(
  parts: Parts,
  context: SignInContext,
  { name, email, password }: NewAccount,
) {
  const headers = authHeaders(context.headers, context.ip);
  // An old cookie of the browser must not have a say in the new account's session.
  headers.delete('cookie');
  const body = { name, email, password };
  const answer = await askAuth(parts.auth, (api) => api.signUpEmail({ body, headers, returnHeaders: true }));
  const { id } = answer.response.user;
  return { user: { id, name, email }, headers: answer.headers };
}
