import type { Reply } from './knock.ts';
import { isProblem, type Bilingual, type Language, Problem } from '../lib/problem.ts';

/** A problem as it travels: RFC 9457 with a stable code, both languages and details. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Status by the whole code, by its last part, by its first part; all else is 400. */
const byCode = new Map([
  ['access.credentials', 401],
  ['store.newer', 500],
]);
const byLast = new Map([
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['cross-site', 403],
  ['not-found', 404],
  ['method', 405],
  ['timeout', 408],
  ['conflict', 409],
  ['exists', 409],
  ['taken', 409],
  ['gone', 410],
  ['expired', 410],
  ['too-large', 413],
  ['media-type', 415],
  ['throttled', 429],
  ['internal', 500],
  ['locked', 503],
  ['busy', 503],
  ['unavailable', 503],
  ['full', 507],
  ['space', 507],
]);
const byFirst = new Map([['store', 503]]);

const titles: Readonly<Record<number, Bilingual>> = {
  400: { en: 'The request is not valid', zh: '请求有误' },
  401: { en: 'Sign in first', zh: '请先登录' },
  403: { en: 'Not allowed', zh: '没有权限' },
  404: { en: 'Not found', zh: '未找到' },
  405: { en: 'Method not allowed', zh: '不支持该方法' },
  408: { en: 'Timed out', zh: '请求超时' },
  409: { en: 'Conflict', zh: '有冲突' },
  410: { en: 'No longer valid', zh: '已失效' },
  413: { en: 'Too large', zh: '内容过大' },
  415: { en: 'Media type not supported', zh: '不支持的内容类型' },
  429: { en: 'Too many requests', zh: '请求过于频繁' },
  500: { en: 'Something went wrong here', zh: '服务器出错' },
  503: { en: 'Not available now', zh: '暂时不可用' },
  507: { en: 'No space left', zh: '空间不足' },
};

/** The HTTP status of a problem's code. */
function statusOf(code: string): number {
  const parts = code.split('.');
  return byCode.get(code) ?? byLast.get(parts.at(-1) ?? '') ?? byFirst.get(parts[0] ?? '') ?? 400;
}

/** What a bug becomes for the caller: an id to ask with, and nothing of its inside. */
export function internalProblem(id: string): Problem {
  return new Problem(
    'internal',
    {
      en: 'Something unexpected went wrong on the server. Try again; if it stays, tell your administrator the request id {request}, which the server log explains.',
      zh: '服务器发生意外错误。请重试；若仍出现，请把请求编号 {request} 告知管理员，服务器日志中有详细说明。',
    },
    { request: id },
  );
}

/** Prints a problem in the language of the reader. */
function problemBody(problem: Problem, id: string, language: Language): ProblemBody {
  const status = statusOf(problem.code);
  return {
    type: `urn:clientele:problem:${problem.code}`,
    title: (titles[status] ?? { en: 'The request is not valid', zh: '请求有误' })[language],
    status,
    detail: problem.text[language],
    instance: id,
    code: problem.code,
    en: problem.text.en,
    zh: problem.text.zh,
    details: problem.details,
  };
}

/** Seconds after which a throttled caller may try again. */
function retryAfter(problem: Problem): string {
  const { retryAfter, seconds } = problem.details;
  const wait = typeof retryAfter === 'number' ? retryAfter : typeof seconds === 'number' ? seconds : 60;
  return String(Math.max(1, Math.ceil(wait)));
}

/** The answer for a problem, with the headers that its status asks for. */
export function problemReply(problem: Problem, id: string, language: Language): Reply {
  const body = problemBody(problem, id, language);
  const { status } = body;
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
  };
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (status === 429 || (status === 503 && isProblem(problem, 'store')))
    headers['retry-after'] = retryAfter(problem);
  if (status === 405 && Array.isArray(problem.details['allow']))
    headers['allow'] = problem.details['allow'].join(', ');
  // What is left of a body that was refused is not worth reading.
  if (status === 413 || status === 408) headers['connection'] = 'close';
  return { status, headers, body: JSON.stringify(body, writeBigint) };
}

/** JSON knows no bigint: a number where that is exact, else its digits. */
export function writeBigint(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
