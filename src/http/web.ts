import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Language } from '../lib/problem.ts';
import { preferredLanguage } from '../lib/preferred-language.ts';
import { pagePolicy } from './security.ts';
import type { Page } from './types.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** How a file may be packed, best first. */
const packings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** What stands in the built page for the number that lets its own styles in. */
const nonceMark = '__NONCE__';

function listFiles(directory: string): ReadonlySet<string> {
  if (!existsSync(directory)) return new Set();
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const places = files.map(({ parentPath, name }) => relative(directory, join(parentPath, name)));
  // What begins with a dot is the bundler's own.
  return new Set(
    places.filter((place) => !place.startsWith('.')).map((place) => `/${place.split(sep).join('/')}`),
  );
}

function readCookie(header: string | null, name: string): string | undefined {
  const pair = (header ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

/** The reader's language: what they chose, else what their browser asks for. */
function readerLanguage(headers: Headers): Language {
  const chosen = readCookie(headers.get('cookie'), 'clientele.language');
  return chosen === 'zh' || chosen === 'en' ? chosen : preferredLanguage(headers.get('accept-language'));
}

/** The page in the reader's language and theme, so that nothing flashes before its script runs. */
function writeShell(html: string, headers: Headers): Response {
  const nonce = randomBytes(18).toString('base64');
  const language = readerLanguage(headers);
  const theme = readCookie(headers.get('cookie'), 'clientele.theme');
  const scheme = theme === 'dark' || theme === 'light' ? ` data-mantine-color-scheme="${theme}"` : '';
  const page = html
    .replace('<html lang="en">', `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"${scheme}>`)
    .replaceAll(nonceMark, nonce);
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': pagePolicy(nonce),
      'cache-control': 'no-store',
      vary: 'accept-language, cookie',
    },
  });
}

function noFile(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** A page is asked for by people; whatever has an ending that is not there is not found. */
function wantsPage(path: string, headers: Headers): boolean {
  if (path.startsWith('/assets/')) return false;
  return extname(path) === '' || (headers.get('accept') ?? '').includes('text/html');
}

/**
 * The built web application of a directory: its files, packed where the browser takes that, and for every other path its one page.
 * Null for a file that is not there, and where nothing has been built.
 */
export function openWeb(directory: string): Page {
  const files = listFiles(directory);
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  /** What a new build has taken away is not there: a page that is open asks for it until it is loaded anew. */
  const load = async (name: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    const known = contents.get(name);
    if (known !== undefined) return known;
    const read = await readFile(join(directory, name)).catch(noFile);
    if (read === null) return null;
    const bytes = new Uint8Array(read);
    contents.set(name, bytes);
    return bytes;
  };

  const answerFile = async (path: string, accepted: string): Promise<Response | null> => {
    const packing = packings.find(
      ([name, ending]) =>
        files.has(path + ending) &&
        new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted),
    );
    const body = await load(path + (packing?.[1] ?? ''));
    if (body === null) return null;
    const headers = new Headers({
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      // The names of assets hold a hash of what is in them.
      'cache-control': path.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600',
      vary: 'accept-encoding',
    });
    if (packing) headers.set('content-encoding', packing[0]);
    return new Response(body, { headers });
  };

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname !== '/index.html' && files.has(pathname))
      return answerFile(pathname, request.headers.get('accept-encoding') ?? '');
    if (!files.has('/index.html') || !wantsPage(pathname, request.headers)) return null;
    const page = await load('/index.html');
    return page === null ? null : writeShell(new TextDecoder().decode(page), request.headers);
  };
}
