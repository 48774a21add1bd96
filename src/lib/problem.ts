/** A text in both languages of the product; `{name}` stands for a value of the details. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Bilingual;

/** What a problem tells a program beside its text: plain data, safe to show to the caller. */
export type ProblemDetails = Readonly<Record<string, unknown>>;

/**
 * Something expected that went wrong: bad input, no permission, a conflict.
 * `code` is stable and dotted, its first part says the room (`import.encoding`).
 * Anything else that is thrown is a bug. Knows nothing of HTTP.
 */
export class Problem extends Error {
  readonly code: string;
  readonly text: Bilingual;
  readonly details: ProblemDetails;

  constructor(code: string, text: Bilingual, details: ProblemDetails = {}) {
    super(fillIn(text.en, details));
    this.name = 'Problem';
    this.code = code;
    this.text = { en: fillIn(text.en, details), zh: fillIn(text.zh, details) };
    this.details = details;
  }
}

/** `fillIn('{n} rows', { n: 3 })` → `3 rows`; an unknown name stays as it is. */
export function fillIn(template: string, values: ProblemDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined || value === null) return whole;
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** True for a problem whose code is `code` or begins with `code.`. */
export function isProblem(error: unknown, code = ''): error is Problem {
  if (!(error instanceof Problem)) return false;
  return code === '' || error.code === code || error.code.startsWith(`${code}.`);
}
