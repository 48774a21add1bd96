import type { IncomingMessage } from 'node:http';

import { AwsV4Signer } from 'aws4fetch';

import { Problem } from '../../lib/problem.ts';
import { unreachable, type PrivateHosts } from './address.ts';
import { openHttp } from './http.ts';
import { readS3Error, readS3Listing, type S3Page } from './s3-answers.ts';

/** A bucket that speaks the protocol of S3, and who asks. */
export interface S3Bucket {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** True where the bucket stands in the path of an address, false where it stands before the host. */
  readonly inPath: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly allowed: PrivateHosts;
  readonly signal: AbortSignal;
}

const mostListingBytes = 8_000_000;

/** The objects below a prefix, a page at a time. Problems: `connectors.host…`, `connectors.s3`. */
export async function* listObjects(bucket: S3Bucket, prefix: string): AsyncGenerator<S3Page['objects']> {
  for (let next: string | null = ''; next !== null;) {
    const query: [string, string][] = [
      ['encoding-type', 'url'],
      ['list-type', '2'],
      ['max-keys', '1000'],
      ['prefix', prefix],
      ...(next === '' ? [] : [['continuation-token', next] satisfies [string, string]]),
    ];
    const answer = await ask(bucket, '', query);
    const page = readS3Listing(await readText(answer));
    if (page === null) throw unreadable(bucket);
    yield page.objects;
    next = page.next;
  }
}

/** An object of a bucket, its content not yet read. Problems: `connectors.host…`, `connectors.s3`, `connectors.file`. */
export function openObject(bucket: S3Bucket, key: string): Promise<IncomingMessage> {
  return ask(bucket, key, []);
}

async function ask(
  bucket: S3Bucket,
  key: string,
  query: readonly (readonly [string, string])[],
): Promise<IncomingMessage> {
  const { accessKey, secretKey, region, allowed, signal } = bucket;
  const search = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  const url = new URL(addressOf(bucket, key));
  url.search = search;
  const signer = new AwsV4Signer({
    url: url.href,
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
  });
  const { headers } = await signer.sign();
  return openHttp({
    url: url.href,
    headers: Object.fromEntries(headers),
    allowed,
    signal,
    explain: (status, body) => explain(status, body),
  });
}

function addressOf({ endpoint, bucket, inPath }: S3Bucket, key: string): string {
  const { protocol, host } = new URL(endpoint);
  const path = key.split('/').map(encodeURIComponent).join('/');
  return inPath ? `${protocol}//${host}/${bucket}/${path}` : `${protocol}//${bucket}.${host}/${path}`;
}

async function readText(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.length;
    if (size > mostListingBytes) break;
    pieces.push(piece);
  }
  return size > mostListingBytes ? '' : Buffer.concat(pieces).toString('utf8');
}

function explain(status: number, body: string): Problem {
  const { code, message } = readS3Error(body);
  if (code === 'InvalidObjectState')
    return new Problem('connectors.file', {
      en: 'It lies in an archive, from which it must be restored before it can be read.',
      zh: '该文件处于归档存储，需先恢复才能读取。',
    });
  return new Problem(
    'connectors.s3',
    {
      en: 'The storage refused: {reason} (status {status}). Check the bucket, the region, the keys and their right to list and read it.',
      zh: '存储服务拒绝了请求：{reason}（状态 {status}）。请检查存储桶、区域、密钥，以及列出和读取的权限。',
    },
    {
      reason: [code, message]
        .filter((word) => word !== '')
        .join(': ')
        .slice(0, 300),
      status,
    },
  );
}

function unreadable({ endpoint }: S3Bucket): Problem {
  return unreachable(new URL(endpoint).host, new Error('the answer is not a list of objects'));
}
