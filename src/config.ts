import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { decodePart } from './lib/decode.ts';
import { Problem } from './lib/problem.ts';

const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a port number from 0 to 65535' })
  .transform(Number)
  .refine((number) => number <= 65_535, { error: 'must be a port number from 0 to 65535' });

/** Every variable that is read, with what it means when it is not set. */
const days = (count: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a number of days' })
    .transform(Number)
    .default(count);

const variables = z.object({
  CLIENTELE_DATA: z
    .string()
    .min(1)
    .default('./data')
    .transform((path) => resolve(path)),
  CLIENTELE_PORT: port.default(4400),
  CLIENTELE_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'must be an address or a host name' })
    .default('127.0.0.1'),
  CLIENTELE_URL: url('http:', 'https:').optional(),
  CLIENTELE_SECRET: z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
  CLIENTELE_KEY: z.string().startsWith('ck_', { error: 'must be an API key, ck_…' }).optional(),
  CLIENTELE_TRUST_PROXY: z
    .enum(['0', '1'])
    .default('0')
    .transform((text) => text === '1'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  CLICKHOUSE_URL: url('http:', 'https:').optional(),
  CLICKHOUSE_CLUSTER: z.string().regex(/^\w+$/, { error: 'must be the name of a cluster' }).optional(),
  CLIENTELE_PLACES: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  CLIENTELE_LOG: z.enum(['json', 'pretty', 'faults', 'silent']).optional(),
  CLIENTELE_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'must be a country code of two letters, as CN' })
    .default('CN'),
  CLIENTELE_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'must be a currency code of three letters, as CNY' })
    .default('CNY'),
  CLIENTELE_KEEP_FREE: z
    .string()
    .regex(/^\d{1,7}$/, { error: 'must be a number of megabytes' })
    .transform((text) => Number(text) * 1_000_000)
    .default(256_000_000),
  CLIENTELE_KEEP_JOBS: days(30),
  CLIENTELE_KEEP_UPLOADS: days(7),
  CLIENTELE_KEEP_EXPORTS: days(7),
  CLIENTELE_KEEP_REJECTED: days(90),
  CLIENTELE_PRIVATE_HOSTS: z
    .string()
    .regex(/^[\w.:,*-]*$/, { error: 'must be names or addresses of hosts, with commas between them' })
    .default('')
    .transform((text) => text.split(',').filter((host) => host !== '')),
  CLIENTELE_SMTP_URL: url('smtp:', 'smtps:').optional(),
  CLIENTELE_MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>@\r\n]{1,100} <)?[^\s<>@]+@[^\s<>@]+>?$/, {
      error: 'must be an address, as Clientele <no-reply@example.com>',
    })
    .optional(),
  LC_ALL: z.string().optional(),
  LANG: z.string().optional(),
});

