import type { Command } from 'commander';
import { getProfile, type Profile, retractRecord, updateProfile } from '../src/profiles/contract.ts';
import { listFields } from '../src/records/contract.ts';
import type { Bilingual, Language } from '../src/lib/problem.ts';
import { type Answer, type Run, type Say, type Session, usageProblem } from './session.ts';
import { writePairs, writeTable } from './table.ts';
import { writeField, type Shown } from './value.ts';

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

/** `phone=13800138000` → the field and its new value; nothing behind `=` empties the field. */
function readAssignment(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1) === '' ? null : text.slice(at + 1)];
  throw usageProblem(
    {
      en: '{text} must be FIELD=VALUE, as phone=13800138000.',
      zh: '{text} 应写作 字段=值，例如 phone=13800138000。',
    },
    { text },
  );
}

async function edit(session: Session, id: string, assignments: readonly string[]): Promise<Answer> {
  const set = Object.fromEntries(assignments.map(readAssignment));
  const done = await session.client.call(updateProfile, { id, set });
  const how =
    session.language === 'zh'
      ? `已写为记录 ${done.record}；撤销：clientele undo ${done.record}`
      : `Written as the record ${done.record}; take it back with: clientele undo ${done.record}`;
  return { data: done, text: `${how}\n\n${await writeProfile(session, done.profile)}` };
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
  program
    .command('edit')
    .description(
      say({
        en: 'Edits values of a profile; each edit can be undone.',
        zh: '修改档案的值；每次修改都可撤销。',
      }),
    )
    .argument('<id>', say({ en: 'id of the profile', zh: '档案编号' }))
    .argument(
      '<assignments...>',
      say({ en: 'FIELD=VALUE; nothing behind = empties the field', zh: '字段=值；= 后留空则清除该字段' }),
    )
    .action((id: string, assignments: string[]) => run((session) => edit(session, id, assignments)));
  program
    .command('undo')
    .description(say({ en: 'Takes back a record, such as an edit.', zh: '撤回一条记录，例如一次修改。' }))
    .argument('<record>', say({ en: 'id of the record', zh: '记录编号' }))
    .action((id: string) =>
      run(async (session) => {
        const done = await session.client.call(retractRecord, { id });
        const text = session.language === 'zh' ? `记录 ${id} 已撤回` : `The record ${id} is taken back`;
        return { data: done, text };
      }),
    );
}
