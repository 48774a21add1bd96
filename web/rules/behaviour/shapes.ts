import type { RuleJson } from '../rule.ts';

export function isText(value: RuleJson | undefined): value is string {
  return typeof value === 'string';
}

/** Two moments; null where none are said, undefined for anything else. */
export function readBetween(between: RuleJson | undefined): readonly [string, string] | null | undefined {
  if (between === undefined) return null;
  const [from, to, third] = Array.isArray(between) ? between : [];
  return isText(from) && isText(to) && third === undefined ? [from, to] : undefined;
}

/** A list of texts; none where nothing is said, undefined for anything else. */
export function readTexts(list: RuleJson | undefined): readonly string[] | undefined {
  if (list === undefined) return [];
  const texts = Array.isArray(list) ? list.filter(isText) : [];
  return Array.isArray(list) && texts.length === list.length ? texts : undefined;
}

type Whole<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** Whether every part of a form could be read. */
export function isWhole<T extends object>(read: T): read is T & Whole<T> {
  return Object.values(read).every((value) => value !== undefined);
}
