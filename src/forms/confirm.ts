import { createHash, randomBytes } from 'node:crypto';

import { escapeMarkup } from '../lib/form-markup.ts';
import { sayIn } from '../lib/form.ts';
import { Problem, type Language } from '../lib/problem.ts';
import type { Operational } from '../store/operational/index.ts';
import { confirmSubmission, countPending, findByToken, findRow, type FoundForm } from './tables.ts';

/** How long a link in a mail counts. */
const lifetimeMs = 7 * 86_400_000;
/** Mails that wait for an answer, to one address in a day: nobody's mailbox is filled by strangers. */
const mostPending = 3;

/** Mail as the application sends it. */
export interface FormMailer {
  readonly isSet: boolean;
  send(
    to: string,
    letter: { readonly subject: string; readonly text: string; readonly html: string },
  ): Promise<boolean>;
}

/** What confirming by mail works with. */
export interface ConfirmParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly baseUrl: string;
  readonly mailer: FormMailer;
  readonly later: (work: Promise<unknown>) => void;
  readonly wake: (workspace: string) => void;
}

interface Letter {
  readonly to: string;
  readonly token: string;
  readonly form: FoundForm;
  readonly language: Language;
}

/** Asks by mail whether an answer came from the owner of the address. */
export function createConfirmations(parts: ConfirmParts) {
  const { operational, clock, mailer } = parts;
  const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
  const find = async (token: string) => {
    const since = new Date(clock().getTime() - lifetimeMs);
    const row = await operational.row(findByToken, [hash(token.slice(0, 100)), since]);
    const form = row === undefined ? undefined : await operational.row(findRow, [row.form, row.version]);
    if (row === undefined || form === undefined || row.state === 'rejected') throw linkExpired();
    return { row, form };
  };
  return {
    createToken() {
      const token = randomBytes(24).toString('base64url');
      return { token, hash: hash(token) };
    },
    async guard(workspace: string, mail: string): Promise<void> {
      if (!mailer.isSet) throw noMailNow();
      const since = new Date(clock().getTime() - 86_400_000);
      const found = await operational.row(countPending, [workspace, mail, since]);
      if ((found?.n ?? 0) >= mostPending) throw tooManyMails();
    },
    send({ to, token, form, language }: Letter): void {
      const url = new URL(`/f/confirm/${token}`, parts.baseUrl).href;
      parts.later(mailer.send(to, writeLetter(sayIn(form.design.title, language), { url, language })));
    },
    /** What a link of a mail is about. Problem: `forms.link.expired`. */
    find,
    /** Lets an answer count; once or often, it is the same. */
    async confirm(token: string) {
      const found = await find(token);
      if ((await operational.run(confirmSubmission, [found.row.id, clock()])) > 0)
        parts.wake(found.row.workspace);
      return found;
    },
  };
}

export type Confirmations = ReturnType<typeof createConfirmations>;

const letterWords = {
  en: {
    subject: 'Please confirm: {title}',
    lead: 'Somebody gave this address in “{title}”. If it was you, confirm it here:',
    button: 'Confirm',
    after:
      'If it was not you, do nothing: without confirmation nothing counts. The link works for seven days.',
  },
  zh: {
    subject: '请确认：{title}',
    lead: '有人在“{title}”中填写了此邮箱。如果是您本人，请点击确认：',
    button: '确认',
    after: '如非您本人操作，请忽略本邮件：未经确认，提交不会生效。链接七天内有效。',
  },
} as const;

function writeLetter(
  title: string,
  { url, language }: { readonly url: string; readonly language: Language },
) {
  const words = letterWords[language];
  // A subject is one line.
  const plain = title.replaceAll(/\s+/g, ' ');
  const fill = (text: string, value: string) => text.split('{title}').join(value);
  const safe = escapeMarkup(plain);
  return {
    subject: fill(words.subject, plain),
    text: `${fill(words.lead, plain)}\n\n${url}\n\n${words.after}\n`,
    html: `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><body style="font: 16px/1.6 sans-serif; max-width: 36em">
<p>${fill(words.lead, safe)}</p><p><a href="${escapeMarkup(url)}">${words.button}</a></p><p>${words.after}</p>
<p style="color: #667085; word-break: break-all">${escapeMarkup(url)}</p></body></html>`,
  };
}

function linkExpired(): Problem {
  return new Problem('forms.link.expired', {
    en: 'This link is not valid, or no longer. Fill in the form once more.',
    zh: '此链接无效或已过期，请重新填写表单。',
  });
}

function noMailNow(): Problem {
  return new Problem('forms.mail.unavailable', {
    en: 'The form cannot be sent now: mail for the confirmation is not set up. Try again later.',
    zh: '暂时无法提交：尚未配置确认邮件。请稍后再试。',
  });
}

function tooManyMails(): Problem {
  return new Problem('forms.mail.throttled', {
    en: 'Several mails to this address wait to be confirmed already. Look into the mailbox, or try again tomorrow.',
    zh: '该邮箱已有多封待确认邮件。请查收邮箱，或明天再试。',
  });
}
