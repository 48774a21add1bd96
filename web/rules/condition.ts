import { type Point, pointSchema } from '../../src/lib/point.ts';
import { membersOf, readGroup, type RuleJson, systemKeys } from './rule.ts';

export type Scalar = string | number | boolean;

/** One end of a range; `open` leaves the value itself out. */
export interface Bound {
  readonly value: Scalar;
  readonly open: boolean;
}

/** What is asked of one field, in the forms that editors draw. */
export type Condition =
  | { readonly op: 'in' | 'notIn'; readonly values: readonly Scalar[] }
  | { readonly op: 'contains' | 'startsWith' | 'endsWith' | 'within'; readonly text: string }
  | {
      readonly op: 'range';
      readonly low: Bound | null;
      readonly high: Bound | null;
      readonly currency?: string;
      /** `start`: a range of values is where its lower end is, as histograms count it; else all of it must lie within. */
      readonly by?: 'start';
    }
  /** At most so many kilometres from a point; null while it is not said. */
  | { readonly op: 'near'; readonly at: Point | null; readonly km: number }
  | { readonly op: 'exists' | 'valid'; readonly is: boolean }
  /** The highest or the lowest so many per cent: of everybody, or of the members of a segment. */
  | { readonly op: 'top' | 'bottom'; readonly share: number; readonly of: string | null };

export type Operator = Condition['op'];

/** A filter that can be drawn: the field's key, or one of `systemKeys`, and what is asked. */
export interface Filter {
  readonly key: string;
  readonly condition: Condition;
}

type Members = Readonly<Record<string, RuleJson>>;

function isScalar(value: RuleJson | undefined): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function readList(value: RuleJson): readonly Scalar[] | undefined {
  const list = [value].flat();
  return list.every(isScalar) ? list : undefined;
}

function readRange(tests: Members): Condition | undefined {
  const { gt, gte, lt, lte, currency, ...others } = tests;
  if (Object.keys(others).length > 0) return undefined;
  const low = readBound(gte, gt);
  const high = readBound(lte, lt);
  if (low === undefined || high === undefined) return undefined;
  if (low === null && high === null && currency !== undefined) return undefined;
  if (currency === undefined) return { op: 'range', low, high };
  return typeof currency === 'string' ? { op: 'range', low, high, currency } : undefined;
}

/** Null where neither is said, undefined where both are. */
function readBound(closed: RuleJson | undefined, open: RuleJson | undefined): Bound | null | undefined {
  if (closed !== undefined && open !== undefined) return undefined;
  const value = closed ?? open;
  if (value === undefined) return null;
  return isScalar(value) ? { value, open: closed === undefined } : undefined;
}

const lists = { eq: 'in', in: 'in', under: 'in', ne: 'notIn', notIn: 'notIn' } as const;
const texts = {
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  within: 'within',
} as const;
const flags = { exists: 'exists', valid: 'valid' } as const;

function keyIn<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

/** The highest or the lowest, where it is of everybody or of a segment and nothing else is asked. */
function readRank({ of, ...tests }: Members): Extract<Condition, { share: number }> | undefined {
  const [only, second] = Object.entries(tests);
  if (only === undefined || second !== undefined) return undefined;
  const [op, share] = only;
  const segment = of === undefined ? null : segmentIn(of);
  if ((op !== 'top' && op !== 'bottom') || typeof share !== 'number' || segment === undefined)
    return undefined;
  return { op, share, of: segment };
}

/** The segment that a rule names and nothing else. */
export function segmentIn(rule: RuleJson): string | undefined {
  const { segment, ...others } = membersOf(rule) ?? {};
  return typeof segment === 'string' && Object.keys(others).length === 0 ? segment : undefined;
}

function readNear({ near = null, ...others }: Members): Condition | undefined {
  const { km, ...at } = membersOf(near) ?? {};
  if (typeof km !== 'number' || Object.keys(others).length > 0) return undefined;
  if (Object.keys(at).length === 0) return { op: 'near', at: null, km };
  const point = pointSchema.safeParse(at).data;
  return point === undefined ? undefined : { op: 'near', at: point, km };
}

/** What tests on one field ask, or undefined where no editor draws it. */
function readTests(tests: Members): Condition | undefined {
  const whole = readRank(tests) ?? readNear(tests);
  if (whole !== undefined) return whole;
  const [only, second] = Object.entries(tests);
  if (only === undefined || second !== undefined) return readRange(tests);
  const [name, value] = only;
  return keyIn(lists, name) || keyIn(texts, name) || keyIn(flags, name)
    ? readTest(name, value)
    : readRange(tests);
}

function readTest(name: keyof typeof lists | keyof typeof texts | keyof typeof flags, value: RuleJson) {
  if (keyIn(texts, name)) return typeof value === 'string' ? { op: texts[name], text: value } : undefined;
  if (keyIn(flags, name)) return typeof value === 'boolean' ? { op: flags[name], is: value } : undefined;
  const values = readList(value);
  return values === undefined ? undefined : { op: lists[name], values };
}

