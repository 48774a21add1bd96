import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { authColumns } from './auth-columns.ts';
import { createDialect } from './auth-dialect.ts';
import { type AuthPlace, ipHeader } from './auth-place.ts';
import { createId } from './id.ts';

const idPrefixes: Readonly<Record<string, string>> = { user: 'usr', session: 'ses', account: 'acc' };

/** The options of the auth library on our tables, so that a test can compare them with the migrations. */
export function authOptions({ operational, secret, baseUrl }: AuthPlace) {
  return {
    appName: 'Clientele',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: { dialect: createDialect(operational), type: 'postgres' as const, transaction: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: true, storage: 'memory' as const },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: authColumns.user,
    session: { ...authColumns.session, expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    account: authColumns.account,
    verification: authColumns.verification,
    advanced: {
      cookiePrefix: 'clientele',
      useSecureCookies: baseUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ipHeader] },
      database: { generateId: ({ model }: { model: string }) => createId(idPrefixes[model] ?? 'aut') },
    },
    plugins: [twoFactor({ issuer: 'Clientele', schema: authColumns.twoFactor })],
  };
}

/** The auth library: accounts, passwords, sessions, second factor. */
export function createLibrary(place: AuthPlace) {
  return betterAuth(authOptions(place));
}

export type AuthLibrary = ReturnType<typeof createLibrary>;
