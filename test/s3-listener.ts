import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Who may ask a storage of tests. */
export const s3Keys = { accessKey: 'AKIDTEST', secretKey: 'test/secret+key', region: 'eu-test-1' } as const;

interface Stored {
  readonly body: string;
  readonly changed: Date;
}

/** A bucket of tests. */
export interface TestBucket {
  readonly endpoint: string;
  readonly objects: Map<string, Stored>;
  /** What was asked for, as it was sent. */
  readonly asked: string[];
  close(): void;
}

const pageSize = 2;
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** True where a request is signed with the keys of tests, by version 4 of the signature as its description says. */
function isSigned(request: IncomingMessage, url: URL): boolean {
  const [, date = '', region = '', names = '', given = ''] =
    /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  const time = String(request.headers['x-amz-date']);
  const age = Math.abs(
    Date.now() - Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')),
  );
  if (region !== s3Keys.region || !names.split(';').includes('host') || !(age < 300_000)) return false;
  const path = url.pathname
    .split('/')
    .map((step) => encode(decodeURIComponent(step)))
    .join('/');
  const query = [...url.searchParams].map((pair) => pair.map(encode).join('=')).sort();
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [
    request.method,
    path,
    query.join('&'),
    headers.join(''),
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${s3Keys.secretKey}`, date), region), 's3'), 'aws4_request');
  return hmac(key, toSign).toString('hex') === given;
}

/** Opens a storage with one bucket, `crm`, in this process. */
export async function openS3(): Promise<TestBucket> {
  const objects = new Map<string, Stored>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://storage');
    asked.push(request.url ?? '');
    if (!isSigned(request, url)) return refuse(response, 403, 'SignatureDoesNotMatch');
    if (!url.pathname.startsWith('/crm/')) return refuse(response, 404, 'NoSuchBucket');
    const key = decodeURIComponent(url.pathname.slice('/crm/'.length));
    if (key === '') return void response.end(list(objects, url.searchParams));
    const object = objects.get(key);
    if (object === undefined) return refuse(response, 404, 'NoSuchKey');
    if (object.body === 'frozen') return refuse(response, 403, 'InvalidObjectState');
    response.setHeader('etag', `"${hash(object.body)}"`);
    return void response.end(object.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { endpoint: `http://127.0.0.1:${port}`, objects, asked, close: () => void server.close() };
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status)
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No</Message></Error>`);
}

function list(objects: ReadonlyMap<string, Stored>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const first = Number(query.get('continuation-token') ?? 0);
  const all = [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = all
    .slice(first, first + pageSize)
    .map(
      ([key, { body, changed }]) =>
        `<Contents><Key>${encode(key).replaceAll('%20', '+').replaceAll('%2F', '/')}</Key><LastModified>${changed.toISOString()}</LastModified><ETag>&quot;${hash(body)}&quot;</ETag><Size>${Buffer.byteLength(body)}</Size></Contents>`,
    );
  const more = all.length > first + pageSize;
  const next = more ? `<NextContinuationToken>${first + pageSize}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`;
}
