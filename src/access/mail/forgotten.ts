import { z } from 'zod';

import type { Language } from '../../lib/problem.ts';
import { Problem } from '../../lib/problem.ts';
import { statement } from '../../store/operational/index.ts';
import type { Parts } from '../parts.ts';
import { recordPerson } from '../person-trail.ts';
import { createSecret, hashSecret } from '../secret.ts';
import { passwordLetter } from './letters.ts';

const lifetimeMs = 3_600_000;

const findAccount = statement({
  name: 'findForgetfulAccount',
  sql: `
    SELECT u.id, u.name, u.email, p.language
    FROM users AS u
    LEFT JOIN preferences AS p ON p.user_id = u.id
    WHERE u.email = $1`,
  row: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    language: z.enum(['en', 'zh']).nullable(),
  }),
});

const putLink = statement({
  name: 'putForgottenLink',
  sql: `
    INSERT INTO password_links (user_id, token_hash, created_by, created_at, expires_at)
    VALUES ($1, $2, $1, $3, $4)
    ON CONFLICT (user_id) DO UPDATE
    SET token_hash = excluded.token_hash, created_by = excluded.created_by,
        created_at = excluded.created_at, expires_at = excluded.expires_at`,
  row: z.unknown(),
});

/** Who asks, from where, and in which language they read. */
interface Asked {
  readonly email: string;
  readonly ip: string;
  readonly language: Language;
}

/** Forgotten passwords, by mail. */
export function createForgotten(parts: Parts) {
  const { operational, clock, mailer, throttle } = parts;
  const send = async ({ email, ip, language }: Asked): Promise<void> => {
    const account = await operational.row(findAccount, [email]);
    if (account === undefined) return;
    const token = createSecret();
    const now = clock();
    await operational.run(putLink, [
      account.id,
      hashSecret(token),
      now,
      new Date(now.getTime() + lifetimeMs),
    ]);
    await recordPerson(parts, 'forgetPassword', { id: account.id, name: account.name, ip });
    const url = new URL(`/password/${token}`, parts.baseUrl).href;
    await mailer.send(
      account.email,
      passwordLetter(account.language ?? language, { name: account.name, url }),
    );
  };
  return {
    /**
     * Sends a one-time link to the address, if an account has it: the answer is the same, and as quick, when none has.
     * Problems: `access.no-mail`, `access.throttled`.
     */
    async forgetPassword(asked: Asked): Promise<void> {
      if (!mailer.isSet) throw noMail();
      await throttle(
        { subject: `forgotten:${asked.email}`, ip: asked.ip, counts: 'always' },
        async () => undefined,
      );
      parts.later(send(asked));
    },
  };
}

function noMail(): Problem {
  return new Problem('access.no-mail', {
    en: 'This installation sends no mail. Ask an administrator of your workspace for a link to a new password.',
    zh: '此系统未配置邮件服务。请向工作区管理员索取设置新密码的链接。',
  });
}
