import { z } from 'zod';
import { kinds } from '../src/fields/types.ts';
import { createEdit, getEdit, previewEdit, undoEdit } from '../src/query/edits/contract.ts';
import { writeValue } from '../src/fields/value-text.ts';
import { followJob } from './poll.ts';
import { readRule } from './rule.ts';
import { type Answer, type Session, usageProblem } from './session.ts';

/** What `edit` may be told beside what it changes. */
export const editOptions = z.object({
  rule: z.string().optional(),
  kind: z.enum(kinds),
  dryRun: z.boolean().optional(),
});

const assignment = /^(?<field>[^=+-]+)(?<sign>[+-]?)=(?<value>.*)$/s;

function readValues(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

/**
 * `notes=x` → the field and its new value; nothing behind `=` empties the field. `tags+=a,b` adds to a list and
 * `tags-=a` takes from it; both are for edits of many.
 */
export function readAssignment(text: string): [string, unknown] {
  const { field, sign, value } = assignment.exec(text)?.groups ?? {};
  if (field !== undefined && sign === '') return [field, value === '' ? null : value];
  const values = readValues(value ?? '');
  if (field !== undefined && values.length > 0)
    return [field, sign === '+' ? { add: values } : { remove: values }];
  throw usageProblem(
    {
      en: '{text} must be FIELD=VALUE, as phones=13800138000; with --rule also FIELD+=VALUES or FIELD-=VALUES.',
      zh: '{text} 应写作 字段=值，例如 phones=13800138000；使用 --rule 时也可写作 字段+=值 或 字段-=值。',
    },
    { text },
  );
}

/** Edits every profile that a rule fits. */
export async function editMany(
  session: Session,
  { rule: argument = '', kind, dryRun = false }: z.output<typeof editOptions>,
  assignments: readonly string[],
): Promise<Answer> {
  const { client, language, say } = session;
  if (assignments.length === 0) {
    throw usageProblem({ en: 'Say what to change, as tags+=vip.', zh: '请说明要修改什么，例如 tags+=vip。' });
  }
  const ask = {
    kind,
    rule: await readRule(argument),
    set: Object.fromEntries(assignments.map(readAssignment)),
  };
  if (dryRun) {
    const found = await client.call(previewEdit, ask);
    const [total, changed] = [found.total, found.changed].map((count) => writeValue(count, language));
    const text = say({
      en: `${total} profiles fit; ${changed} of them would change.`,
      zh: `共 ${total} 个档案符合，其中 ${changed} 个会被修改。`,
    });
    return { data: found, text };
  }
  const begun = await client.call(createEdit, ask);
  await followJob(session, begun.edit, begun.job);
  const done = await client.call(getEdit, { id: begun.edit });
  const text = say({
    en: `${writeValue(done.edited, language)} profiles edited. Take it back with: clientele undo ${done.edit}`,
    zh: `已修改 ${writeValue(done.edited, language)} 个档案。撤销：clientele undo ${done.edit}`,
  });
  return { data: done, text };
}

/** Takes an edit of many back. */
export async function undoMany(session: Session, id: string): Promise<Answer> {
  const { job } = await session.client.call(undoEdit, { id });
  await followJob(session, id, job);
  const done = await session.client.call(getEdit, { id });
  return {
    data: done,
    text: session.say({ en: `The edit ${id} is taken back`, zh: `批量修改 ${id} 已撤回` }),
  };
}
