import type { z } from 'zod';
import type { Kind } from '../../src/fields/types.ts';

/** A rule as JSON. What this application does not know of it is kept as it is; the server says whether it is a rule. */
export type RuleJson = z.core.util.JSONType;

/** What the pieces that edit a rule take: whose it is, the rule, and who hears of another. */
export interface RuleProps {
  readonly kind: Kind;
  readonly rule: RuleJson;
  readonly onRule: (rule: RuleJson) => void;
}

/** Where a part stands in a rule: `['all', 1, 'not']`. */
export type RulePath = readonly (string | number)[];

/** The rule that every profile fits. */
export const everyone: RuleJson = { all: [] };

type Members = Readonly<Record<string, RuleJson>>;

/** The members of an object, or undefined for anything else. */
export function membersOf(rule: RuleJson | undefined): Members | undefined {
  return typeof rule === 'object' && rule !== null && !Array.isArray(rule) ? rule : undefined;
}

/** A part that holds others. */
export type Group =
  | { readonly join: 'all' | 'any'; readonly parts: readonly RuleJson[] }
  | { readonly join: 'not'; readonly parts: readonly [RuleJson] };

/** A part as a group, or undefined where it is none. */
export function readGroup(rule: RuleJson | undefined): Group | undefined {
  const [only, other] = Object.entries(membersOf(rule) ?? {});
  if (only === undefined || other !== undefined) return undefined;
  const [name, value] = only;
  if (name === 'not') return { join: 'not', parts: [value] };
  if ((name === 'all' || name === 'any') && Array.isArray(value)) return { join: name, parts: value };
  return undefined;
}

/** The part at a path, or undefined where there is none. */
export function partAt(rule: RuleJson, path: RulePath): RuleJson | undefined {
  let part: RuleJson | undefined = rule;
  for (const step of path) {
    if (Array.isArray(part)) part = typeof step === 'number' ? part[step] : undefined;
    else part = membersOf(part)?.[step];
  }
  return part;
}

/** The rule with another part at a path; undefined takes the part away. All else stays as it is. */
export function replaceAt(rule: RuleJson, path: RulePath, part: RuleJson | undefined): RuleJson {
  const [step, ...rest] = path;
  if (step === undefined) return part === undefined ? everyone : part;
  if (Array.isArray(rule)) {
    return rule.flatMap((one, i) => {
      if (i !== step) return [one];
      if (rest.length === 0) return part === undefined ? [] : [part];
      return [replaceAt(one, rest, part)];
    });
  }
  const members = membersOf(rule);
  const inner = members?.[step];
  if (members === undefined || inner === undefined) return rule;
  return { ...members, [step]: replaceAt(inner, rest, part) };
}

/** The rule with one part more at the end of the group at a path. */
export function appendAt(rule: RuleJson, path: RulePath, part: RuleJson): RuleJson {
  const group = readGroup(partAt(rule, path));
  if (group === undefined || group.join === 'not') return rule;
  return replaceAt(rule, path, { [group.join]: [...group.parts, part] });
}

/** The path of a part as problems name it: `all[1].not`. */
export function pathText(path: RulePath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** What must all hold: the parts of the outermost "all", or the rule itself. */
export function filtersOf(rule: RuleJson): readonly RuleJson[] {
  const group = readGroup(rule);
  return group?.join === 'all' ? group.parts : [rule];
}

/** Which field a part is about, where it is about one alone; sources, completeness and changes have names of their own. */
export function aboutField(rule: RuleJson): string | undefined {
  const group = readGroup(rule);
  if (group !== undefined) {
    const [first, ...others] = group.parts.map(aboutField);
    return others.every((one) => one === first) ? first : undefined;
  }
  const members = membersOf(rule) ?? {};
  if (typeof members['field'] === 'string') return members['field'];
  return (['source', 'completeness', 'updated', 'observed'] as const).flatMap((name) =>
    name in members ? [systemKeys[name]] : [],
  )[0];
}

/** The names under which what is no field is asked and counted. */
export const systemKeys = {
  source: '_sources',
  completeness: '_completeness',
  updated: '_updated',
  observed: '_observed',
  text: '_text',
} as const;

/** The filters that are about a field. */
export function filtersAbout(rule: RuleJson, key: string): readonly RuleJson[] {
  return filtersOf(rule).filter((part) => aboutField(part) === key);
}

/** The rule without what it says of a field. */
export function withoutField(rule: RuleJson, key: string): RuleJson {
  return { all: filtersOf(rule).filter((part) => aboutField(part) !== key) };
}

/** The rule with this instead of what it said of a field; null takes it away. */
export function withField(rule: RuleJson, key: string, filter: RuleJson | null): RuleJson {
  const parts = filtersOf(rule);
  const first = parts.findIndex((part) => aboutField(part) === key);
  const others = parts.flatMap((part, i) => {
    if (aboutField(part) !== key) return [part];
    return i === first && filter !== null ? [filter] : [];
  });
  return { all: first < 0 && filter !== null ? [...others, filter] : others };
}

/** The rule and one filter more. */
export function withFilter(rule: RuleJson, filter: RuleJson): RuleJson {
  return { all: [...filtersOf(rule), filter] };
}

/** A part as one text, however its members are ordered. */
export function ruleText(rule: unknown): string {
  return JSON.stringify(rule, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** A rule from the server is JSON already. */
export function readRule(rule: unknown): RuleJson {
  const read: RuleJson = JSON.parse(JSON.stringify(rule));
  return read;
}
