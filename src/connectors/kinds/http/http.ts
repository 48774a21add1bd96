import { join } from 'node:path';

import { z } from 'zod';

import { decodeAddress } from '../../../lib/decode.ts';
import { openHttp } from '../../../store/foreign/index.ts';
import { pullKind, type Pulled, type PullTask } from '../../kind.ts';
import { asked } from '../../settings.ts';
import { aboutOf, pullSettings } from '../pull-settings.ts';
import { saveStream } from '../save-stream.ts';

const settings = z.object({
  url: asked(z.url({ protocol: /^https?$/ }).max(2_000), {
    label: { en: 'Address of the file', zh: '文件地址' },
    help: {
      en: 'CSV, JSON, Excel or whatever else an import reads, over HTTP or HTTPS.',
      zh: 'CSV、JSON、Excel 等可导入的格式，通过 HTTP 或 HTTPS 获取。',
    },
  }),
  header: asked(
    z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{0,100}$/)
      .default(''),
    {
      label: { en: 'Header that lets in', zh: '授权请求头' },
      help: {
        en: 'Such as Authorization; empty where none is needed.',
        zh: '例如 Authorization；不需要则留空。',
      },
    },
  ),
  value: asked(
    z
      .string()
      .regex(/^[\x20-\x7e]{0,2000}$/)
      .default(''),
    { label: { en: 'Value of that header', zh: '请求头的值' }, secret: true },
  ),
  ...pullSettings,
});

/** A file at an address, fetched again when it has changed. */
export const httpKind = pullKind({
  kind: 'http',
  label: { en: 'File at an address', zh: '网络地址上的文件' },
  lead: {
    en: 'Fetches a file at intervals, and imports it when it has changed.',
    zh: '定时获取文件，有变化时导入。',
  },
  settings,
  open: ({ url, header, value, minutes, about }) => ({
    minutes,
    about: aboutOf(about),
    apart: false,
    pull: (task) => fetchFile(task, { url, headers: header === '' ? {} : { [header]: value } }),
  }),
});

async function fetchFile(
  { mark, directory, allowed, signal }: PullTask,
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
): Promise<Pulled | null> {
  const known = {
    ...(mark?.['etag'] === undefined ? {} : { 'if-none-match': mark['etag'] }),
    ...(mark?.['modified'] === undefined ? {} : { 'if-modified-since': mark['modified'] }),
  };
  const answer = await openHttp({ url, headers: { ...headers, ...known }, allowed, signal });
  if (answer.statusCode === 304) {
    answer.destroy();
    return null;
  }
  const path = join(directory, 'file');
  await saveStream(answer, path);
  const { etag, 'last-modified': modified, 'content-type': type = '' } = answer.headers;
  return {
    files: [{ name: nameOf(url, type), path }],
    skipped: [],
    taken: 1,
    mark: { ...(etag === undefined ? {} : { etag }), ...(modified === undefined ? {} : { modified }) },
    more: false,
  };
}

/** A file is known by its end; an address that has none, by what its server says. */
function nameOf(url: string, type: string): string {
  const last = decodeAddress(new URL(url).pathname).split('/').at(-1) ?? '';
  if (/\.[a-z]{3,8}$/i.test(last)) return last.slice(-100);
  const end = type.includes('json') ? 'json' : type.includes('csv') ? 'csv' : 'txt';
  return `${last.slice(-80) || 'data'}.${end}`;
}
