import { z } from 'zod';

import { bareTag, listObjects, openObject, type S3Bucket } from '../../../store/foreign/index.ts';
import { pullKind } from '../../kind.ts';
import { asked } from '../../settings.ts';
import { pullListed, type FoundFile, type Listing } from '../listing.ts';
import { aboutOf, endsSetting, pullSettings, readEnds } from '../pull-settings.ts';
import { saveStream } from '../save-stream.ts';

const settings = z.object({
  endpoint: asked(z.url({ protocol: /^https?$/ }).max(500), {
    label: { en: 'Address of the storage', zh: '存储服务地址' },
    help: {
      en: 'Such as https://s3.eu-central-1.amazonaws.com or https://oss-cn-hangzhou.aliyuncs.com.',
      zh: '例如 https://oss-cn-hangzhou.aliyuncs.com 或 https://s3.cn-north-1.amazonaws.com.cn。',
    },
  }),
  region: asked(
    z
      .string()
      .trim()
      .regex(/^[\w-]{1,60}$/)
      .default('us-east-1'),
    { label: { en: 'Region', zh: '区域' } },
  ),
  bucket: asked(
    z
      .string()
      .trim()
      .regex(/^[\w][\w.-]{1,254}$/),
    { label: { en: 'Bucket', zh: '存储桶' } },
  ),
  style: asked(z.enum(['path', 'host']).default('path'), {
    label: { en: 'Where the bucket stands', zh: '存储桶的位置' },
    choices: {
      path: { en: 'in the path: address/bucket', zh: '路径中：地址/存储桶' },
      host: {
        en: 'before the host: bucket.address (Alibaba, Tencent)',
        zh: '主机名前：存储桶.地址（阿里云、腾讯云）',
      },
    },
  }),
  accessKey: asked(z.string().trim().min(1).max(200), { label: { en: 'Access key', zh: '访问密钥 ID' } }),
  secretKey: asked(z.string().trim().min(1).max(500), {
    label: { en: 'Secret key', zh: '访问密钥' },
    help: {
      en: 'Of one that may list and read the bucket, and nothing else.',
      zh: '建议仅授予列出和读取权限。',
    },
    secret: true,
  }),
  prefix: asked(z.string().max(900).default(''), {
    label: { en: 'Beginning of the names', zh: '名称前缀' },
    help: { en: 'Such as exports/customers/; empty: all.', zh: '例如 exports/customers/；留空为全部。' },
  }),
  ...endsSetting,
  ...pullSettings,
});

/** Files in a bucket, each fetched once, and again when it has changed. */
export const s3Kind = pullKind({
  kind: 's3',
  label: { en: 'S3 storage', zh: 'S3 兼容存储' },
  lead: {
    en: 'Fetches new and changed files of a bucket at intervals.',
    zh: '定时获取存储桶中新增和修改的文件。',
  },
  settings,
  open: ({ minutes, about, prefix, ends, style, ...place }) => ({
    minutes,
    about: aboutOf(about),
    apart: true,
    pull: (task) => {
      const { allowed, signal } = task;
      const bucket = { ...place, inPath: style === 'path', allowed, signal };
      return pullListed(task, openListing(bucket, prefix), readEnds(ends));
    },
  }),
});

function openListing(bucket: S3Bucket, prefix: string): Listing {
  return {
    async *list() {
      for await (const page of listObjects(bucket, prefix))
        yield page.map(({ key, bytes, changed, etag }): FoundFile => ({
          path: key,
          bytes,
          changed,
          version: etag,
        }));
    },
    async fetch({ path: key, version }, path) {
      const answer = await openObject(bucket, key);
      const { etag } = answer.headers;
      if (etag !== undefined && bareTag(etag) !== version) {
        answer.destroy();
        return false;
      }
      await saveStream(answer, path);
      return true;
    },
  };
}
