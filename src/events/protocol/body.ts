import { gunzip } from 'node:zlib';

import type { Knock } from '../../http/knock.ts';
import { Problem } from '../../lib/problem.ts';

/** The largest body, as it comes and unpacked. */
const mostBytes = 4_000_000;
const patienceMs = 30_000;

/** The text of a body, whatever it calls itself: packed ones are known by their first bytes. Problems: `events.too-large`, `events.encoding`. */
export async function readBody(knock: Pick<Knock, 'header' | 'read'>): Promise<string> {
  if (Number(knock.header('content-length')) > mostBytes) throw tooLarge();
  const bytes = await inTime(knock.read(mostBytes));
  if (bytes === undefined) throw tooLarge();
  const isPacked = bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? await unpack(bytes) : bytes;
  // Broken bytes become signs of replacement: one of them must not lose the rest.
  return plain.toString('utf8');
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function unpack(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: mostBytes }, (error, plain) => {
      if (error === null) resolve(plain);
      else reject('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : notPacked());
    });
  });
}

/** Any JSON value of a text. Problem: `events.json`. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'events.json',
      {
        en: 'The body is not JSON: {reason}. Nothing of it was taken.',
        zh: '请求内容不是有效的 JSON：{reason}。未接收任何内容。',
      },
      { reason: error instanceof Error ? error.message.slice(0, 200) : '' },
    );
  }
}

function tooLarge(): Problem {
  return new Problem(
    'events.too-large',
    {
      en: 'The body is larger than {limit} bytes. Send fewer events at a time.',
      zh: '请求内容超过 {limit} 字节。请减少每次发送的事件数。',
    },
    { limit: mostBytes },
  );
}

function tooSlow(): Problem {
  return new Problem('events.timeout', {
    en: 'The body did not arrive in time. Check the connection and send it again.',
    zh: '请求内容未能及时送达。请检查网络后重新发送。',
  });
}

function notPacked(): Problem {
  return new Problem('events.packing', {
    en: 'The body begins like gzip and is none. Send it again, or unpacked.',
    zh: '请求内容以 gzip 开头但无法解压。请重新发送，或不压缩发送。',
  });
}
