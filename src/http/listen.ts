import { createServer, type IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { sendReply, type Reply } from './knock.ts';
import { Problem } from '../lib/problem.ts';
import type { Limits, Listening, RequestInfo } from './types.ts';

/** Who answers: most requests as one of the web's; those that come by the thousand as Node has them. */
interface Answering {
  fetch(request: Request, info: RequestInfo): Promise<Response>;
  answerIncoming(incoming: IncomingMessage): Promise<Reply> | undefined;
}

function cannotListen(error: unknown, port: number, host: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return new Problem(
      'server.port-taken',
      {
        en: 'Port {port} on {host} is taken by another program. End it, or choose another port with CLIENTELE_PORT.',
        zh: '{host} 的端口 {port} 已被占用。请结束占用它的程序，或用 CLIENTELE_PORT 指定其他端口。',
      },
      { port, host },
    );
  }
  if (code !== 'EACCES' && code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND') return error;
  return new Problem(
    'server.address',
    {
      en: 'Cannot listen on {host}:{port} ({code}). Choose an address of this machine with CLIENTELE_HOST and a free port with CLIENTELE_PORT.',
      zh: '无法监听 {host}:{port}（{code}）。请用 CLIENTELE_HOST 指定本机地址，并用 CLIENTELE_PORT 指定可用端口。',
    },
    { host, port, code },
  );
}

/** A server on a port, with the bounds that keep one slow or greedy peer from holding it. */
export async function listen(
  { fetch, answerIncoming }: Answering,
  at: { port: number; host: string },
  limits: Limits,
): Promise<Listening> {
  const handle = getRequestListener(
    (request, { incoming }) => fetch(request, { ip: incoming.socket.remoteAddress ?? 'unknown' }),
    { overrideGlobalObjects: false, hostname: at.host },
  );
  let closing = false;
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 15_000,
      // Bodies are watched where they are read, since an upload may take hours.
      requestTimeout: 0,
      keepAliveTimeout: 30_000,
      connectionsCheckingInterval: 5_000,
    },
    (incoming, outgoing) => {
      if (closing) outgoing.shouldKeepAlive = false;
      const replied = answerIncoming(incoming);
      if (replied === undefined) void handle(incoming, outgoing);
      // What cannot be sent ends this connection and nothing else.
      else replied.then((reply) => sendReply(outgoing, reply)).catch(() => outgoing.destroy());
    },
  );
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, at.port, at.host)));
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : at.port;

  async function close(): Promise<void> {
    closing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const last = setTimeout(() => server.closeAllConnections(), limits.closeMs);
    await closed;
    clearInterval(idle);
    clearTimeout(last);
  }
  return { port, close };
}
