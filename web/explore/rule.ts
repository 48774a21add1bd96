import type { z } from 'zod';

/** A rule as it stands in an address: any JSON; the server says whether it is one. */
export type RuleJson = z.core.util.JSONType;

/** The rule that every profile fits. */
export const everyone: RuleJson = { all: [] };

function partsOf(rule: RuleJson): readonly RuleJson[] | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
  const { all, ...others } = rule;
  return Array.isArray(all) && Object.keys(others).length === 0 ? all : undefined;
}

function textOf(rule: RuleJson | undefined): string | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
  const { text, ...others } = rule;
  return typeof text === 'string' && Object.keys(others).length === 0 ? text : undefined;
}

/** Whether a rule leaves anybody out, as far as its form says. */
export function isFiltered(rule: RuleJson): boolean {
  return JSON.stringify(rule) !== JSON.stringify(everyone);
}

/** Both rules must hold. */
export function bothOf(rule: RuleJson, other: RuleJson): RuleJson {
  const parts = partsOf(rule);
  if (parts === undefined) return { all: [rule, other] };
  return parts.length === 0 ? other : { all: [...parts, other] };
}

/** A rule and words that are looked for beside it, as one rule. */
export function joinWords(rule: RuleJson, words: string): RuleJson {
  return words.trim() === '' ? rule : bothOf(rule, { text: words.trim() });
}

/** A rule, and the words that stand last in it: what `joinWords` has made of them. */
export function splitWords(rule: RuleJson): { rule: RuleJson; words: string } {
  const alone = textOf(rule);
  if (alone !== undefined) return { rule: everyone, words: alone };
  const parts = partsOf(rule) ?? [];
  const words = textOf(parts.at(-1));
  if (words === undefined) return { rule, words: '' };
  const [first, ...others] = parts.slice(0, -1);
  const isOne = first !== undefined && others.length === 0 && partsOf(first) === undefined;
  return { rule: isOne && textOf(first) === undefined ? first : { all: parts.slice(0, -1) }, words };
}

/** A rule as one text, however its keys are ordered. */
export function ruleKey(rule: unknown): string {
  return JSON.stringify(rule, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
