import { InvalidArgumentError, Option, type Command } from 'commander';
import { z } from 'zod';
import { kinds } from '../src/fields/types.ts';
import type { Bilingual, Problem } from '../src/lib/problem.ts';
import { type ImportResult, listScenarios, loadDemo, shapeChoices } from '../src/sources/contract.ts';
import {
  followImport,
  handIn,
  importFiles,
  type ImportOptions,
  importOptions,
  list,
  undo,
} from './import.ts';
import { followJob } from './poll.ts';
import { type Answer, type Run, type Say, type Session, usageProblem } from './session.ts';
import { writeTable } from './table.ts';

/** Reads a whole number from an option. */
export function readWhole(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

const demoOptions = z.object({
  scenario: z.string(),
  rows: z.number().optional(),
  seed: z.number(),
  list: z.boolean().optional(),
});

const scenarioHead: readonly Bilingual[] = [
  { en: 'scenario', zh: '场景' },
  { en: 'name', zh: '名称' },
  { en: 'rows', zh: '行数' },
  { en: 'description', zh: '说明' },
];

const demoHead: readonly Bilingual[] = [
  { en: 'source', zh: '来源' },
  { en: 'import', zh: '导入' },
  { en: 'rows', zh: '行数' },
  { en: 'accepted', zh: '接受' },
  { en: 'rejected', zh: '拒绝' },
  { en: 'created', zh: '新建' },
  { en: 'updated', zh: '更新' },
];

async function listDemos({ client, say }: Session): Promise<Answer> {
  const scenarios = await client.call(listScenarios, {});
  const rows = scenarios.rows.map((one) => [
    one.name,
    say(one.label),
    String(one.rows),
    say(one.description),
  ]);
  return { data: scenarios, text: writeTable(scenarioHead.map(say), rows) };
}

async function demo(session: Session, options: z.output<typeof demoOptions>): Promise<Answer> {
  const { client, say } = session;
  const { scenario, rows, seed } = options;
  const begun = await client.call(loadDemo, { scenario, seed, ...(rows === undefined ? {} : { rows }) });
  const imports: (ImportResult & { source: string; file: string })[] = [];
  for (const { import: id, source, file } of begun.imports) {
    imports.push({ ...(await followImport(session, id)), source, file });
  }
  if (begun.orders !== null) await followChain(session, begun.orders.job);
  const lines = imports.map((one) => [
    one.source,
    one.import,
    ...[one.rows, one.accepted, one.rejected, one.created, one.updated].map(String),
  ]);
  const orders = begun.orders && {
    source: begun.orders.source,
    file: begun.orders.file,
    rows: begun.orders.rows,
  };
  const { reviews } = begun;
  const told =
    orders &&
    reviews &&
    say({
      en: `${orders.rows} lines of orders in ${orders.file}, ${reviews.rows} reviews and complaints in ${reviews.file}`,
      zh: `${orders.file}：${orders.rows} 行订单；${reviews.file}：${reviews.rows} 条评价与投诉`,
    });
  const table = writeTable(demoHead.map(say), lines);
  return {
    data: { scenario: begun.scenario, imports, orders, reviews },
    text: told === null ? table : `${table}\n\n${told}`,
  };
}

const chained = z.object({ next: z.string() });

/** Waits for a job, and for those that it names as the next. */
async function followChain(session: Session, first: string): Promise<void> {
  for (let id: string | undefined = first; id !== undefined;) {
    const result = chained.safeParse(await followJob(session, id, id));
    id = result.data?.next;
  }
}

function addImport(program: Command, say: Say): Command {
  return program
    .command('import')
    .summary(
      say({
        en: 'Imports files; “import list”, “import undo ID”.',
        zh: '导入文件；另有 import list、import undo ID。',
      }),
    )
    .description(
      say({
        en: 'Imports files: CSV, TSV, XLSX, XLS, JSON, Parquet, vCard, and gzip of these. “import list” shows the latest imports, “import undo ID” takes one back.',
        zh: '导入文件：CSV、TSV、XLSX、XLS、JSON、Parquet、vCard 及其 gzip。import list 列出最近的导入，import undo ID 撤销一次导入。',
      }),
    )
    .argument(
      '<files...>',
      say({ en: 'files, or "undo ID", or "list"', zh: '文件；或 “undo ID”；或 “list”' }),
    )
    .option('--source <name>', say({ en: 'where the facts come from', zh: '数据来源名称' }))
    .addOption(
      new Option(
        '--kind <kind>',
        say({ en: 'what the rows are; guessed when left out', zh: '行的类型；省略时自动判断' }),
      ).choices(kinds),
    )
    .option('--mapping <file>', say({ en: 'JSON file of header → field', zh: '“表头 → 字段” 的 JSON 文件' }))
    .option(
      '--dry-run',
      say({ en: 'say what would change, and change nothing', zh: '仅说明会有哪些变化，不写入' }),
    )
    .option(
      '--trust <number>',
      say({ en: 'trust in the source, 0 to 100', zh: '来源可信度，0 到 100' }),
      readWhole,
    )
    .addOption(
      new Option(
        '--format <format>',
        say({ en: 'file format, when the guess is wrong', zh: '文件格式（判断有误时指定）' }),
      ).choices(shapeChoices.shape.format.unwrap().options),
    )
    .option(
      '--encoding <name>',
      say({ en: 'text encoding, when the guess is wrong', zh: '文本编码（判断有误时指定）' }),
    )
    .option(
      '--delimiter <text>',
      say({ en: 'delimiter, when the guess is wrong', zh: '分隔符（判断有误时指定）' }),
    )
    .option('--sheet <name>', say({ en: 'sheet of a workbook', zh: '工作表名称' }))
    .option(
      '--header-row <number>',
      say({ en: 'line of the headers, from 1', zh: '表头所在行，从 1 开始' }),
      readWhole,
    );
}

const undoUsage = usageProblem({
  en: 'Say which import to take back: clientele import undo imp_… Those that there are: clientele import list',
  zh: '请指明要撤销的导入：clientele import undo imp_…。查看全部导入：clientele import list',
});

function importUsage(option: string): Problem {
  if (option !== 'source')
    return usageProblem(
      {
        en: 'The option --{option} is not valid. See: clientele import --help',
        zh: '选项 --{option} 有误。用法见：clientele import --help',
      },
      { option },
    );
  return usageProblem({
    en: 'The option --source <name> is needed: where the facts come from, as --source crm. It stands beside each value.',
    zh: '需要选项 --source <名称>：数据来自何处，例如 --source crm。每个值旁都会注明来源。',
  });
}

function readImportOptions(first: string, given: unknown): ImportOptions {
  const options = importOptions.safeParse(given);
  if (options.success && (options.data.source !== '' || options.data.agreement !== undefined))
    return options.data;
  throw first === 'undo' ? undoUsage : importUsage(String(options.error?.issues[0]?.path[0] ?? 'source'));
}

/** `import`, `import undo`, `import list`, `demo`. */
export function addSourceCommands(program: Command, run: Run, say: Say): void {
  const command = addImport(program, say).option(
    '--agreement <id>',
    say({ en: 'hand the files in as lists of an agreement', zh: '作为某协议下的名单提交' }),
  );
  command.action(async (files: string[], given: unknown) => {
    const [first = '', second = ''] = files;
    if (first === 'undo' && files.length === 2) return run((session) => undo(session, second));
    if (first === 'list' && files.length === 1) return run((session) => list(session, 50));
    const options = readImportOptions(first, given);
    const { agreement } = options;
    if (agreement !== undefined) return run((session) => handIn(session, files, agreement));
    return run((session) => importFiles(session, files, options));
  });
  program
    .command('demo')
    .description(say({ en: 'Makes demo data and imports it.', zh: '生成演示数据并导入。' }))
    .option('--scenario <name>', say({ en: 'which story', zh: '场景' }), 'b2b-directory')
    .option('--rows <number>', say({ en: 'how many rows', zh: '行数' }), readWhole)
    .option(
      '--seed <number>',
      say({ en: 'the same seed makes the same data', zh: '相同的种子生成相同的数据' }),
      readWhole,
      1,
    )
    .option('--list', say({ en: 'list the scenarios', zh: '列出全部场景' }))
    .action((given: unknown) =>
      run((session) => {
        const options = demoOptions.parse(given);
        return options.list ? listDemos(session) : demo(session, options);
      }),
    );
}
