import { Problem } from '../../lib/problem.ts';

/** A mailing that is not there. */
export function noSuchMailing(id: string): Problem {
  return new Problem(
    'mailings.not-found',
    {
      en: 'There is no mailing "{id}" here; it may have been ended. Look at the list.',
      zh: '此处没有邮件推送“{id}”，可能已被停止。请查看列表。',
    },
    { id },
  );
}

/** As many as there may be. */
export function tooManyMailings(most: number): Problem {
  return new Problem(
    'mailings.too-many',
    {
      en: 'There are {most} mailings already, as many as a workspace keeps. End some that nobody reads.',
      zh: '已有 {most} 个邮件推送，达到工作区上限。请停止不再需要的推送。',
    },
    { most },
  );
}

/** A private dashboard may be sent to its owner alone. */
export function mayNotSee(name: string): Problem {
  return new Problem(
    'mailings.may-not-see',
    {
      en: '{name} does not see this dashboard. Share it with the workspace first, or send it to yourself.',
      zh: '{name} 无权查看该看板。请先将看板共享给工作区，或只发送给自己。',
    },
    { name },
  );
}

/** Somebody else's mailing. */
export function notYours(): Problem {
  return new Problem('mailings.not-yours', {
    en: 'This mailing was made by somebody else for somebody else. Ask them or an administrator.',
    zh: '该邮件推送由他人创建且不是发给您的。请联系创建者或管理员。',
  });
}

/** Why a mail was not sent. */
export const mailProblems = {
  notSet: () =>
    new Problem('mailings.no-mail', {
      en: 'This installation has no mail server. Its operator sets CLIENTELE_SMTP_URL.',
      zh: '该系统未配置邮件服务器。请由运维人员设置 CLIENTELE_SMTP_URL。',
    }),
  refused: () =>
    new Problem('mailings.refused', {
      en: 'The mail server did not take the mail. It is tried again; whoever runs this installation finds the reason in its log.',
      zh: '邮件服务器未接收邮件，系统会自动重试；运维人员可在日志中查看原因。',
    }),
  noMember: () =>
    new Problem('mailings.no-member', {
      en: 'The recipient is no member of this workspace any longer. End this mailing.',
      zh: '收件人已不是该工作区的成员。请停止该推送。',
    }),
  gone: () =>
    new Problem('mailings.not-shared', {
      en: 'The recipient does not see this dashboard any longer. Share it, or end this mailing.',
      zh: '收件人已无权查看该看板。请共享该看板，或停止该推送。',
    }),
  broken: () =>
    new Problem('mailings.broken', {
      en: 'It could not be made. It is tried again; whoever runs this installation finds the reason in its log.',
      zh: '未能生成，系统会自动重试；运维人员可在日志中查看原因。',
    }),
};
