import { fillIn, type Language } from '../../lib/problem.ts';

/** A mail as it is handed over. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly content: Buffer;
    readonly contentType: string;
  }[];
}

interface Words {
  readonly subject: string;
  readonly lead: string;
  readonly button: string;
  readonly after: string;
}

const passwordWords: Readonly<Record<Language, Words>> = {
  en: {
    subject: 'Your new password for Clientele',
    lead: 'Hello {name}, somebody asked for a new password for your account. Choose it here:',
    button: 'Choose a new password',
    after: 'The link works once, for one hour. If it was not you, do nothing: your password stays as it is.',
  },
  zh: {
    subject: '重设 Clientele 密码',
    lead: '{name}，您好！有人申请为您的账号设置新密码。请点击下面的链接设置：',
    button: '设置新密码',
    after: '链接仅可使用一次，一小时内有效。如果不是您本人操作，请忽略本邮件，密码不会改变。',
  },
};

const invitationWords: Readonly<Record<Language, Words>> = {
  en: {
    subject: '{inviter} invites you to {workspace}',
    lead: '{inviter} invites you to the workspace “{workspace}” in Clientele. Join here:',
    button: 'Join',
    after: 'The link works once, for seven days.',
  },
  zh: {
    subject: '{inviter} 邀请您加入 {workspace}',
    lead: '{inviter} 邀请您加入 Clientele 中的工作区“{workspace}”。请点击下面的链接加入：',
    button: '加入',
    after: '链接仅可使用一次，七天内有效。',
  },
};

/** The letter with a link to a new password. */
export function passwordLetter(language: Language, said: { name: string; url: string }): Letter {
  return write(passwordWords[language], language, said);
}

/** The letter with an invitation. */
export function invitationLetter(
  language: Language,
  said: { inviter: string; workspace: string; url: string },
): Letter {
  return write(invitationWords[language], language, said);
}

function write(words: Words, language: Language, said: Readonly<Record<string, string>>): Letter {
  const { url = '' } = said;
  const fill = (text: string) => fillIn(text, said);
  const safe = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, escapeHtml(value)]));
  const fillSafe = (text: string) => fillIn(text, safe);
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return {
    subject: fill(words.subject),
    text: `${fill(words.lead)}\n\n${url}\n\n${words.after}\n`,
    html: `<!doctype html><html lang="${lang}"><body style="font: 16px/1.6 sans-serif; max-width: 36em">
<p>${fillSafe(words.lead)}</p>
<p><a href="${escapeHtml(url)}" style="display: inline-block; padding: 8px 16px; border-radius: 6px; background: #2563eb; color: #ffffff; text-decoration: none">${words.button}</a></p>
<p>${words.after}</p>
<p style="color: #667085; word-break: break-all">${escapeHtml(url)}</p>
</body></html>`,
  };
}

/** Names are what people type; in a letter they stay text. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
