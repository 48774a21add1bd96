import { Command, CommanderError, Option } from 'commander';
import { z } from 'zod';
import { type Bilingual, isProblem, type Language, Problem } from '../src/lib/problem.ts';
import { addAccessCommands } from './access.ts';
import { examine } from './doctor.ts';
import { addLinkCommand } from './link.ts';
import { openClient } from './open.ts';
import { addProfileCommands } from './profiles.ts';
import { addQueryCommands } from './query.ts';
import { type Config, readConfig, startServer } from './server.ts';
import type { Answer, GlobalOptions, Say, Session } from './session.ts';
import { addSourceCommands, readWhole } from './sources.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { explainUsage, isUsage } from './usage.ts';

const globalOptions = z.object({
  url: z.string().optional(),
  key: z.string().optional(),
  data: z.string().optional(),
  workspace: z.string().optional(),
  json: z.boolean().optional(),
  language: z.enum(['en', 'zh']).optional(),
});

/** How a run ends: 0 well, 1 failed, 2 not written as it must be. */
type ExitCode = 0 | 1 | 2;

/** The command line at work: what it was told, and how it will end. */
interface Cli {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly say: Say;
  readonly options: () => GlobalOptions;
  code: ExitCode;
}

function print(cli: Cli, answer: Answer): void {
  cli.terminal.out(cli.options().json ? `${JSON.stringify(answer.data)}\n` : `${answer.text}\n`);
  if (answer.failed) cli.code = 1;
}

/** The environment, with what the command line says instead of it. */
function readSettings(cli: Cli, more: Record<string, string | undefined> = {}): Config {
  const { data } = cli.options();
  return readConfig({ CLIENTELE_DATA: data, ...more });
}

/** Runs the work of one command with a client. */
async function runWithClient(cli: Cli, work: (session: Session) => Promise<Answer>): Promise<void> {
  const { client, close } = await openClient(readSettings(cli), { ...cli.options(), language: cli.language });
  try {
    print(cli, await work({ client, language: cli.language, say: cli.say, terminal: cli.terminal }));
  } finally {
    await close();
  }
}

const startOptions = z.object({
  port: z.number().optional(),
  host: z.string().optional(),
  open: z.boolean(),
});

async function start(cli: Cli, given: unknown): Promise<void> {
  const { port, host, open } = startOptions.parse(given);
  const config = readSettings(cli, {
    CLIENTELE_PORT: port === undefined ? undefined : String(port),
    CLIENTELE_HOST: host,
  });
  const { url, setupUrl, stopped } = await startServer(config, cli.terminal, open);
  const running = cli.say({ en: `Clientele runs at ${url}`, zh: `Clientele 已启动：${url}` });
  const setup = cli.say({
    en: `Make the owner's account (the link works once): ${setupUrl}`,
    zh: `创建所有者账号（链接仅能使用一次）：${setupUrl}`,
  });
  print(cli, {
    data: { url, setupUrl, pid: process.pid },
    text: setupUrl === null ? running : `${running}\n${setup}`,
  });
  await stopped;
}

const zhTitles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
  'Global Options:': '全局选项：',
};

function addGlobalOptions(program: Command, cli: Pick<Cli, 'say' | 'language' | 'terminal'>): void {
  const { say } = cli;
  program
    .name('clientele')
    .description(say({ en: 'The open customer database.', zh: '开源客户数据库。' }))
    .option('--url <url>', say({ en: 'server to talk to', zh: '要连接的服务器' }))
    .option('--key <key>', say({ en: 'API key', zh: 'API 密钥' }))
    .option('--data <dir>', say({ en: 'data directory', zh: '数据目录' }))
    .option('--workspace <id>', say({ en: 'which workspace', zh: '工作区' }))
    .option('--json', say({ en: 'print one JSON object', zh: '输出一个 JSON 对象' }))
    .addOption(
      new Option('--language <language>', say({ en: 'language of the output', zh: '输出语言' })).choices([
        'en',
        'zh',
      ]),
    )
    .helpOption('-h, --help', say({ en: 'show help', zh: '显示帮助' }))
    .helpCommand('help [command]', say({ en: 'show the help of a command', zh: '显示某个命令的帮助' }))
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (cli.language === 'zh' ? (zhTitles[title] ?? title) : title),
    })
    .showHelpAfterError(false)
    .exitOverride();
}

