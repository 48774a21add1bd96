import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { kinds } from '../src/fields/types.ts';
import { getProfile, type Profile, retractRecord, updateProfile } from '../src/profiles/contract.ts';
import { listFields } from '../src/records/contract.ts';
import type { Bilingual, Language } from '../src/lib/problem.ts';
import { editMany, editOptions, readAssignment, undoMany } from './edits.ts';
import { type Answer, type Run, type Say, type Session, usageProblem } from './session.ts';
import { writePairs, writeTable } from './table.ts';
import { writeField, type Shown } from '../src/fields/value-text.ts';

function head(profile: Profile, zh: boolean): string {
  return writePairs([
    ['ID', profile.id],
    [zh ? '类型' : 'kind', profile.kind],
    [zh ? '完整度' : 'completeness', `${profile.completeness} %`],
    [zh ? '记录' : 'records', String(profile.records)],
    [zh ? '来源' : 'sources', profile.sources.join(', ')],
  ]);
}

type Claim = Profile['lineage'][string][number];

/** The text of the cells that a claim was read from. */
function originalOf(claim: Claim): string {
  return claim.original
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}

/** What a claim says, where it says it, and the text that it was read from where that looks different. */
function writeClaim(claim: Claim, field: Shown | undefined, language: Language): string[] {
  const original = originalOf(claim);
  const value = claim.value === null ? original : writeField(field, claim.value, language);
  return [
    `${value}${claim.valid ? '' : ' ⚠'}`,
    claim.source,
    claim.file && `${claim.file}:${claim.line}`,
    claim.observedAt.slice(0, 10),
    original === value ? '' : original,
  ];
}

const claimHead: readonly Bilingual[] = [
  { en: 'field', zh: '字段' },
  { en: 'value', zh: '值' },
  { en: 'source', zh: '来源' },
  { en: 'file and line', zh: '文件与行' },
  { en: 'observed', zh: '观察日期' },
  { en: 'as it came', zh: '原文' },
];
const legend: Bilingual = {
  en: 'Indented: what other records say, the better first. ⚠: failed its check.',
  zh: '缩进者为其他记录的说法，较可信的在前；⚠ 表示未通过校验。',
};

/** Every claim on a line of its own: what the profile shows first, then, indented, what else is said. */
async function writeProfile(session: Session, profile: Profile): Promise<string> {
  const { language, say } = session;
  const fields = await session.client.call(listFields, { kind: profile.kind });
  const known = new Map(fields.rows.map((field) => [field.key, field]));
  const rows = Object.entries(profile.lineage).flatMap(([key, claims]) => {
    const field = known.get(key);
    const several = Array.isArray(profile.values[key]);
    return claims.map((claim, index) => {
      const [value = '', ...from] = writeClaim(claim, field, language);
      const shown = claim.wins && (several || index === 0);
      return [index === 0 ? (field?.label[language] ?? key) : '', shown ? value : `  ${value}`, ...from];
    });
  });
  const table = writeTable(claimHead.map(say), rows);
  return `${head(profile, language === 'zh')}\n\n${table}\n\n${say(legend)}`;
}

async function edit(
  session: Session,
  words: readonly string[],
  options: z.output<typeof editOptions>,
): Promise<Answer> {
  if (options.rule !== undefined) return editMany(session, options, words);
  const [id = '', ...assignments] = words;
  if (assignments.length === 0 || id.includes('=')) {
    throw usageProblem({
      en: 'Name the profile and what to change, as org_16j phones=13800138000; or many by --rule.',
      zh: '请给出档案编号和要修改的内容，例如 org_16j phones=13800138000；或用 --rule 批量修改。',
    });
  }
  const set = Object.fromEntries(assignments.map(readAssignment));
  const done = await session.client.call(updateProfile, { id, set });
  const how =
    session.language === 'zh'
      ? `已写为记录 ${done.record}；撤销：clientele undo ${done.record}`
      : `Written as the record ${done.record}; take it back with: clientele undo ${done.record}`;
  return { data: done, text: `${how}\n\n${await writeProfile(session, done.profile)}` };
}

function addEditCommand(program: Command, run: Run, say: Say): void {
  program
    .command('edit')
    .description(
      say({
        en: 'Edits values of a profile, or of all that a rule fits; each edit can be undone.',
        zh: '修改一个档案的值，或批量修改符合规则的全部档案；每次修改都可撤销。',
      }),
    )
    .usage('[options] <id> FIELD=VALUE...\n       clientele edit --rule RULE FIELD=VALUE...')
    .argument(
      '<words...>',
      say({
        en: 'id of the profile, unless --rule says which; then FIELD=VALUE; nothing behind = empties the field',
        zh: '档案编号（使用 --rule 时省略），然后是 字段=值；= 后留空则清除该字段',
      }),
    )
    .option(
      '--rule <rule>',
      say({
        en: 'edit all that fit: a rule as JSON, @FILE, or words; then also FIELD+=A,B and FIELD-=A',
        zh: '修改全部符合者：JSON 规则、@文件或关键词；此时也可写 字段+=甲,乙 和 字段-=甲',
      }),
    )
    .addOption(
      new Option(
        '--kind <kind>',
        say({ en: 'organisations or persons, with --rule', zh: '组织或个人，与 --rule 同用' }),
      )
        .choices(kinds)
        .default('organization'),
    )
    .option('--dry-run', say({ en: 'only say how many would change', zh: '仅说明会修改多少个档案' }))
    .action((words: string[], given: unknown) =>
      run((session) => edit(session, words, editOptions.parse(given))),
    );
}

/** `show`, `edit`, `undo`. */
export function addProfileCommands(program: Command, run: Run, say: Say): void {
  program
    .command('show')
    .description(
      say({ en: 'Shows a profile, with the source of each value.', zh: '显示一个档案，以及每个值的来源。' }),
    )
    .argument('<id>', say({ en: 'id of the profile', zh: '档案编号' }))
    .action((id: string) =>
      run(async (session) => {
        const profile = await session.client.call(getProfile, { id });
        return { data: profile, text: await writeProfile(session, profile) };
      }),
    );
  addEditCommand(program, run, say);
  program
    .command('undo')
    .description(
      say({
        en: 'Takes back a record, such as an edit, or an edit of many.',
        zh: '撤回一条记录（例如一次修改）或一次批量修改。',
      }),
    )
    .argument('<record>', say({ en: 'id of the record or of the edit', zh: '记录或批量修改的编号' }))
    .action((id: string) =>
      run(async (session) => {
        if (id.startsWith('edit_')) return undoMany(session, id);
        const done = await session.client.call(retractRecord, { id });
        const text = session.language === 'zh' ? `记录 ${id} 已撤回` : `The record ${id} is taken back`;
        return { data: done, text };
      }),
    );
}
