import { readJsonBody } from '../http/body.ts';
import { asPage, customerHeaders, languageOf, writeLanguageLink, writePage } from '../http/customer-page.ts';
import { defaultLimits } from '../http/types.ts';
import { escapeMarkup, writeForm } from '../lib/form-markup.ts';
import { sayIn } from '../lib/form.ts';
import type { Language } from '../lib/problem.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Confirmations } from './confirm.ts';
import { formClosed, formNotFound } from './problems.ts';
import type { Puzzles } from './puzzle.ts';
import { writeSnippet } from './snippet.ts';
import { takeSubmission, type SubmitParts } from './submit.ts';
import { findRow, type FoundForm } from './tables.ts';

/** Counts tries and refuses too many, as the problem `access.throttled`. */
export type Throttle = (
  attempt: { readonly subject: string; readonly ip: null; readonly limit: number; readonly counts: 'always' },
  work: () => Promise<void>,
) => Promise<void>;

/** What the door of the forms needs. */
export interface FormDoorOptions extends SubmitParts {
  readonly operational: Operational;
  readonly puzzles: Puzzles;
  readonly confirmations: Confirmations;
  readonly throttle: Throttle;
  /** What counts as one address. */
  readonly network: (ip: string) => string;
}

/** Answers sent in a quarter of an hour: from one address, which may be a whole exhibition's, and with one form. */
const limits = { address: 60, form: 3_000 } as const;

const scriptPath = '/hosted/form.js';

interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly ip: string;
  readonly language: Language;
}

/** Answers whoever fills in a form; undefined for every other request. */
export function openFormDoor(options: FormDoorOptions) {
  return (request: Request, { ip }: { readonly ip: string }): Promise<Response> | undefined => {
    const url = new URL(request.url);
    const [, first = '', second = ''] =
      /^\/f\/([\w-]{1,100}(?:\.js)?)(?:\/([\w-]{1,100}))?$/.exec(url.pathname) ?? [];
    const { method } = request;
    if (first === '' || (method !== 'GET' && method !== 'POST')) return undefined;
    const visit = { request, url, ip, language: languageOf(request, url) };
    const isSecond = first === 'confirm' && second !== '';
    if (isSecond) return asPage(visit, () => confirm(visit, second, options));
    return method === 'POST' ? post(visit, [first, second], options) : get(visit, [first, second], options);
  };
}

type Parts = readonly [first: string, second: string];

function post(visit: Visit, [form, second]: Parts, options: FormDoorOptions) {
  return second === '' ? take(visit, form, options) : undefined;
}

function get(visit: Visit, [first, second]: Parts, options: FormDoorOptions): Promise<Response> | undefined {
  if (second === 'puzzle') return Promise.resolve(json(options.puzzles.create(first)));
  if (second !== '') return undefined;
  if (first.endsWith('.js')) return Promise.resolve(writeSnippet(first.slice(0, -3)));
  return asPage(visit, () => show(visit, first, options));
}

async function show(visit: Visit, id: string, { operational }: FormDoorOptions): Promise<Response> {
  const form = await operational.row(findRow, [id, null]);
  if (form === undefined) throw formNotFound(id);
  if (!form.open) throw formClosed();
  const { design, version } = form;
  const { language, url } = visit;
  const embedded = url.searchParams.get('embed') === '1';
  return writePage({
    language,
    title: sayIn(design.title, language),
    script: scriptPath,
    data: { form: id, version: String(version), language, embed: embedded ? '1' : '' },
    body: `${writeLanguageLink(url, language)}
<div id="fill">${writeForm(design, language)}<noscript><p class="problem">${noScript[language]}</p></noscript></div>
<div id="done" tabindex="-1" hidden>${writeThanks(form, language)}</div>`,
    ...(embedded ? { frames: design.sites.length === 0 ? ['http:', 'https:'] : design.sites } : {}),
  });
}

const noScript = {
  en: 'Sending needs JavaScript, which keeps robots away. Switch it on and load the page again.',
  zh: '提交表单需要启用 JavaScript（用于防止机器人）。请启用后刷新页面。',
} as const;

const thanksWords = {
  en: { open: 'Open', confirm: 'One more step: we have sent you an e-mail. Please follow the link in it.' },
  zh: { open: '打开', confirm: '还差一步：我们已向您发送邮件，请点击其中的链接完成确认。' },
} as const;

function writeThanks({ design }: FoundForm, language: Language): string {
  const words = thanksWords[language];
  const link =
    design.link === ''
      ? ''
      : `<p><a href="${escapeMarkup(design.link)}" target="_blank" rel="noopener noreferrer">${words.open}${design.about === '' ? '' : ` ${escapeMarkup(design.about)}`}</a></p>`;
  const confirm = design.doubleOptIn ? `<p>${words.confirm}</p>` : link;
  return `<h1>${escapeMarkup(sayIn(design.thanks, language))}</h1>${confirm}`;
}

async function take({ request, ip }: Visit, id: string, options: FormDoorOptions): Promise<Response> {
  const { throttle } = options;
  const address = { subject: `form:${id}:${options.network(ip)}`, limit: limits.address };
  for (const { subject, limit } of [address, { subject: `form:${id}`, limit: limits.form }])
    await throttle({ subject, limit, ip: null, counts: 'always' }, async () => undefined);
  const body = await readJsonBody(request, { ...defaultLimits, bodyBytes: 64 * 1024 });
  const agent = request.headers.get('user-agent') ?? '';
  return json({ taken: true, ...(await takeSubmission(options, id, { body, ip, agent })) });
}

const confirmWords = {
  en: {
    title: 'Please confirm',
    lead: 'Confirm that it was you who filled in this form:',
    button: 'Confirm',
    done: 'Thank you, it is confirmed.',
  },
  zh: {
    title: '请确认',
    lead: '请确认是您本人填写了此表单：',
    button: '确认',
    done: '谢谢，已确认。',
  },
} as const;

/** Programs that look into mails follow links; only a person presses a button. */
async function confirm(visit: Visit, token: string, { confirmations }: FormDoorOptions): Promise<Response> {
  const { language, request } = visit;
  const words = confirmWords[language];
  const isSure = request.method === 'POST';
  const { form } = await (isSure ? confirmations.confirm(token) : confirmations.find(token));
  const name = `<p><strong>${escapeMarkup(sayIn(form.design.title, language))}</strong></p>`;
  const thanks = writeThanks({ ...form, design: { ...form.design, doubleOptIn: false } }, language);
  const body = isSure
    ? `<h1>${words.done}</h1>${thanks.replace(/^<h1>(.*?)<\/h1>/s, '<p>$1</p>')}`
    : `<h1>${words.title}</h1><p>${words.lead}</p>${name}<form method="post"><button type="submit">${words.button}</button></form>`;
  return writePage({
    language,
    title: words.title,
    body: `${writeLanguageLink(visit.url, language)}${body}`,
  });
}

function json(value: object): Response {
  return new Response(JSON.stringify(value), {
    headers: { ...customerHeaders, 'content-type': 'application/json; charset=utf-8' },
  });
}