function addServerCommands(program: Command, cli: Cli): void {
  const { say } = cli;
  program
    .command('start')
    .description(say({ en: 'Starts the server on a data directory.', zh: '在数据目录上启动服务器。' }))
    .option('--port <number>', say({ en: 'port to listen on', zh: '监听端口' }), readWhole)
    .option('--host <host>', say({ en: 'address to listen on', zh: '监听地址' }))
    .option('--no-open', say({ en: 'do not open a browser', zh: '不打开浏览器' }))
    .action((given: unknown) => start(cli, given));
  program
    .command('doctor')
    .description(say({ en: 'Says what is wrong, and how to mend it.', zh: '检查问题并给出解决办法。' }))
    .action(async () =>
      print(cli, await examine(readSettings(cli), { ...cli.options(), language: cli.language })),
    );
}

function createProgram(cli: Cli, program: Command): void {
  program.configureOutput({
    writeOut: cli.terminal.out,
    writeErr: (text) => void (cli.options().json || cli.terminal.err(text)),
    // Errors are said once, in the reader's language, when the command has ended.
    outputError: () => {},
  });
  addGlobalOptions(program, cli);
  addServerCommands(program, cli);
  const run = (work: (session: Session) => Promise<Answer>) => runWithClient(cli, work);
  addSourceCommands(program, run, cli.say);
  addQueryCommands(program, run, cli.say);
  addProfileCommands(program, run, cli.say);
  addLinkCommand(program, run, cli.say);
  addAccessCommands(program, run, cli.say);
}

/** What `--json` prints of an error. */
function describe(error: unknown): { code: string; message: string } & Record<string, unknown> {
  if (isProblem(error))
    return { code: error.code, message: error.text.en, zh: error.text.zh, details: error.details };
  return { code: 'internal', message: error instanceof Error ? error.message : 'unknown' };
}

/** How a command was called: its words, and which of them is the command. */
interface Call {
  readonly argv: readonly string[];
  readonly command: string;
}

function report(cli: Cli, { argv, command }: Call, thrown: unknown): ExitCode {
  const { terminal, language } = cli;
  // Commander has shown help or version already; that is no error.
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
  const error =
    thrown instanceof CommanderError ? new Problem('cli.usage', explainUsage(thrown, command)) : thrown;
  if (argv.includes('--json')) terminal.out(`${JSON.stringify({ error: describe(error) })}\n`);
  else if (isProblem(error)) terminal.err(`${error.text[language]}\n`);
  else terminal.err(`${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}\n`);
  return isUsage(error) ? 2 : 1;
}

/** The language is needed before the options are parsed, since the help is written in it. */
function languageOf(argv: readonly string[]): Language {
  const at = argv.findIndex((word) => word === '--language' || word.startsWith('--language='));
  const said = argv[at]?.includes('=') ? argv[at]?.split('=')[1] : argv[at + 1];
  if (at >= 0 && (said === 'zh' || said === 'en')) return said;
  try {
    return readConfig().language;
  } catch {
    return 'en';
  }
}

/** Runs one command line; answers its exit code. */
export async function runCommand(
  argv: readonly string[],
  terminal: Terminal,
  version: string,
): Promise<ExitCode> {
  const language = languageOf(argv);
  const program = new Command();
  const say = (text: Bilingual) => text[language];
  const cli: Cli = { terminal, language, say, options: () => globalOptions.parse(program.opts()), code: 0 };
  createProgram(cli, program);
  program.version(version, '-V, --version', say({ en: 'show the version', zh: '显示版本' }));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return cli.code;
  } catch (error) {
    const names = new Set(program.commands.map((command) => command.name()));
    return report(cli, { argv, command: argv.find((word) => names.has(word)) ?? '' }, error);
  }
}

/** The process's own command line. */
export async function main(argv: readonly string[], version: string): Promise<void> {
  process.exitCode = await runCommand(argv, processTerminal(), version);
}
