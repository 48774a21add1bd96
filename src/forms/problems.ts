import { Problem, type Bilingual } from '../lib/problem.ts';

/** Why something that was sent did not count. */
export const rejections = {
  'forms.trap': {
    en: 'A field was filled in that people do not see: a robot sent this.',
    zh: '隐藏字段被填写，应为机器人提交。',
  },
  'forms.puzzle': {
    en: 'The proof of work was missing, wrong, too old or used before. Load the page again and send it once more.',
    zh: '防机器人校验缺失、错误、过期或已被使用。请刷新页面后重新提交。',
  },
  'forms.answers': {
    en: 'Some answers are missing or of a wrong kind.',
    zh: '部分回答缺失或格式不正确。',
  },
  'forms.consent': {
    en: 'A consent without which the form cannot be sent was not given.',
    zh: '未勾选提交所必需的同意项。',
  },
  'forms.shape': {
    en: 'What was sent is not what this form sends.',
    zh: '提交的内容与该表单不符。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type Rejection = keyof typeof rejections;

/** The reason of what was rejected, as it is shown. */
export function describeRejection(code: string | null) {
  if (code === null) return null;
  const known = Object.entries(rejections).find(([key]) => key === code)?.[1] ?? { en: code, zh: code };
  return { code, ...known };
}

export function formNotFound(id: string): Problem {
  return new Problem(
    'forms.not-found',
    {
      en: 'There is no form "{id}" here. Look at the list of forms.',
      zh: '此处没有表单“{id}”。请查看表单列表。',
    },
    { id: id.slice(0, 64) },
  );
}

export function formClosed(): Problem {
  return new Problem('forms.gone', {
    en: 'This form takes no more answers.',
    zh: '该表单已停止接收提交。',
  });
}

/** What is wrong with a design, by the place where it is. */
export function wrongDesign(where: string, what: Bilingual): Problem {
  return new Problem(
    'forms.design',
    { en: `${what.en} (at {where})`, zh: `${what.zh}（位置：{where}）` },
    { where },
  );
}

export function noMail(): Problem {
  return new Problem('forms.no-mail', {
    en: 'Confirming and answering by mail need a mail server: set CLIENTELE_SMTP_URL, or switch both off.',
    zh: '邮件确认与自动回复需要邮件服务器：请设置 CLIENTELE_SMTP_URL，或关闭这些功能。',
  });
}

export function tooManyForms(limit: number): Problem {
  return new Problem(
    'forms.limit',
    {
      en: 'A workspace has at most {limit} forms. Use one again.',
      zh: '每个工作区最多 {limit} 个表单，请复用已有表单。',
    },
    { limit },
  );
}

/** The problem of something sent that did not count, with the questions that it is about. */
export function rejected(code: Rejection, questions: readonly string[] = []): Problem {
  return new Problem(code, rejections[code], { questions });
}

export function nothingStuck(id: string): Problem {
  return new Problem(
    'forms.submission.not-found',
    {
      en: 'Nothing with the number "{id}" waits at this form. Reload the page.',
      zh: '此表单没有等待处理的提交“{id}”。请刷新页面。',
    },
    { id: id.slice(0, 64) },
  );
}
