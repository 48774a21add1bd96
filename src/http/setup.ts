import type { Language } from '../lib/problem.ts';
import { z } from 'zod';
import { readBytes } from './body.ts';
import { escapeHtml, pageResponse } from './page.ts';

type Fetch = (request: Request) => Promise<Response>;

const words = {
  en: {
    title: 'Make the owner’s account',
    lead: 'Whoever makes this account owns the installation. The link works once.',
    name: 'Your name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 10 characters; a sentence is good',
    workspace: 'Name of your company or workspace',
    go: 'Make the account',
    done: 'The account is made',
    doneLead: 'You are signed in. Make a key for the command line, or read the documentation.',
    docs: 'API documentation',
  },
  zh: {
    title: '创建所有者账号',
    lead: '创建此账号的人即为本系统的所有者。该链接只能使用一次。',
    name: '姓名',
    email: '邮箱',
    password: '密码',
    passwordHint: '至少 10 个字符，建议使用一句话',
    workspace: '公司或工作区名称',
    go: '创建账号',
    done: '账号已创建',
    doneLead: '您已登录。可以为命令行创建密钥，或阅读接口文档。',
    docs: '接口文档',
  },
} as const;

type Values = Readonly<Record<string, string>>;

interface Field {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly complete: string;
  readonly hint?: string;
}

function fieldsOf(language: Language): Field[] {
  const say = words[language];
  return [
    { name: 'name', type: 'text', label: say.name, complete: 'name' },
    { name: 'email', type: 'email', label: say.email, complete: 'username' },
    {
      name: 'password',
      type: 'password',
      label: say.password,
      complete: 'new-password',
      hint: say.passwordHint,
    },
    { name: 'workspace', type: 'text', label: say.workspace, complete: 'organization' },
  ];
}

function writeField({ name, type, label, complete, hint }: Field, values: Values): string {
  const value = type === 'password' ? '' : escapeHtml(values[name] ?? '');
  return `<label>${label}<input name="${name}" type="${type}" autocomplete="${complete}" value="${value}" required>${
    hint ? `<small>${hint}</small>` : ''
  }</label>`;
}

function formPage(
  language: Language,
  values: Values,
  problem?: { detail: string; status: number },
): Response {
  const say = words[language];
  const body = `
<h1>${say.title}</h1>
<p class="lead gap">${say.lead}</p>
${problem ? `<p class="card bad" role="alert">${escapeHtml(problem.detail)}</p>` : ''}
<form class="card" method="post" action="/setup">
<input type="hidden" name="token" value="${escapeHtml(values['token'] ?? '')}">
${fieldsOf(language)
  .map((field) => writeField(field, values))
  .join('\n')}
<button>${say.go}</button>
</form>`;
  return pageResponse({ language, title: say.title, body, status: problem?.status ?? 200 });
}

function donePage(language: Language): Response {
  const say = words[language];
  const body = `
<h1>${say.done}</h1>
<p class="lead gap">${say.doneLead}</p>
<pre class="card">clientele key create --role admin</pre>
<p><a href="/api/docs">${say.docs}</a></p>`;
  return pageResponse({ language, title: say.done, body });
}

const answerSchema = z.object({ detail: z.string() });

/** Forms are small; whatever is longer is not one of ours. */
async function readForm(request: Request): Promise<Values> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return {};
  const bytes = await readBytes(request, { bodyBytes: 20_000, bodyMs: 10_000 });
  return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
}

/** Shows the form behind the one-time link, and passes what was filled in to the API's own setup endpoint. */
export async function answerSetup(request: Request, language: Language, fetch: Fetch): Promise<Response> {
  const { searchParams } = new URL(request.url);
  if (request.method !== 'POST') return formPage(language, { token: searchParams.get('token') ?? '' });
  const values = await readForm(request);
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  const call = new Request(new URL('/api/setup', request.url), {
    method: 'POST',
    headers,
    body: JSON.stringify(values),
  });
  const answer = await fetch(call);
  if (!answer.ok) {
    const { detail } = answerSchema.parse(await answer.json());
    return formPage(language, values, { detail, status: answer.status });
  }
  const page = donePage(language);
  for (const cookie of answer.headers.getSetCookie()) page.headers.append('set-cookie', cookie);
  return page;
}
