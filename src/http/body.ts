import { Problem } from '../lib/problem.ts';
import type { Limits } from './types.ts';

function tooLarge(limit: number): Problem {
  return new Problem(
    'request.too-large',
    {
      en: 'The body is larger than {limit} bytes. Send less at a time, or upload a file where the endpoint takes one.',
      zh: '请求内容超过 {limit} 字节。请分批发送，或在支持上传的接口以文件上传。',
    },
    { limit },
  );
}

function tooSlow(milliseconds: number): Problem {
  return new Problem(
    'request.timeout',
    {
      en: 'The body did not arrive within {milliseconds} ms. Check the connection and send it again.',
      zh: '请求内容未在 {milliseconds} 毫秒内送达。请检查网络后重新发送。',
    },
    { milliseconds },
  );
}

/** Refuses by the announced length, before a byte is read. */
function guardLength(headers: Headers, limit: number): void {
  const length = Number(headers.get('content-length') ?? 0);
  if (Number.isFinite(length) && length > limit) throw tooLarge(limit);
}

/** The next piece of a body, or a problem when it takes longer than `milliseconds`. */
async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  milliseconds: number,
  said = milliseconds,
) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow(said)), Math.max(1, milliseconds));
  });
  try {
    return await Promise.race([reader.read(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A whole body in memory, as the bytes that came; refused as soon as it is larger than the limit or too slow. */
export async function readRawBody(
  request: Request,
  limits: Pick<Limits, 'bodyBytes' | 'bodyMs'>,
): Promise<Buffer<ArrayBuffer>> {
  guardLength(request.headers, limits.bodyBytes);
  if (!request.body) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const pieces: Uint8Array[] = [];
  const until = Date.now() + limits.bodyMs;
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await readPiece(reader, until - Date.now(), limits.bodyMs);
      if (done) return Buffer.concat(pieces);
      size += value.byteLength;
      if (size > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
      pieces.push(value);
    }
  } catch (error) {
    void reader.cancel().catch(() => {});
    throw error;
  }
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('request.encoding', {
      en: 'The body is not UTF-8 text. Send JSON encoded as UTF-8.',
      zh: '请求内容不是 UTF-8 文本。请以 UTF-8 编码发送 JSON。',
    });
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new Problem(
      'request.json',
      {
        en: 'The body is not JSON: {reason}. Correct it there.',
        zh: '请求内容不是有效的 JSON：{reason}。请更正后重试。',
      },
      { reason },
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Problem('request.json', {
    en: 'The body must be one JSON object, as in {"name": "value"}.',
    zh: '请求内容必须是一个 JSON 对象，例如 {"name": "value"}。',
  });
}

/** The JSON object of a body; none at all reads as `{}`. Any other media type than JSON is refused. */
export async function readJsonBody(request: Request, limits: Limits): Promise<Record<string, unknown>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && !/^application\/([\w.-]+\+)?json$/.test(type)) {
    throw new Problem(
      'request.media-type',
      {
        en: 'This endpoint takes application/json, not {type}. Set the header Content-Type.',
        zh: '该接口只接受 application/json，而不是 {type}。请设置 Content-Type 请求头。',
      },
      { type: type.slice(0, 100) },
    );
  }
  const bytes = await readRawBody(request, limits);
  if (bytes.length === 0) return {};
  if (type === '') {
    throw new Problem('request.media-type', {
      en: 'A body needs the header Content-Type: application/json.',
      zh: '发送内容时需设置请求头 Content-Type: application/json。',
    });
  }
  return parseObject(decodeText(bytes));
}

/** The fields of a page's own form, each once. */
export async function readFormBody(request: Request, limits: Limits): Promise<URLSearchParams> {
  return new URLSearchParams(decodeText(await readRawBody(request, limits)));
}

/** The same request with its body counted and watched, for endpoints that stream a raw file. */
export function guardUpload(request: Request, limits: Limits): Request {
  guardLength(request.headers, limits.uploadBytes);
  if (!request.body) return request;
  const reader = request.body.getReader();
  let size = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await readPiece(reader, limits.uploadIdleMs);
        if (done) return controller.close();
        size += value.byteLength;
        if (size > limits.uploadBytes) throw tooLarge(limits.uploadBytes);
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body, duplex: 'half' });
}
