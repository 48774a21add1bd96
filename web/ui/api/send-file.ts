import type { Output } from '../../../src/lib/endpoint.ts';
import { isProblem, Problem } from '../../../src/lib/problem.ts';
import { createUpload } from '../../../src/sources/contract.ts';

/** A file on its way to the server. */
export interface Sending {
  readonly sent: Promise<Output<typeof createUpload>>;
  cancel(): void;
}

function readAnswer({ status, responseText }: XMLHttpRequest): Output<typeof createUpload> {
  const body: unknown = responseText === '' ? {} : JSON.parse(responseText);
  if (status >= 200 && status < 300) return createUpload.output.parse(body);
  const said = typeof body === 'object' && body !== null ? new Map(Object.entries(body)) : new Map();
  const text = (key: string): string => String(said.get(key) ?? status);
  throw new Problem(text('code'), { en: text('en'), zh: text('zh') });
}

function unreachable(): Problem {
  return new Problem('client.unreachable', {
    en: 'The file did not get through. Check the connection and send it again.',
    zh: '文件未能送达。请检查网络后重新上传。',
  });
}

/** Sends a file, streamed from the disk; unlike `fetch` this tells how far it is. */
export function sendFile(file: File, workspace: string, report: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const sent = new Promise<Output<typeof createUpload>>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      report(total === 0 ? 1 : loaded / total),
    );
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(unreachable()));
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer(request));
      } catch (error) {
        reject(isProblem(error) ? error : unreachable());
      }
    });
  });
  request.open(createUpload.method, `${createUpload.path}?name=${encodeURIComponent(file.name.slice(-255))}`);
  request.setRequestHeader('x-clientele', '1');
  request.setRequestHeader('x-workspace', workspace);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.send(file);
  return { sent, cancel: () => request.abort() };
}
