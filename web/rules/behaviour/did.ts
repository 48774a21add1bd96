import { membersOf, type RuleJson } from '../rule.ts';
import { isText, isWhole, readBetween } from './shapes.ts';

export const signs = ['gte', 'gt', 'eq', 'lte', 'lt'] as const;
export type Sign = (typeof signs)[number];

/** What is counted of events: how often, or a sum or mean of amounts or quantities. */
export const measures = ['times', 'sum.amount', 'avg.amount', 'sum.quantity', 'avg.quantity'] as const;
export type Measure = (typeof measures)[number];

/** What of an event may be asked for by its words. */
export const properties = [
  'product',
  'category',
  'coupon',
  'currency',
  'source',
  'utm_source',
  'utm_medium',
  'utm_campaign',
] as const;

/** How a rule names what has no column of its own. */
export const ownPrefix = 'properties.';

export interface DidForm {
  readonly did: string;
  /** Null: at least once. */
  readonly counted: { readonly measure: Measure; readonly sign: Sign; readonly value: number } | null;
  readonly within: string | null;
  readonly between: readonly [string, string] | null;
  /** When the first time was, or how long ago the last one is at least; null: nothing is asked of it. */
  readonly end: { readonly of: 'first' | 'last'; readonly span: string } | null;
  readonly where: readonly { readonly property: string; readonly values: readonly string[] }[];
  /** What came after it, one after the other, all within a time of it. */
  readonly next: { readonly steps: readonly string[]; readonly within: string | null } | null;
}

type Members = Readonly<Record<string, RuleJson>>;

function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return list.some((one) => one === text);
}

/** One bound of a number, or undefined where there are none or several. */
function readBound(tests: Members): { sign: Sign; value: number } | undefined {
  const [only, second] = Object.entries(tests);
  if (only === undefined || second !== undefined) return undefined;
  const [sign, value] = only;
  return isOneOf(signs, sign) && typeof value === 'number' ? { sign, value } : undefined;
}

/** Undefined where the form cannot draw it. */
function readCounted({ times, sum, avg }: Partial<Members>): DidForm['counted'] | undefined {
  const said = Object.entries({ times, sum, avg }).flatMap(([how, value]) =>
    value === undefined ? [] : [{ how, tests: membersOf(value) ?? {} }],
  );
  const [only, second] = said;
  if (only === undefined) return null;
  if (second !== undefined) return undefined;
  const { of, ...tests } = only.tests;
  const bound = readBound(tests);
  const measure = only.how === 'times' ? only.how : `${only.how}.${isText(of) ? of : ''}`;
  return bound === undefined || !isOneOf(measures, measure) ? undefined : { measure, ...bound };
}

function readWhere(where: RuleJson | undefined): DidForm['where'] | undefined {
  if (where === undefined) return [];
  if (!Array.isArray(where)) return undefined;
  const read = where.flatMap((test) => {
    const { property, eq, in: list, ...others } = membersOf(test) ?? {};
    const values = isText(eq) ? [eq] : Array.isArray(list) ? list.filter(isText) : [];
    const isDrawn =
      isText(property) &&
      (isOneOf(properties, property) || property.startsWith(ownPrefix)) &&
      Object.keys(others).length === 0;
    return isDrawn && (isText(eq) || Array.isArray(list)) ? [{ property, values }] : [];
  });
  return read.length === where.length ? read : undefined;
}

function readNext(next: RuleJson | undefined): DidForm['next'] | undefined {
  if (next === undefined) return null;
  const list = (Array.isArray(next) ? next : [next]).map((step) => membersOf(step) ?? {});
  const steps = list.map(({ did }) => did).filter(isText);
  const { within = null } = list[0] ?? {};
  const isDrawn = list.every((step) =>
    Object.keys(step).every((name) => name === 'did' || name === 'within'),
  );
  const isWhole = steps.length > 0 && steps.length === list.length && isDrawn;
  return isWhole && (within === null || isText(within)) ? { steps, within } : undefined;
}

function writeNext(next: DidForm['next']): Record<string, RuleJson> {
  if (next === null) return {};
  const within: Record<string, RuleJson> = next.within === null ? {} : { within: next.within };
  const [first = '', ...later] = next.steps;
  const step = { did: first, ...within };
  return { followedBy: later.length === 0 ? step : [step, ...later.map((did) => ({ did }))] };
}

/** `{ within: "30d" }` of the first time, `{ lt: "-90d" }` of the last: the one member as a span. */
function readSpanOf(when: RuleJson, of: 'first' | 'last'): string | undefined {
  const [only, second] = Object.entries(membersOf(when) ?? {});
  const [name, value] = only ?? [];
  if (second !== undefined || name !== (of === 'first' ? 'within' : 'lt') || !isText(value)) return undefined;
  return of === 'first' ? value : /^-(\d+[dwmy])$/.exec(value)?.[1];
}

/** The first time lies within a span, or the last one before it; undefined for anything else. */
function readEnd({ first, last }: Partial<Members>): DidForm['end'] | undefined {
  if (first === undefined && last === undefined) return null;
  if (first !== undefined && last !== undefined) return undefined;
  const of = first === undefined ? 'last' : 'first';
  const span = readSpanOf(first ?? last ?? null, of);
  return span === undefined ? undefined : { of, span };
}

function writeEnd(end: DidForm['end']): Record<string, RuleJson> {
  if (end === null) return {};
  return end.of === 'first' ? { first: { within: end.span } } : { last: { lt: `-${end.span}` } };
}

const known = new Set([
  'did',
  'times',
  'sum',
  'avg',
  'within',
  'between',
  'first',
  'last',
  'where',
  'followedBy',
]);

/** What a part asks of events, or undefined where the form cannot draw it. */
export function readDid(part: RuleJson): DidForm | undefined {
  const members = membersOf(part) ?? {};
  const { did, within = null } = members;
  if (!isText(did) || !(within === null || isText(within))) return undefined;
  if (Object.keys(members).some((name) => !known.has(name))) return undefined;
  const read = {
    counted: readCounted(members),
    between: readBetween(members['between']),
    end: readEnd(members),
    where: readWhere(members['where']),
    next: readNext(members['followedBy']),
  };
  return isWhole(read) ? { did, within, ...read } : undefined;
}

function writeCounted(counted: DidForm['counted']): Record<string, RuleJson> {
  if (counted === null) return {};
  const [how = 'times', of] = counted.measure.split('.');
  return { [how]: { ...(of === undefined ? {} : { of }), [counted.sign]: counted.value } };
}

/** The part that a form asks for. */
export function writeDid({ did, counted, within, between, end, where, next }: DidForm): RuleJson {
  return {
    did,
    ...writeCounted(counted),
    ...(within === null ? {} : { within }),
    ...(between === null ? {} : { between: [...between] }),
    ...writeEnd(end),
    ...(where.length === 0
      ? {}
      : { where: where.map(({ property, values }) => ({ property, in: [...values] })) }),
    ...writeNext(next),
  };
}

/** What a new condition asks. */
export const firstDid: DidForm = {
  did: 'Order Completed',
  counted: null,
  within: null,
  between: null,
  end: null,
  where: [],
  next: null,
};
