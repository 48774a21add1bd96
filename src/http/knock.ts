import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request in the little that is needed of it where thousands come in a second: to make one of the web's of it costs more than to answer it. */
export interface Knock {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Scheme and host by which the caller reached us. */
  readonly origin: string;
  readonly ip: string;
  /** The header's value, or ''. */
  header(name: string): string;
  /** The whole body as it came; undefined as soon as it is larger than so many bytes. */
  read(mostBytes: number): Promise<Buffer | undefined>;
  /** True when nobody waits for the answer any more. */
  hasLeft(): boolean;
}

/** An answer that is whole in memory. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer<ArrayBuffer>;
}

/** What a connection says of who is at its other end, and whether a proxy that stands there is believed. */
export interface Peer {
  readonly ip: string | undefined;
  readonly trustProxy: boolean;
}

/** Whose request it is: as its connection says, or as a proxy that is believed says last. */
function ipOf({ ip, trustProxy }: Peer, header: Knock['header']): string {
  const forwarded = trustProxy ? header('x-forwarded-for').split(',').at(-1)?.trim() : undefined;
  return (forwarded || ip || 'local').slice(0, 64);
}

const noQuery = new URLSearchParams();

/** A knock of a request of the web. */
export function knockOfRequest(request: Request, peer: Peer): Knock {
  const header = (name: string) => request.headers.get(name) ?? '';
  const { pathname, searchParams, origin } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    query: searchParams,
    origin,
    ip: ipOf(peer, header),
    header,
    read: (mostBytes) => readPieces(request, mostBytes),
    hasLeft: () => request.signal.aborted,
  };
}

const plainHost = /^(?:[\w.-]{1,253}|\[[\da-fA-F:.]{2,45}\])(?::\d{1,5})?$/;

/** A knock of a request as Node has it; undefined where its address has to be looked at more closely. */
export function knockOfIncoming(incoming: IncomingMessage, peer: Peer): Knock | undefined {
  const { method = '', url = '', headers } = incoming;
  const { host = '' } = headers;
  if (!url.startsWith('/') || !plainHost.test(host)) return undefined;
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  };
  const [path = '', query] = url.split('?', 2);
  return {
    method,
    path,
    query: query === undefined ? noQuery : new URLSearchParams(url.slice(path.length)),
    origin: `http://${host}`,
    ip: ipOf(peer, header),
    header,
    read: (mostBytes) => readIncoming(incoming, mostBytes),
    hasLeft: () => incoming.errored !== null,
  };
}

async function readPieces(request: Request, mostBytes: number): Promise<Buffer | undefined> {
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const pieces: Uint8Array[] = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces);
    size += value.byteLength;
    if (size > mostBytes) {
      void reader.cancel().catch(() => undefined);
      return undefined;
    }
    pieces.push(value);
  }
}

function readIncoming(incoming: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = [];
    let size = 0;
    incoming.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= mostBytes) pieces.push(piece);
      else {
        // What still comes is let go by, so that the answer is heard.
        pieces = [];
        resolve(undefined);
      }
    });
    incoming.once('end', () => {
      resolve(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
      // The request lives until it is answered; what it brought need not.
      pieces = [];
    });
    incoming.once('error', reject);
  });
}

/** The same answer for the web. */
export function responseOf({ status, headers, body }: Reply): Response {
  return new Response(status === 204 ? null : body, { status, headers });
}

/** Sends an answer. */
export function sendReply(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...headers, ...length });
  outgoing.end(body);
}
