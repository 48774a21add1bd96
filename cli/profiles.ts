import type { Command } from 'commander';
import { getProfile, type Profile, retractRecord, updateProfile } from '../src/profiles/contract.ts';
import { listFields } from '../src/records/contract.ts';
import { type Answer, type Run, type Say, type Session, usageProblem } from './session.ts';
import { writePairs, writeTable } from './table.ts';
import { writeValue } from './value.ts';

function head(profile: Profile, zh: boolean): string {
  return writePairs([
    ['ID', profile.id],
    [zh ? '类型' : 'kind', profile.kind],
    [zh ? '完整度' : 'completeness', `${profile.completeness} %`],
    [zh ? '记录' : 'records', String(profile.records)],
    [zh ? '来源' : 'sources', profile.sources.join(', ')],
  ]);
}

/** One line for a value's winner, and one for each claim that lost. */
async function writeProfile(session: Session, profile: Profile): Promise<string> {
  const { language } = session;
  const zh = language === 'zh';
  const fields = await session.client.call(listFields, { kind: profile.kind });
  const labels = new Map(fields.rows.map((field) => [field.key, field.label[language]]));
  const rows: string[][] = [];
  for (const [key, value] of Object.entries(profile.values)) {
    const claims = profile.lineage[key] ?? [];
    const winner = claims.find((claim) => claim.wins);
    const mark = profile.invalid.includes(key) ? ' ⚠' : '';
    const from = (claim: (typeof claims)[number] | undefined) =>
      claim
        ? [claim.source, claim.file && `${claim.file}:${claim.line}`, claim.observedAt.slice(0, 10)]
        : ['', '', ''];
    rows.push([labels.get(key) ?? key, writeValue(value, language) + mark, ...from(winner)]);
    for (const claim of claims) {
      if (claim !== winner)
        rows.push(['', `  ${writeValue(claim.value, language)}${claim.valid ? '' : ' ⚠'}`, ...from(claim)]);
    }
  }
  const header = zh
    ? ['字段', '值', '来源', '文件与行', '观察日期']
    : ['field', 'value', 'source', 'file and line', 'observed'];
  return `${head(profile, zh)}\n\n${writeTable(header, rows)}`;
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
