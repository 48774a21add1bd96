import { Problem } from '../lib/problem.ts';

/** The header by which a program that is no web page says so; a page of another origin cannot set it. */
const programHeader = 'x-clientele';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function isOwnOrigin(origin: string, request: Request, origins: ReadonlySet<string>): boolean {
  if (origins.has(origin)) return true;
  const host = request.headers.get('host') ?? new URL(request.url).host;
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** True when the browser itself says that the request comes from a page of this application. */
function comesFromHome(request: Request, origins: ReadonlySet<string>): boolean | undefined {
  const origin = request.headers.get('origin');
  if (origin !== null) return isOwnOrigin(origin, request, origins);
  const site = request.headers.get('sec-fetch-site');
  return site === null ? undefined : site === 'same-origin' || site === 'none';
}

/**
 * Refuses a change that another site may have sent through the reader's browser.
 * A key in `Authorization` is proof enough, since a browser never adds it by itself; so is the header of programs.
 * Otherwise Origin or Sec-Fetch-Site must say same-origin; with a cookie and neither, the request is refused.
 */
export function guardOrigin(request: Request, origins: ReadonlySet<string>): void {
  if (safeMethods.has(request.method) || request.headers.has('authorization')) return;
  const fromHome = comesFromHome(request, origins);
  if (fromHome === true) return;
  if (fromHome === undefined && (request.headers.has(programHeader) || !request.headers.has('cookie')))
    return;
  throw new Problem('request.cross-site', {
    en: `This request comes from another site. Use the application's own pages, or an API key in the header Authorization, or send the header ${programHeader}: 1 from a program.`,
    zh: `该请求来自其他网站。请使用本应用的页面，或在 Authorization 请求头中提供 API 密钥；程序调用请附带请求头 ${programHeader}: 1。`,
  });
}
