import { z } from 'zod';

import { withMailbox } from '../../../store/foreign/index.ts';
import { pullKind } from '../../kind.ts';
import { asked } from '../../settings.ts';
import { hostSetting, minutesSetting } from '../pull-settings.ts';
import { pullMessages } from './messages.ts';

const settings = z.object({
  host: hostSetting,
  port: asked(z.int().min(1).max(65_535).default(993), { label: { en: 'Port', zh: '端口' } }),
  tls: asked(z.boolean().default(true), {
    label: { en: 'Encrypted, with a certificate that is checked', zh: '加密连接（校验证书）' },
  }),
  user: asked(z.string().trim().min(1).max(200), { label: { en: 'User', zh: '用户' } }),
  password: asked(z.string().min(1).max(500), {
    label: { en: 'Password', zh: '密码' },
    help: {
      en: 'Many providers want one that is made for programs.',
      zh: '许多邮箱服务商要求使用客户端授权码。',
    },
    secret: true,
  }),
  folder: asked(z.string().trim().min(1).max(500).default('INBOX'), {
    label: { en: 'Folder', zh: '文件夹' },
    help: {
      en: 'Whatever lies in it is read, and nothing is changed; best one of its own.',
      zh: '读取其中的全部邮件，不作任何改动；建议使用专用文件夹。',
    },
  }),
  signatures: asked(z.boolean().default(true), {
    label: { en: 'Make persons of the signatures under mails', zh: '将邮件签名识别为个人' },
  }),
  own: asked(z.string().max(1_000).default(''), {
    label: { en: 'Your own domains', zh: '本公司域名' },
    help: {
      en: 'Such as example.com; signatures of who sends from there are left out.',
      zh: '例如 example.com；来自这些域名的签名不处理。',
    },
  }),
  ...minutesSetting,
});

/** A folder of mail: attached cards and tables, and signatures. */
export const mailboxKind = pullKind({
  kind: 'mailbox',
  label: { en: 'Mailbox', zh: '邮箱' },
  lead: {
    en: 'Reads new mails of a folder: attached vCards and tables, and signatures.',
    zh: '读取文件夹中的新邮件：附件中的名片与表格，以及邮件签名。',
  },
  settings,
  open: ({ minutes, signatures, own, ...place }) => ({
    minutes,
    about: null,
    apart: true,
    pull: (task) => {
      const { allowed, signal } = task;
      const domains = own
        .toLowerCase()
        .split(/[\s,，;；、@]+/)
        .filter((domain) => domain !== '');
      return withMailbox({ ...place, allowed, signal }, (mailbox) =>
        pullMessages(task, mailbox, { signatures, own: domains }),
      );
    },
  }),
});
