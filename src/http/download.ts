import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Problem } from '../lib/problem.ts';

const downloadSchema = z.object({
  stream: z.instanceof(ReadableStream).optional(),
  path: z.string().optional(),
  fileName: z.string().min(1),
  contentType: z.string().min(1),
});

/** `名单.csv` → an attachment header that old and new readers understand; no quote or control character gets through. */
function writeDisposition(fileName: string): string {
  const name = fileName.replace(/[\p{Cc}\p{Cs}/\\]/gu, '_');
  const plain = name.replace(/[^\x20-\x7e]|["%]/g, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

interface Body {
  readonly stream: ReadableStream;
  readonly size?: number;
}

async function openFile(path: string, fileName: string): Promise<Body> {
  try {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    return { stream: Readable.toWeb(file.createReadStream({ highWaterMark: 256 * 1024 })), size };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new Problem(
      'download.not-found',
      {
        en: 'The file {fileName} is no longer kept. Make it again.',
        zh: '文件 {fileName} 已不再保留。请重新生成。',
      },
      { fileName },
    );
  }
}

/** Answers with a file, streamed; `head` sends the headers alone. */
export async function downloadResponse(output: unknown, head: boolean): Promise<Response> {
  const { stream, path, fileName, contentType } = downloadSchema.parse(output);
  const body = stream ? { stream } : await openFile(path ?? '', fileName);
  const headers = new Headers({
    'content-type': contentType,
    'content-disposition': writeDisposition(fileName),
  });
  if ('size' in body && body.size !== undefined) headers.set('content-length', String(body.size));
  if (head) await body.stream.cancel();
  return new Response(head ? null : body.stream, { headers });
}
