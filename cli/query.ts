import { extname } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { saveDownload } from '../src/client-files.ts';
import { type Kind, kinds } from '../src/fields/types.ts';
import type { Bilingual } from '../src/lib/problem.ts';
import {
  createExport,
  downloadExport,
  exportFormats,
  getExport,
  queryProfiles,
} from '../src/query/contract.ts';
import { listFields } from '../src/records/contract.ts';
import { followJob } from './poll.ts';
import { readRule } from './rule.ts';
import { type Answer, type Run, type Say, type Session, usageProblem } from './session.ts';
import { readWhole } from './sources.ts';
import { checkFolder } from './target.ts';
import { writeTable } from './table.ts';
import { writeField, writeValue } from '../src/fields/value-text.ts';

const shared = {
  kind: z.enum(kinds),
  sort: z.array(z.string()).optional(),
  fields: z.array(z.string()).optional(),
};
const queryOptions = z.object({
  ...shared,
  limit: z.number(),
  after: z.string().optional(),
  facets: z.array(z.string()).optional(),
});
const exportOptions = z.object({ ...shared, to: z.string() });

/** `a,b` → `['a', 'b']`. */
function readNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** `capital:desc` → the field and its direction. */
function readSort(text: string): { field: string; direction: 'asc' | 'desc' } {
  const [field = '', direction = 'asc', ...more] = text.split(':');
  if (field !== '' && more.length === 0 && (direction === 'asc' || direction === 'desc'))
    return { field, direction };
  throw usageProblem(
    {
      en: '{text} must be FIELD:asc or FIELD:desc, as employees:desc.',
      zh: '{text} 应写作 字段:asc 或 字段:desc，例如 employees:desc。',
    },
    { text },
  );
}

/** What both a query and an export are asked with; what was not said is left out. */
function writeSelection({ sort, fields }: { sort?: string[] | undefined; fields?: string[] | undefined }) {
  return { ...(sort ? { sort: sort.map(readSort) } : {}), ...(fields ? { fields } : {}) };
}

type Fields = ReadonlyMap<string, z.output<typeof listFields.output>['rows'][number]>;

async function fieldsOf({ client }: Session, kind: Kind): Promise<Fields> {
  const { rows } = await client.call(listFields, { kind });
  return new Map(rows.map((field) => [field.key, field]));
}

type Found = z.output<typeof queryProfiles.output>;

/** What is known of a profile itself, and shown where it is asked for. */
const ownLabels: Readonly<Record<string, Bilingual>> = {
  _completeness: { en: 'Completeness (%)', zh: '完整度（%）' },
  _distance: { en: 'Distance (km)', zh: '距离（公里）' },
  _records: { en: 'Records', zh: '记录数' },
  _sources: { en: 'Sources', zh: '来源' },
  _updated: { en: 'Updated', zh: '更新时间' },
};

/** What a table shows, beside what was asked for by name. */
interface Shown {
  readonly fields: Fields;
  readonly asked: readonly string[] | undefined;
}

/** Rows as a table: the id, then every field of which some row has a value. */
function writeRows({ language }: Session, found: Found, { fields, asked = [] }: Shown): string {
  const rows = found.rows.map((row) => new Map<string, unknown>(Object.entries(row)));
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))].filter(
    (name) => name !== 'kind' && (!name.startsWith('_') || asked.includes(name)),
  );
  const write = (row: ReadonlyMap<string, unknown>, name: string) =>
    name === 'id' ? String(row.get(name)) : writeField(fields.get(name), row.get(name), language);
  const shown = names.filter((name) => rows.some((row) => write(row, name) !== ''));
  return writeTable(
    shown.map((name) => (fields.get(name)?.label ?? ownLabels[name])?.[language] ?? name),
    rows.map((row) => shown.map((name) => write(row, name))),
  );
}

const facetHead: readonly Bilingual[] = [
  { en: 'value', zh: '值' },
  { en: 'count', zh: '数量' },
];