/** A part as a filter, or undefined where no editor draws it. */
export function readFilter(rule: RuleJson): Filter | undefined {
  if (readGroup(rule) !== undefined) return readStart(rule);
  const { field, ...tests } = membersOf(rule) ?? {};
  if (field === undefined) return readSystem(tests);
  const condition = typeof field === 'string' ? readTests(tests) : undefined;
  if (typeof field !== 'string' || condition === undefined || condition.op === 'within') return undefined;
  return { key: field, condition };
}

/** What is asked of sources, completeness, changes or words. */
function readSystem(members: Members): Filter | undefined {
  const [only, second] = Object.entries(members);
  if (only === undefined || second !== undefined || !keyIn(systemKeys, only[0])) return undefined;
  const [name, value] = only;
  const tests = { source: { in: value }, text: { contains: value } };
  const condition = readTests(name === 'source' || name === 'text' ? tests[name] : (membersOf(value) ?? {}));
  return condition === undefined ? undefined : { key: systemKeys[name], condition };
}

/** A step of a histogram: at least one number, and not at least another. */
function readStart(rule: RuleJson): Filter | undefined {
  const [lower, upper] = readTwo(rule)?.map(readFilter) ?? [];
  const [low, high] = [readStartBound(lower?.condition), readLowest(upper?.condition)];
  if (lower === undefined || lower.key !== upper?.key || low === undefined || high === undefined)
    return undefined;
  return { key: lower.key, condition: { op: 'range', low, high: { ...high, open: true }, by: 'start' } };
}

/** Two parts of which one must hold and the other not. */
function readTwo(rule: RuleJson): readonly [RuleJson, RuleJson] | undefined {
  const group = readGroup(rule);
  const [from, to, third] = group?.join === 'all' ? group.parts : [];
  const not = readGroup(to);
  return from !== undefined && not?.join === 'not' && third === undefined ? [from, not.parts[0]] : undefined;
}

/** Where a step begins; null: at the lowest of all. */
function readStartBound(condition: Condition | undefined): Bound | null | undefined {
  return condition?.op === 'exists' && condition.is ? null : readLowest(condition);
}

/** The bound of a condition that says "at least" and nothing else. */
function readLowest(condition: Condition | undefined): Bound | undefined {
  if (condition?.op !== 'range' || condition.high !== null || condition.currency !== undefined)
    return undefined;
  return condition.low === null || condition.low.open ? undefined : condition.low;
}

/** How the values of a field are listed in its rule. */
export type Listing = 'in' | 'under';

const measures = ['completeness', 'updated', 'observed'] as const;

/** The rule of a filter. */
export function writeFilter({ key, condition }: Filter, listing: Listing = 'in'): RuleJson {
  if (key === systemKeys.text) return { text: condition.op === 'contains' ? condition.text : '' };
  if (key === systemKeys.source) return { source: condition.op === 'in' ? [...condition.values] : [] };
  const measure = measures.find((one) => systemKeys[one] === key);
  if (measure !== undefined) return { [measure]: writeTests(condition, 'in') };
  if (condition.op === 'range' && condition.by === 'start') return writeStart(key, condition);
  return { field: key, ...writeTests(condition, listing) };
}

function writeStart(field: string, { low, high }: Extract<Condition, { op: 'range' }>): RuleJson {
  if (high === null) return { field, gte: low?.value ?? 0 };
  const from = low === null ? { field, exists: true } : { field, gte: low.value };
  return { all: [from, { not: { field, gte: high.value } }] };
}

function writeRank({ op, share, of }: Extract<Condition, { share: number }>): Record<string, RuleJson> {
  return { [op]: share, ...(of === null ? {} : { of: { segment: of } }) };
}

function writeTests(condition: Condition, listing: Listing): Record<string, RuleJson> {
  return 'share' in condition ? writeRank(condition) : writeValues(condition, listing);
}

function writeValues(
  condition: Exclude<Condition, { share: number }>,
  listing: Listing,
): Record<string, RuleJson> {
  switch (condition.op) {
    case 'in':
    case 'notIn':
      return writeList(
        condition.op === 'in' && listing === 'under' ? 'under' : condition.op,
        condition.values,
      );
    case 'exists':
    case 'valid':
      return { [condition.op]: condition.is };
    case 'near':
      return { near: { ...condition.at, km: condition.km } };
    case 'range':
      return {
        ...writeBound(condition.low, 'gt', 'gte'),
        ...writeBound(condition.high, 'lt', 'lte'),
        ...(condition.currency === undefined ? {} : { currency: condition.currency }),
      };
    default:
      return { [condition.op]: condition.text };
  }
}

const single = { in: 'eq', notIn: 'ne', under: 'under' } as const;

function writeList(name: 'in' | 'notIn' | 'under', values: readonly Scalar[]): Record<string, RuleJson> {
  const [only, second] = values;
  return only !== undefined && second === undefined ? { [single[name]]: only } : { [name]: [...values] };
}

function writeBound(bound: Bound | null, open: string, closed: string): Record<string, RuleJson> {
  return bound === null ? {} : { [bound.open ? open : closed]: bound.value };
}

/** True when something is asked at all: an editor that has just been opened asks nothing yet. */
export function isComplete(condition: Condition): boolean {
  if (condition.op === 'near') return condition.at !== null;
  if ('values' in condition) return condition.values.length > 0;
  if ('text' in condition) return condition.text.trim() !== '';
  return condition.op !== 'range' || condition.low !== null || condition.high !== null;
}
