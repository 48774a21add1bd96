import { z } from 'zod';
import { Problem, type Language } from '../lib/problem.ts';
import { readJsonBody } from './body.ts';
import { readPathValue, readQuery } from './query-text.ts';
import type { Endpoint, Limits } from './types.ts';

/** The error texts of the schema library in both languages. */
const { en, zhCN } = z.locales;
const texts = { en: en().localeError, zh: zhCN().localeError };

/** One thing wrong with the input, and where: `rows[2].email`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** `['rows', 2, 'email']` → `rows[2].email`. */
function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${String(part)}`))
    .join('');
}

const issuesShown = 20;

function invalid(issues: Readonly<Record<Language, readonly Issue[]>>, language: Language): Problem {
  const first = { en: issues.en[0], zh: issues.zh[0] };
  const at = first.en?.path ? `${first.en.path}: ` : '';
  return new Problem(
    'request.invalid',
    {
      en: `The input is not valid. ${at}${first.en?.message ?? ''}`,
      zh: `输入有误。${at}${first.zh?.message ?? ''}`,
    },
    { issues: issues[language] },
  );
}

function issuesOf(error: z.ZodError): Issue[] {
  return error.issues
    .slice(0, issuesShown)
    .map((issue) => ({ path: writePath(issue.path), message: issue.message }));
}

function nestedTooDeep(): Problem {
  return new Problem('request.invalid', {
    en: 'The input is nested too deep. Make it flatter.',
    zh: '输入嵌套过深。请减少层级。',
  });
}

const badText = {
  en: 'The text holds a NUL or half of a surrogate pair, which no store keeps. Remove it.',
  zh: '文本含有 NUL 字符或不完整的代理对，无法保存。请删除。',
};

function isGoodText(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

/** Where text that no store can keep stands, or undefined; walks without recursion, so that depth cannot hurt it. */
function findBadText(input: Readonly<Record<string, unknown>>): PropertyKey[] | undefined {
  const waiting: { value: object; path: PropertyKey[] }[] = [{ value: input, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (path.length > 200) throw nestedTooDeep();
    for (const [key, child] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (!isGoodText(key) || (typeof child === 'string' && !isGoodText(child))) return at;
      if (typeof child === 'object' && child !== null) waiting.push({ value: child, path: at });
    }
  }
  return undefined;
}

/** Validates raw input by a contract; throws `request.invalid` with the issues as `[{ path, message }]`. */
async function validateInput(
  schema: z.ZodObject,
  raw: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<Record<string, unknown>> {
  const bad = findBadText(raw);
  if (bad) {
    const path = writePath(bad);
    throw invalid({ en: [{ path, message: badText.en }], zh: [{ path, message: badText.zh }] }, language);
  }
  try {
    const result = await schema.safeParseAsync(raw, { error: texts.en });
    if (result.success) return result.data;
    const inChinese = await schema.safeParseAsync(raw, { error: texts.zh });
    throw invalid(
      { en: issuesOf(result.error), zh: inChinese.error ? issuesOf(inChinese.error) : [] },
      language,
    );
  } catch (error) {
    if (error instanceof RangeError) throw nestedTooDeep();
    throw error;
  }
}

/** Where the input of one request is read from. */
export interface InputSource {
  readonly request: Request;
  readonly path: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly language: Language;
}

/** Collects the input of a call from path, query string and body, and validates it. */
export async function readInput(endpoint: Endpoint, source: InputSource): Promise<Record<string, unknown>> {
  const { request } = source;
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.upload === true;
  const rest = inQuery
    ? readQuery(endpoint.input, new URL(request.url).searchParams)
    : await readJsonBody(request, source.limits);
  const path = Object.entries(source.path).map(([name, text]): [string, unknown] => [
    name,
    readPathValue(endpoint.input, name, text),
  ]);
  const raw = { ...rest, ...Object.fromEntries(path) };
  return validateInput(endpoint.input, raw, source.language);
}
