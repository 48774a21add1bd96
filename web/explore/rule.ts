import { everyone, filtersOf, ruleText, type RuleJson } from '../rules/rule.ts';

/** Rules as they stand in addresses: any JSON; the server says whether it is a rule. */
export { everyone, ruleText as ruleKey, type RuleJson };

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

/** Rules of an address that are deeper are none that the server takes. */
const deepest = 20;

/** Whether a rule asks who is near a place: then customers have a distance from it. */
export function asksNear(rule: RuleJson, deep = deepest): boolean {
  if (deep === 0 || typeof rule !== 'object' || rule === null || Array.isArray(rule)) return false;
  const { all, any, near } = rule;
  const parts = [all, any].flatMap((list) => (Array.isArray(list) ? list : []));
  return near !== undefined || parts.some((part) => asksNear(part, deep - 1));
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

/** A rule that was changed while words stood in it, without them: they stand in a place of their own. */
export function withoutWords(rule: RuleJson, words: string): RuleJson {
  if (words.trim() === '') return rule;
  return { all: filtersOf(rule).filter((part) => textOf(part) !== words.trim()) };
}