/** The environment as one frozen object. */
export interface Config {
  /** Absolute path of the data directory. */
  readonly data: string;
  readonly port: number;
  readonly host: string;
  /** Public base URL, without a slash at the end. */
  readonly url: string | undefined;
  readonly secret: string | undefined;
  readonly key: string | undefined;
  readonly trustProxy: boolean;
  readonly databaseUrl: string | undefined;
  readonly clickhouseUrl: string | undefined;
  readonly clickhouseCluster: string | undefined;
  /** A database of places in MaxMind's format, by which the addresses of devices are looked up. */
  readonly places: string | undefined;
  readonly log: 'json' | 'pretty' | 'faults' | 'silent' | undefined;
  readonly country: string;
  readonly currency: string;
  /** Bytes that are always kept free on the disk of the data directory. */
  readonly keepFree: number;
  /** For how many days what has served its purpose is kept: see `src/flow/tidy.ts`. */
  readonly keepDays: Readonly<Record<'jobs' | 'uploads' | 'exports' | 'rejected', number>>;
  /** Hosts of private networks from which connectors may fetch all the same; `*` for all. */
  readonly privateHosts: readonly string[];
  /** Where mail is handed over, and whom it is from; undefined where none is sent. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  readonly language: 'en' | 'zh';
}

export type Environment = Readonly<Record<string, string | undefined>>;

function invalid(error: z.ZodError): Problem {
  const [issue] = error.issues;
  const variable = String(issue?.path[0] ?? '');
  const reason = issue?.message ?? '';
  return new Problem(
    'config.invalid',
    {
      en: 'The environment variable {variable} is not valid: it {reason}. Correct it, or unset it to use the default.',
      zh: '环境变量 {variable} 无效（{reason}）。请更正，或取消设置以使用默认值。',
    },
    { variable, reason },
  );
}

/**
 * Reads and validates the environment; `overrides` (from the command line) win, an empty variable is one that is not set.
 * Throws `config.invalid`.
 */
export function readConfig(overrides: Environment = {}, environment: Environment = process.env): Config {
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const all = { ...environment, ...Object.fromEntries(given) };
  const set = Object.entries(all).filter(([, value]) => value !== undefined && value !== '');
  const result = variables.safeParse(Object.fromEntries(set));
  if (!result.success) throw invalid(result.error);
  const value = result.data;
  return Object.freeze({
    data: value.CLIENTELE_DATA,
    port: value.CLIENTELE_PORT,
    host: value.CLIENTELE_HOST,
    url: value.CLIENTELE_URL?.replace(/\/+$/, ''),
    secret: value.CLIENTELE_SECRET,
    key: value.CLIENTELE_KEY,
    trustProxy: value.CLIENTELE_TRUST_PROXY,
    databaseUrl: value.DATABASE_URL,
    clickhouseUrl: value.CLICKHOUSE_URL,
    clickhouseCluster: value.CLICKHOUSE_CLUSTER,
    places: value.CLIENTELE_PLACES,
    log: value.CLIENTELE_LOG,
    country: value.CLIENTELE_COUNTRY,
    currency: value.CLIENTELE_CURRENCY,
    keepFree: value.CLIENTELE_KEEP_FREE,
    keepDays: Object.freeze({
      jobs: value.CLIENTELE_KEEP_JOBS,
      uploads: value.CLIENTELE_KEEP_UPLOADS,
      exports: value.CLIENTELE_KEEP_EXPORTS,
      rejected: value.CLIENTELE_KEEP_REJECTED,
    }),
    privateHosts: Object.freeze(value.CLIENTELE_PRIVATE_HOSTS),
    mail: readMail(value.CLIENTELE_SMTP_URL, value.CLIENTELE_MAIL_FROM),
    language: /^zh/i.test(value.LC_ALL ?? value.LANG ?? '') ? 'zh' : 'en',
  });
}

/** The address by which others reach the application. */
export function baseUrlOf({ url, host, port }: Config): string {
  return url ?? `http://${host}:${port}`;
}

/** Mail needs to be from somebody: unsaid, from the account that hands it over. */
function readMail(smtp: string | undefined, from: string | undefined): Config['mail'] {
  if (smtp === undefined) return undefined;
  const { username, hostname } = new URL(smtp);
  const account = decodePart(username);
  return { url: smtp, from: from ?? (account.includes('@') ? account : `clientele@${hostname}`) };
}

function maskUrl(text: string): string {
  const masked = new URL(text);
  if (masked.password) masked.password = '***';
  for (const name of masked.searchParams.keys()) {
    if (/pass|secret|token|key/i.test(name)) masked.searchParams.set(name, '***');
  }
  return masked.href;
}

const mask = (text: string | undefined): string | null => (text === undefined ? null : '***');

/** The settings as they may be shown: secrets, and passwords in URLs, masked. */
export function describeConfig(config: Config): Record<string, string | number | boolean | null> {
  return {
    CLIENTELE_DATA: config.data,
    CLIENTELE_PORT: config.port,
    CLIENTELE_HOST: config.host,
    CLIENTELE_URL: config.url === undefined ? null : maskUrl(config.url),
    CLIENTELE_SECRET: mask(config.secret),
    CLIENTELE_KEY: mask(config.key),
    CLIENTELE_TRUST_PROXY: config.trustProxy,
    DATABASE_URL: config.databaseUrl === undefined ? null : maskUrl(config.databaseUrl),
    CLICKHOUSE_URL: config.clickhouseUrl === undefined ? null : maskUrl(config.clickhouseUrl),
    CLICKHOUSE_CLUSTER: config.clickhouseCluster ?? null,
    CLIENTELE_LOG: config.log ?? null,
    CLIENTELE_COUNTRY: config.country,
    CLIENTELE_CURRENCY: config.currency,
    CLIENTELE_KEEP_FREE: config.keepFree / 1_000_000,
    CLIENTELE_KEEP_JOBS: config.keepDays.jobs,
    CLIENTELE_KEEP_UPLOADS: config.keepDays.uploads,
    CLIENTELE_KEEP_EXPORTS: config.keepDays.exports,
    CLIENTELE_KEEP_REJECTED: config.keepDays.rejected,
    CLIENTELE_PRIVATE_HOSTS: config.privateHosts.join(','),
    CLIENTELE_SMTP_URL: config.mail === undefined ? null : maskUrl(config.mail.url),
    CLIENTELE_MAIL_FROM: config.mail?.from ?? null,
    LANG: config.language,
  };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function readKept(path: string): Promise<string | undefined> {
  try {
    const kept = (await readFile(path, 'utf8')).trim();
    if (kept.length >= 32) return kept;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  throw new Problem(
    'config.secret',
    {
      en: 'The file {path} does not hold a secret of at least 32 characters. Restore it from a backup; without it what it encrypted cannot be read.',
      zh: '文件 {path} 中没有至少 32 个字符的密钥。请从备份恢复，否则用它加密的内容将无法读取。',
    },
    { path },
  );
}

async function writeSecret(path: string, secret: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${secret}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The installation's secret: kept in `<directory>/secret` with mode 600, made at the first call and never again. */
export async function readSecret(directory: string): Promise<string> {
  const path = join(directory, 'secret');
  const kept = await readKept(path);
  if (kept !== undefined) return kept;
  await mkdir(directory, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeSecret(draft, secret);
  try {
    // A link appears whole or not at all, and only one process can make it.
    await link(draft, path);
    return secret;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return (await readKept(path)) ?? readSecret(directory);
  } finally {
    await unlink(draft);
  }
}
