import { Problem, type Bilingual, type ProblemDetails } from '../../lib/problem.ts';

/** The path of a part inside a part: `all[1]` and `field` → `all[1].field`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** A problem of a rule; both texts may use `{path}` and the other details. */
export function ruleProblem(
  code: string,
  text: Bilingual,
  details: ProblemDetails & { readonly path: string },
): Problem {
  return new Problem(`rule.${code}`, text, {
    ...details,
    path: details.path === '' ? '(rule)' : details.path.slice(0, 300),
  });
}

/** How a value is shown in a problem: as JSON, at most 100 characters. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

/** A value that the field cannot be compared with. */
export function wrongValue(path: string, wanted: Bilingual, value: unknown): Problem {
  return ruleProblem(
    'value',
    {
      en: `{path}: “{value}” is not ${wanted.en}.`,
      zh: `{path}：“{value}”不是${wanted.zh}。`,
    },
    { path, value: shownValue(value) },
  );
}
