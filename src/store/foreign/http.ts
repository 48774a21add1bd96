import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';

import { isProblem, Problem } from '../../lib/problem.ts';
import { resolveHost, unreachable, type PrivateHosts } from './address.ts';

/** What is fetched, and within which bounds. */
export interface HttpTask {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowed: PrivateHosts;
  readonly signal: AbortSignal;
  /** Says what an answer that is none means; told its beginning. */
  readonly explain?: (status: number, body: string) => Problem;
}

const idleMs = 60_000;
const mostRedirects = 5;

/** Fetches an address by GET: an answer with 200 or 304, its body not yet read. Problems: `connectors.host…`, `connectors.http`. */
export async function openHttp(task: HttpTask): Promise<IncomingMessage> {
  let { url, headers } = task;
  for (let count = 0; count <= mostRedirects; count += 1) {
    const answer = await ask({ ...task, url, headers });
    const { statusCode = 0 } = answer;
    const { location } = answer.headers;
    if (statusCode === 200 || statusCode === 304) return answer;
    if (statusCode < 301 || statusCode > 308 || location === undefined) throw await explainOf(task, answer);
    answer.destroy();
    const next = new URL(location, url);
    // What was meant for one host is no other's business.
    if (next.origin !== new URL(url).origin) headers = {};
    url = next.href;
  }
  throw refused(310);
}

/** Sends a body to an address by POST; answers its status. What it says else is not read, and no other address followed. Problems: `connectors.host…`. */
export async function postHttp(task: Omit<HttpTask, 'explain'> & { readonly body: string }): Promise<number> {
  const answer = await ask(task, task.body);
  answer.destroy();
  return answer.statusCode ?? 0;
}

async function ask(
  { url, headers, allowed, signal }: HttpTask,
  body: string | null = null,
): Promise<IncomingMessage> {
  const { protocol, hostname, port, host, pathname, search } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw refused(0);
  const address = await resolveHost(hostname, allowed);
  const secure = protocol === 'https:';
  const options = {
    host: address,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    path: `${pathname}${search}`,
    headers: { 'user-agent': 'Clientele', 'accept-encoding': 'identity', ...headers, host },
    method: body === null ? 'GET' : 'POST',
    signal,
    timeout: idleMs,
    agent: false,
    ...(secure && isIP(hostname) === 0 ? { servername: hostname } : {}),
  } as const;
  return new Promise((resolve, reject) => {
    const asked = (secure ? requestSecure : requestPlain)(options, resolve);
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${idleMs / 1_000} s`)));
    asked.on('error', (error) => reject(isProblem(error) ? error : unreachable(hostname, error)));
    asked.end(body ?? undefined);
  });
}

const mostExplained = 20_000;

async function explainOf({ explain }: HttpTask, answer: IncomingMessage): Promise<Problem> {
  const { statusCode = 0 } = answer;
  const body = await readStart(answer);
  return explain === undefined ? refused(statusCode) : explain(statusCode, body);
}

/** The beginning of an answer, as text; '' where it breaks off. */
async function readStart(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of answer) {
      if (!Buffer.isBuffer(piece)) continue;
      pieces.push(piece);
      size += piece.length;
      if (size > mostExplained) break;
    }
  } catch {
    return '';
  } finally {
    answer.destroy();
  }
  return Buffer.concat(pieces).toString('utf8');
}

function refused(status: number): Problem {
  return new Problem(
    'connectors.http',
    {
      en: 'The address answered with status {status} instead of the file. Check the address and the header that lets it in.',
      zh: '该地址返回状态 {status}，而不是文件。请检查地址以及授权请求头。',
    },
    { status },
  );
}