async function query(session: Session, argument: string, given: unknown): Promise<Answer> {
  const { kind, limit, after, facets, ...selection } = queryOptions.parse(given);
  const { client, say, language } = session;
  const rule = await readRule(argument);
  const found = await client.call(queryProfiles, {
    kind,
    rule,
    limit,
    ...writeSelection(selection),
    ...(after ? { after } : {}),
    ...(facets ? { facets } : {}),
  });
  const fields = await fieldsOf(session, kind);
  const parts = [
    say({
      en: `${writeValue(found.total, language)} found in ${found.ms} ms`,
      zh: `共 ${writeValue(found.total, language)} 条，用时 ${found.ms} 毫秒`,
    }),
  ];
  if (found.rows.length > 0) parts.push(writeRows(session, found, { fields, asked: selection.fields }));
  for (const [name, values] of Object.entries(found.facets)) {
    const rows = values.map((one) => [
      writeValue(one.label ? say(one.label) : one.value, language),
      writeValue(one.count, language),
    ]);
    parts.push(`${fields.get(name)?.label[language] ?? name}\n${writeTable(facetHead.map(say), rows)}`);
  }
  if (found.next)
    parts.push(say({ en: `Next page: --after ${found.next}`, zh: `下一页：--after ${found.next}` }));
  return { data: found, text: parts.join('\n\n') };
}

async function exportTo(session: Session, argument: string, given: unknown): Promise<Answer> {
  const { kind, to, ...selection } = exportOptions.parse(given);
  const format = exportFormats.find((one) => `.${one}` === extname(to).toLowerCase());
  if (!format) {
    throw usageProblem(
      {
        en: '--to {to} must end in .csv, .xlsx, .parquet or .jsonl.',
        zh: '--to {to} 必须以 .csv、.xlsx、.parquet 或 .jsonl 结尾。',
      },
      { to },
    );
  }
  await checkFolder(to);
  const rule = await readRule(argument);
  const begun = await session.client.call(createExport, {
    kind,
    rule,
    format,
    language: session.language,
    ...writeSelection(selection),
  });
  await followJob(session, begun.export, begun.job);
  const done = await session.client.call(getExport, { id: begun.export });
  const bytes = await saveDownload(await session.client.download(downloadExport, { id: begun.export }), to);
  const text = session.say({
    en: `${done.rows} rows written to ${to} (${bytes} bytes)`,
    zh: `已将 ${done.rows} 行写入 ${to}（${bytes} 字节）`,
  });
  return { data: { export: begun.export, file: to, format, rows: done.rows, bytes }, text };
}

function addSelection(command: Command, say: Say): Command {
  return command
    .argument(
      '<rule>',
      say({ en: 'a rule as JSON, @FILE, or words to look for', zh: 'JSON 规则、@文件，或要查找的词' }),
    )
    .addOption(
      new Option('--kind <kind>', say({ en: 'organisations or persons', zh: '组织或个人' }))
        .choices(kinds)
        .default('organization'),
    )
    .option(
      '--sort <fields>',
      say({ en: 'as employees:desc,name', zh: '例如 employees:desc,name' }),
      readNames,
    )
    .option(
      '--fields <names>',
      say({ en: 'fields to show, as name,phone', zh: '显示的字段，例如 name,phone' }),
      readNames,
    );
}

/** `query`, `export`. */
export function addQueryCommands(program: Command, run: Run, say: Say): void {
  const find = program
    .command('query')
    .description(say({ en: 'Finds profiles by a rule.', zh: '按规则查找档案。' }));
  addSelection(find, say)
    .option(
      '--limit <number>',
      say({ en: 'rows of a page, up to 1000', zh: '每页行数，最多 1000' }),
      readWhole,
      20,
    )
    .option('--after <cursor>', say({ en: 'page after this cursor', zh: '该游标之后的一页' }))
    .option('--facets <names>', say({ en: 'count by these fields', zh: '按这些字段计数' }), readNames)
    .action((rule: string, given: unknown) => run((session) => query(session, rule, given)));
  const save = program
    .command('export')
    .description(
      say({ en: 'Writes every profile that fits a rule to a file.', zh: '将符合规则的全部档案写入文件。' }),
    );
  addSelection(save, say)
    .requiredOption(
      '--to <file>',
      say({
        en: 'file, ending in .csv, .xlsx, .parquet or .jsonl',
        zh: '文件，以 .csv、.xlsx、.parquet 或 .jsonl 结尾',
      }),
    )
    .action((rule: string, given: unknown) => run((session) => exportTo(session, rule, given)));
}
