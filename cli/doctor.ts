import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { createClient, overNetwork, type Client } from '../src/client.ts';
import { checkMail, getHealth } from '../src/http/contract.ts';
import { type Bilingual, isProblem, type Language } from '../src/lib/problem.ts';
import { type Config, describeConfig, openLocal, readNote } from './server.ts';
import type { Answer, GlobalOptions } from './session.ts';
import { writePairs, writeTable } from './table.ts';

/** One thing that was looked at; `mend` says what to do when it is not well. */
interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly mend?: string;
}

const gigabyte = 1024 ** 3;

function checkNode(language: Language): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  const mend = { en: 'Install Node 20.19 or newer.', zh: '请安装 Node 20.19 或更新版本。' }[language];
  return { name: 'node', ok, detail: process.version, ...(ok ? {} : { mend }) };
}

function checkMemory(language: Language): Check {
  const gigabytes = totalmem() / gigabyte;
  const ok = gigabytes >= 2;
  const mend = {
    en: 'Give this machine at least 2 GB of memory, or use server databases.',
    zh: '请为本机提供至少 2 GB 内存，或改用服务器数据库。',
  }[language];
  return {
    name: 'memory',
    ok,
    detail: `${gigabytes.toFixed(1)} GB · ${cpus().length} CPU`,
    ...(ok ? {} : { mend }),
  };
}

async function checkSpace(config: Config, language: Language): Promise<Check> {
  try {
    await mkdir(config.data, { recursive: true });
    await access(config.data, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(config.data);
    const free = (bavail * bsize) / gigabyte;
    const mend = { en: 'Free at least 1 GB there.', zh: '请在该位置腾出至少 1 GB 空间。' }[language];
    return {
      name: 'space',
      ok: free >= 1,
      detail: `${config.data} · ${free.toFixed(1)} GB`,
      ...(free >= 1 ? {} : { mend }),
    };
  } catch (error) {
    const detail = error instanceof Error ? error.message : config.data;
    const mend = {
      en: 'Choose a directory that this user may write, with --data or CLIENTELE_DATA.',
      zh: '请用 --data 或 CLIENTELE_DATA 指定当前用户可写的目录。',
    }[language];
    return { name: 'space', ok: false, detail, mend };
  }
}

type Health = Awaited<ReturnType<typeof askLocal>>;

/** What a server says of itself; of its mail only to who has a key. */
async function ask(client: Client, config: Config, mayAsk: boolean) {
  const health = await client.call(getHealth, {});
  const isMailing = config.mail !== undefined && mayAsk;
  return { ...health, mail: isMailing ? await client.call(checkMail, {}) : null };
}

async function askServer(url: string, config: Config, key?: string) {
  const client = createClient(overNetwork(url, key === undefined ? {} : { key }));
  return ask(client, config, key !== undefined);
}

async function askLocal(config: Config) {
  const app = await openLocal({ ...config, log: config.log ?? 'silent' });
  try {
    const { createClient: create, inProcess } = await import('../src/client.ts');
    const client = create(inProcess((request) => app.fetch(request), { key: app.systemKey }));
    return await ask(client, config, true);
  } finally {
    await app.close();
  }
}

/** Asks the server that runs, or opens the stores here. */
async function readHealth(
  config: Config,
  options: GlobalOptions,
): Promise<{ where: string; health: Health }> {
  if (options.url !== undefined) return { where: options.url, health: await askServer(options.url, config) };
  const note = await readNote(config.data);
  const running = note && (await askServer(note.url, config, note.key).catch(() => undefined));
  if (note && running) return { where: note.url, health: running };
  return { where: config.data, health: await askLocal(config) };
}

/** Mail that is set up should work; without it, administrators hand links over themselves. */
function checkLetters(config: Config, mail: Health['mail'], language: Language): Check {
  const none = { en: 'not set up', zh: '未配置' }[language];
  if (config.mail === undefined) return { name: 'mail', ok: true, detail: none };
  const detail = [config.mail.from, mail?.reason].filter(Boolean).join(' · ');
  const mend = {
    en: 'Check CLIENTELE_SMTP_URL: host, port, user and password.',
    zh: '请检查 CLIENTELE_SMTP_URL 的主机、端口、用户名和密码。',
  }[language];
  const ok = mail?.works ?? true;
  return { name: 'mail', ok, detail, ...(ok ? {} : { mend }) };
}

const mendStore: Bilingual = {
  en: 'Run the same command with CLIENTELE_LOG=pretty and read what is logged.',
  zh: '请设置 CLIENTELE_LOG=pretty 后重新运行该命令并查看日志。',
};

async function checkStores(config: Config, options: GlobalOptions & { language: Language }) {
  try {
    const { where, health } = await readHealth(config, options);
    const checks = health.engines.map(({ name, mode, version }): Check => ({
      name,
      ok: true,
      detail: `${version} · ${mode}`,
    }));
    const program: Check = { name: 'Clientele', ok: true, detail: `${health.version} · ${where}` };
    const letters = checkLetters(config, health.mail, options.language);
    return { checks: [program, ...checks, letters], version: health.version, where };
  } catch (error) {
    const text = isProblem(error)
      ? error.text[options.language]
      : error instanceof Error
        ? error.message
        : '';
    const mend = isProblem(error) ? {} : { mend: mendStore[options.language] };
    const check: Check = { name: 'stores', ok: false, detail: text, ...mend };
    return { checks: [check], version: null, where: null };
  }
}

/** Looks at everything that the application stands on. */
export async function examine(
  config: Config,
  options: GlobalOptions & { language: Language },
): Promise<Answer> {
  const { language } = options;
  const stores = await checkStores(config, options);
  const space = options.url === undefined ? [await checkSpace(config, language)] : [];
  const checks = [checkNode(language), checkMemory(language), ...space, ...stores.checks];
  const ok = checks.every((check) => check.ok);
  const settings = describeConfig(config);
  const zh = language === 'zh';
  const rows = checks.map((check) => [
    check.ok ? '✓' : '✗',
    check.name,
    [check.detail, check.mend].filter(Boolean).join(' → '),
  ]);
  const shown = Object.entries(settings).map(([name, value]): [string, string] => [
    name,
    value === null ? '–' : String(value),
  ]);
  const wrong = checks
    .filter((check) => !check.ok)
    .map((check) => [check.detail, check.mend].filter(Boolean).join('\n  → '));
  const verdict = ok ? (zh ? '一切正常。' : 'All is well.') : wrong.join('\n');
  const text = [
    writeTable(['', zh ? '检查项' : 'check', zh ? '结果' : 'result'], rows),
    writePairs(shown),
    verdict,
  ].join('\n\n');
  return { data: { ok, version: stores.version, where: stores.where, checks, settings }, text, failed: !ok };
}
