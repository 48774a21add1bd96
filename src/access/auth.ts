import { Problem } from '../lib/problem.ts';
import type { AuthLibrary } from './auth-library.ts';
import { type AuthPlace, ipHeader } from './auth-place.ts';

/** Gives the auth library. Its six hundred files are read when somebody first signs in: a start, or a key, needs none of them. */
export type Auth = () => Promise<AuthLibrary>;

/** Accounts, passwords, sessions, second factor. */
export function createAuth(place: AuthPlace): Auth {
  let library: Promise<AuthLibrary> | undefined;
  return () => (library ??= import('./auth-library.ts').then(({ createLibrary }) => createLibrary(place)));
}

/** The headers that the auth library may see of a call. */
export function authHeaders(headers: Headers, ip: string): Headers {
  const seen = new Headers({ [ipHeader]: ip });
  for (const name of ['cookie', 'user-agent']) {
    const value = headers.get(name);
    if (value !== null) seen.set(name, value.slice(0, 8192));
  }
  return seen;
}

/** Runs a call of the auth library and says its expected errors as problems. */
export async function askAuth<T>(auth: Auth, work: (api: AuthLibrary['api']) => Promise<T>): Promise<T> {
  try {
    return await work((await auth()).api);
  } catch (error) {
    const { isAPIError } = await import('better-auth/api');
    if (!isAPIError(error)) throw error;
    throw authProblem(error.body?.code ?? '') ?? error;
  }
}

function authProblem(code: string): Problem | undefined {
  if (code.startsWith('USER_ALREADY_EXISTS')) {
    return new Problem('access.taken', {
      en: 'There is an account with this e-mail address already. Sign in with it, or use another address.',
      zh: '该邮箱已有账户。请用它登录，或使用其他邮箱。',
    });
  }
  if (
    ['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD', 'PASSWORD_TOO_LONG', 'INVALID_EMAIL'].includes(code)
  ) {
    return new Problem('access.credentials', {
      en: 'E-mail address or password is wrong. Check both and try again.',
      zh: '邮箱或密码错误。请检查后重试。',
    });
  }
  if (['INVALID_CODE', 'INVALID_BACKUP_CODE', 'INVALID_TWO_FACTOR_COOKIE'].includes(code)) {
    return new Problem('access.code', {
      en: 'This code is not right, or came too late. Take the one that the app shows now, or sign in again.',
      zh: '验证码错误或已失效。请输入应用当前显示的验证码，或重新登录。',
    });
  }
  if (['TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'ACCOUNT_TEMPORARILY_LOCKED'].includes(code)) {
    return new Problem(
      'access.throttled',
      {
        en: 'Too many wrong codes. Wait {retryAfterSeconds} seconds and sign in again.',
        zh: '验证码错误次数过多。请等待 {retryAfterSeconds} 秒后重新登录。',
      },
      { retryAfterSeconds: 900 },
    );
  }
  return undefined;
}
