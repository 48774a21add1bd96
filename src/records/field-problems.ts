import { Problem } from '../lib/problem.ts';

interface Choice {
  readonly key: string;
  readonly label: { readonly en: string; readonly zh: string };
}

/** Values stand behind choices: one that is gone would leave them without a name. Throws `fields.choices`. */
export function keepChoices(before: readonly Choice[], after: readonly Choice[]): void {
  const kept = new Set(after.map(({ key }) => key));
  const lost = before.filter(({ key }) => !kept.has(key));
  if (lost.length === 0) return;
  throw new Problem(
    'fields.choices',
    {
      en: 'These choices may have values and must stay: {lost}. Rename them instead.',
      zh: '这些选项可能已有取值，不能删除：{lost}。可以改名。',
    },
    { lost: lost.map(({ label }) => `${label.zh} ${label.en}`).join(', ') },
  );
}

/** The problem of a key that another field has. */
export function keyTaken(key: string): Problem {
  return new Problem(
    'fields.conflict',
    {
      en: 'There is a field "{key}" already, put away perhaps. Choose another key.',
      zh: '字段“{key}”已存在（可能已归档），请换一个标识。',
    },
    { key },
  );
}

/** The problem of a key that is no field of the workspace's own. */
export function noSuchField(key: string): Problem {
  return new Problem(
    'fields.not-found',
    {
      en: 'The workspace has no field "{key}" of its own. Fields of the catalogue cannot be changed.',
      zh: '该工作区没有自定义字段“{key}”。目录中的内置字段不能修改。',
    },
    { key },
  );
}
