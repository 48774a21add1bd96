import { randomBytes } from 'node:crypto';

import { escapeMarkup } from '../lib/form-markup.ts';
import { formStyle } from '../lib/form-style.ts';
import { preferredLanguage } from '../lib/preferred-language.ts';
import { isProblem, type Language } from '../lib/problem.ts';

/** A page for customers: small, of its own, without the application. */
export interface CustomerPage {
  readonly language: Language;
  readonly title: string;
  /** Markup in which every text has been escaped. */
  readonly body: string;
  /** Attributes of the page's part that its script reads. */
  readonly data?: Readonly<Record<string, string>>;
  /** Address of the page's script; none: the page has no script. */
  readonly script?: string;
  /** Origins that may show the page in a frame; none: nobody. */
  readonly frames?: readonly string[];
  readonly status?: number;
}

/** The headers that all answers for customers have. */
export const customerHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  // Addresses of these pages may hold a secret of the customer.
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'x-robots-tag': 'noindex',
} as const;

/** Writes a page whose policy lets nothing in but its own script and style. */
export function writePage(page: CustomerPage): Response {
  const nonce = randomBytes(18).toString('base64');
  const { language, title, body, data = {}, script, frames = [], status = 200 } = page;
  const attributes = Object.entries(data)
    .map(([name, value]) => ` data-${name}="${escapeMarkup(value)}"`)
    .join('');
  const html = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<link rel="icon" href="/favicon.svg">
<style nonce="${nonce}">${formStyle}</style>
${script === undefined ? '' : `<script type="module" src="${script}"></script>`}
</head>
<body><main class="page"${attributes}>
${body}
</main></body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src ${script === undefined ? "'none'" : "'self'"}`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frames.length === 0 ? "'none'" : frames.join(' ')}`,
  ].join('; ');
  return new Response(html, {
    status,
    headers: {
      ...customerHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': policy,
      vary: 'accept-language',
    },
  });
}

/** The link to the same page in the other language. */
export function writeLanguageLink(url: URL, language: Language): string {
  const other = language === 'zh' ? 'en' : 'zh';
  const params = new URLSearchParams(url.searchParams);
  params.set('lang', other);
  return `<p class="language"><a lang="${other === 'zh' ? 'zh-CN' : 'en'}" href="?${escapeMarkup(params.toString())}">${other === 'zh' ? '中文' : 'English'}</a></p>`;
}

const statuses = new Map([
  ['not-found', 404],
  ['gone', 410],
  ['expired', 410],
]);

/** The language of a page for customers: the one asked for, else the one that the browser prefers. */
export function languageOf(request: Request, url: URL): Language {
  const said = url.searchParams.get('lang');
  return said === 'zh' || said === 'en' ? said : preferredLanguage(request.headers.get('accept-language'));
}

/** What goes wrong is said to customers on a page as all others. */
export async function asPage(
  { language }: { readonly language: Language },
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const status = statuses.get(error.code.split('.').at(-1) ?? '') ?? 400;
    const title = language === 'zh' ? '无法显示' : 'This cannot be shown';
    const body = `<h1>${title}</h1><p role="alert">${escapeMarkup(error.text[language])}</p>`;
    return writePage({ language, title, body, status });
  }
}
