import { z } from 'zod';
import { writeQuery } from './http/query-text.ts';
import { decodePart } from './lib/decode.ts';
import type { Endpoint, Role } from './lib/endpoint.ts';
import { type Language, Problem } from './lib/problem.ts';

/** How a call gets to the application, and who makes it. */
export interface Transport {
  /** What paths are added to, without a slash at the end; empty for the page's own origin. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  send(url: string, init: RequestInit): Promise<Response>;
}

export interface TransportOptions {
  /** An API key, `ck_…`. */
  readonly key?: string;
  readonly language?: Language;
  /** Which workspace, for somebody who is in several. */
  readonly workspace?: string;
  /** A weaker role, to be answered as for it. */
  readonly viewAs?: Role;
}

function headersOf({ key, language, workspace, viewAs }: TransportOptions): Record<string, string> {
  return {
    'x-clientele': '1',
    accept: 'application/json, application/problem+json',
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...(language ? { 'accept-language': language } : {}),
    ...(workspace ? { 'x-workspace': workspace } : {}),
    ...(viewAs ? { 'x-view-as': viewAs } : {}),
  };
}

/** Calls a server at `url`; `fetch` may be another than the global one. */
export function overNetwork(
  url: string,
  options: TransportOptions & { fetch?: (url: string, init: RequestInit) => Promise<Response> } = {},
): Transport {
  const send = options.fetch ?? ((to: string, init: RequestInit) => fetch(to, init));
  return { base: url.replace(/\/+$/, ''), headers: headersOf(options), send };
}

/** Calls the application in this process, without a socket. */
export function inProcess(
  answer: (request: Request) => Promise<Response>,
  options: TransportOptions = {},
): Transport {
  return {
    base: 'http://in-process',
    headers: headersOf(options),
    send: (url, init) => answer(new Request(url, init)),
  };
}

/** What a call may be told beside its input. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** An uploaded body: a stream of bytes, or a browser's file. */
export type UploadBody = ReadableStream<Uint8Array> | Blob;

/** A downloaded file, streamed. */
export interface Downloaded {
  readonly stream: ReadableStream<Uint8Array>;
  readonly fileName: string;
  readonly contentType: string;
}

/** Calls endpoints by their contracts; problems of the server are thrown as they were there. */
export interface Client {
  call<I extends z.ZodObject, O extends z.ZodType>(
    endpoint: Endpoint<I, O>,
    input: z.input<I>,
    options?: CallOptions,
  ): Promise<z.output<O>>;
  upload<I extends z.ZodObject, O extends z.ZodType>(
    endpoint: Endpoint<I, O>,
    input: z.input<I>,
    body: UploadBody,
  ): Promise<z.output<O>>;
  download<I extends z.ZodObject>(endpoint: Endpoint<I>, input: z.input<I>): Promise<Downloaded>;
}

type Values = Readonly<Record<string, unknown>>;

function cannotTravel(name: string): Problem {
  return new Problem(
    'request.invalid',
    {
      en: 'The value of {name} cannot stand in a path. Give an id that is not empty and no dots alone.',
      zh: '{name} 的值不能用于路径。请提供非空且不只含点号的标识。',
    },
    { name },
  );
}

/** Fills `:name` of a path and gives back what is left of the input. */
function fillPath(path: string, input: Values): { path: string; rest: Values } {
  const rest = new Map(Object.entries(input));
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    if (/^\.{0,2}$/.test(text) || /\p{Cs}/u.test(text)) throw cannotTravel(name);
    return encodeURIComponent(text);
  });
  return { path: filled, rest: Object.fromEntries(rest) };
}

interface Prepared {
  readonly url: string;
  readonly init: RequestInit;
}

function prepare(transport: Transport, endpoint: Endpoint, input: Values): Prepared {
  const { path, rest } = fillPath(endpoint.path, input);
  const init = { method: endpoint.method, headers: transport.headers };
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.upload) {
    const query = writeQuery(endpoint.input, rest).toString();
    return { url: `${transport.base}${path}${query && `?${query}`}`, init };
  }
  const headers = { ...transport.headers, 'content-type': 'application/json' };
  return { url: transport.base + path, init: { ...init, headers, body: JSON.stringify(rest) } };
}

const problemSchema = z.object({
  code: z.string(),
  en: z.string(),
  zh: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});

async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  try {
    const { code, en, zh, details } = problemSchema.parse(JSON.parse(text));
    return new Problem(code, { en, zh }, details);
  } catch {
    return new Problem(
      'client.answer',
      {
        en: 'The server answered {status} without saying why. Check that the address is a Clientele server.',
        zh: '服务器返回 {status}，未说明原因。请确认该地址是 Clientele 服务器。',
      },
      { status: response.status },
    );
  }
}

function unreachable(error: unknown, base: string): unknown {
  if (error instanceof Problem || (error instanceof Error && error.name === 'AbortError')) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : 'unknown';
  return new Problem(
    'client.unreachable',
    {
      en: 'Nothing answers at {url} ({reason}). Start the server, or correct the address.',
      zh: '{url} 没有响应（{reason}）。请启动服务器或更正地址。',
    },
    { url: base, reason },
  );
}

async function send(transport: Transport, { url, init }: Prepared): Promise<Response> {
  let response: Response;
  try {
    response = await transport.send(url, init);
  } catch (error) {
    throw unreachable(error, transport.base);
  }
  if (response.ok) return response;
  throw await readProblem(response);
}

async function readAnswer<O extends z.ZodType>(
  endpoint: Endpoint<z.ZodObject, O>,
  response: Response,
): Promise<z.output<O>> {
  const text = await response.text();
  const parsed = endpoint.output.safeParse(
    text === '' ? (endpoint.output.safeParse(null).success ? null : undefined) : readJson(text),
  );
  if (parsed.success) return parsed.data;
  throw new Problem(
    'client.answer',
    {
      en: 'The answer of {endpoint} is not what this version expects. Use the same version of server and client.',
      zh: '{endpoint} 的返回内容与当前版本不符。请使用相同版本的服务器与客户端。',
    },
    { endpoint: endpoint.name, reason: parsed.error.message.slice(0, 500) },
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fileNameOf(headers: Headers): string {
  const said = /filename\*=UTF-8''([^;]+)/i.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  return decodePart(said).replace(/[/\\\p{Cc}]/gu, '_');
}

/** A client over a transport. */
export function createClient(transport: Transport): Client {
  async function download(endpoint: Endpoint, input: Values): Promise<Downloaded> {
    const response = await send(transport, prepare(transport, endpoint, input));
    const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
    return {
      stream: response.body ?? new Blob([]).stream(),
      fileName: fileNameOf(response.headers),
      contentType,
    };
  }
  return {
    async call(endpoint, input, { signal } = {}) {
      const { url, init } = prepare(transport, endpoint, input);
      return readAnswer(
        endpoint,
        await send(transport, { url, init: { ...init, ...(signal ? { signal } : {}) } }),
      );
    },
    async upload(endpoint, input, body) {
      const { url, init } = prepare(transport, endpoint, input);
      const headers = { ...transport.headers, 'content-type': 'application/octet-stream' };
      // A stream is sent while the answer may come already; browsers take files instead of streams.
      const half = body instanceof ReadableStream ? ({ duplex: 'half' } as const) : {};
      return readAnswer(endpoint, await send(transport, { url, init: { ...init, headers, body, ...half } }));
    },
    download,
  };
}
