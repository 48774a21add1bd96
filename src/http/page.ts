import { createHash } from 'node:crypto';
import type { Language } from '../lib/problem.ts';

/** Text made safe for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; --ink: #16202c; --soft: #5b6a7c; --paper: #f6f7f9; --card: #ffffff; --line: #dfe4ea; --accent: #0b63c5; --on: #ffffff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #9dacbd; --paper: #10161d; --card: #18212b; --line: #2b3744; --accent: #7db8ff; --on: #0b1420; --bad: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink); line-height: 1.6; overflow-wrap: anywhere;
  font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4.5rem) clamp(1rem, 4vw, 2rem); }
h1 { margin: 0 0 .4rem; font-size: clamp(1.8rem, 7vw, 2.8rem); line-height: 1.15; letter-spacing: -.02em; }
h2 { margin: 2.2rem 0 .7rem; font-size: 1rem; color: var(--soft); font-weight: 600; }
.lead { margin: 0; color: var(--soft); font-size: 1.1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.25rem; }
dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: .45rem 1.5rem; }
dt { color: var(--soft); } dd { margin: 0; font-variant-numeric: tabular-nums; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .8rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); }
ul a { display: block; height: 100%; text-decoration: none; color: inherit; }
ul a strong { color: var(--accent); display: block; } ul a span { color: var(--soft); font-size: .92rem; }
ul a:hover strong { text-decoration: underline; }
a { color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
pre { margin: 0; white-space: pre-wrap; font: .92rem/1.7 ui-monospace, "SF Mono", Consolas, monospace; }
form { display: grid; gap: 1rem; } label { display: grid; gap: .3rem; font-weight: 600; }
input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 9px; padding: .6rem .75rem; min-height: 44px; width: 100%; }
small { font-weight: 400; color: var(--soft); }
button { font: inherit; font-weight: 600; color: var(--on); background: var(--accent); border: 0; border-radius: 9px; padding: .7rem 1.2rem; min-height: 44px; cursor: pointer; justify-self: start; }
.gap { margin-bottom: 1.8rem; }
.bad { border-color: var(--bad); color: var(--bad); margin: 0 0 1rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: .9rem; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');
const policy =
  `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self'; form-action 'self'; ` +
  "base-uri 'none'; frame-ancestors 'none'";

/** One page without scripts: `body` is HTML, made of escaped text. */
export interface PageContent {
  readonly language: Language;
  readonly title: string;
  readonly body: string;
  readonly status?: number;
}

/** A server-rendered page in the house's look, with a policy that lets nothing but its own style in. */
export function pageResponse({ language, title, body, status = 200 }: PageContent): Response {
  const html = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<style>${style}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    'content-security-policy': policy,
    vary: 'accept-language',
  };
  return new Response(html, { status, headers });
}
