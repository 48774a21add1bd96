import { z } from 'zod';
import { Problem } from '../lib/problem.ts';
import { statement } from '../store/operational/index.ts';
import { createAccount } from './accounts.ts';
import type { NewAccount, SignedIn } from './accounts.ts';
import type { Parts } from './parts.ts';
import { createSecret, deriveSecret, sameSecret } from './secret.ts';
import { passCookies } from './sign-in.ts';
import type { SignInContext } from './sign-in.ts';
import type { Workspaces } from './workspaces.ts';

const hasOwner = statement({
  name: 'hasOwner',
  sql: `SELECT EXISTS (SELECT FROM members WHERE role = 'owner') AS found`,
  row: z.object({ found: z.boolean() }),
});

const getNonce = statement({
  name: 'getSetupNonce',
  sql: `
    INSERT INTO installation (setup_nonce)
    VALUES ($1)
    ON CONFLICT (one) DO UPDATE SET setup_nonce = installation.setup_nonce
    RETURNING setup_nonce`,
  row: z.object({ setup_nonce: z.string() }),
});

const lockSetup = statement({
  name: 'lockSetup',
  sql: `SELECT pg_advisory_xact_lock(4400, 2)`,
  row: z.unknown(),
});

/** The first owner of an installation, who is let in by a one-time token. */
export function createSetUp(parts: Parts, workspaces: Workspaces) {
  const { operational, secret, throttle } = parts;

  // The token follows from the installation's secret and a number in the store: every server prints the same one,
  // and a look into the store alone does not give it away.
  const setupToken = async (): Promise<string | null> => {
    const owner = await operational.row(hasOwner);
    if (owner?.found === true) return null;
    const row = await operational.row(getNonce, [createSecret()]);
    return row ? deriveSecret(secret, `setup:${row.setup_nonce}`) : null;
  };

  const makeOwner = (context: SignInContext, account: NewAccount & { workspace: string }) =>
    operational.transaction(async (runner) => {
      await runner.run(lockSetup);
      if ((await setupToken()) === null) throw wrongToken();
      const { user, headers } = await createAccount(parts, context, account);
      const made = await workspaces.create({ owner: user, name: account.workspace, ip: context.ip });
      const { id, slug, name, timeZone } = made;
      const workspace = { id, slug, name, timeZone, role: 'owner' as const };
      return { user, headers, workspace };
    });

  return {
    /** The one-time token, or null once there is an owner. */
    setupToken,
    /** Makes the owner, the first workspace and a session. Problems: `access.setup-token`, `access.throttled`. */
    async createOwner(
      context: SignInContext,
      { token, ...account }: NewAccount & { token: string; workspace: string },
    ): Promise<SignedIn> {
      await throttle({ subject: `setup:${context.ip}`, ip: context.ip }, async () => {
        const expected = await setupToken();
        if (expected === null || !sameSecret(token, expected)) throw wrongToken();
      });
      const { user, workspace, headers } = await makeOwner(context, account);
      passCookies(headers, context);
      return { user, workspace };
    },
  };
}

function wrongToken(): Problem {
  return new Problem('access.setup-token', {
    en: 'This set-up link does not work, or has been used already. Use the link that the server prints when it starts, or sign in.',
    zh: '该初始化链接无效或已被使用。请使用服务器启动时显示的链接，或直接登录。',
  });
}
