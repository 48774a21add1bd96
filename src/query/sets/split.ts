import type { Plan, ValuePlace } from '../plan.ts';

/** A plan as algebra of sets: what is asked of one table is a leaf, by its number; `all` is everybody. */
export type SetTree =
  | { readonly op: 'leaf'; readonly place: number }
  | { readonly op: 'all' | 'none' }
  | { readonly op: 'and' | 'or'; readonly parts: readonly SetTree[] }
  | { readonly op: 'not'; readonly part: SetTree };

/** What is asked of one table; `place` is its number, from 1. */
export type SetLeaf = { readonly place: number } & (
  | { readonly from: 'profiles'; readonly test: Plan }
  | { readonly from: 'values'; readonly at: ValuePlace; readonly test: Plan }
  | { readonly from: 'events'; readonly name: string; readonly test: Plan; readonly having: Plan }
);

type Without<T> = T extends unknown ? Omit<T, 'place'> : never;

/** Gathers the leaves of many plans; what two of them ask alike is asked once. */
export function createSplitter() {
  const places = new Map<string, SetLeaf>();
  const leaf = (asked: Without<SetLeaf>): SetTree => {
    const key = JSON.stringify(asked);
    const place = places.get(key)?.place ?? places.size + 1;
    places.set(key, { ...asked, place });
    return { op: 'leaf', place };
  };
  const split = (plan: Plan): SetTree => {
    if (isPlain(plan)) return leaf({ from: 'profiles', test: plan });
    if (plan.op === 'not') return { op: 'not', part: split(plan.part) };
    if (plan.op === 'all' || plan.op === 'any') return splitGroup(plan, split);
    if (plan.op === 'valued') return leaf({ from: 'values', at: plan.place, test: plan.test });
    const named = plan.op === 'did' ? nameOf(plan.events) : undefined;
    if (plan.op !== 'did' || named === undefined) return leaf({ from: 'profiles', test: plan });
    return leaf({ from: 'events', ...named, having: plan.having });
  };
  return { split, leaves: (): readonly SetLeaf[] => [...places.values()] };
}

type Group = Extract<Plan, { op: 'all' | 'any' }>;

/** Parts that ask the profiles alone are asked together. */
function splitGroup({ op, parts }: Group, split: (plan: Plan) => SetTree): SetTree {
  if (parts.length === 0) return { op: op === 'all' ? 'all' : 'none' };
  const plain = parts.filter(isPlain);
  const others = parts.filter((part) => !isPlain(part)).map(split);
  const trees = plain.length === 0 ? others : [split({ op, parts: plain }), ...others];
  return { op: op === 'all' ? 'and' : 'or', parts: trees };
}

/** Whether a plan asks the profiles alone. */
function isPlain(plan: Plan): boolean {
  if (plan.op === 'all' || plan.op === 'any') return plan.parts.length > 0 && plan.parts.every(isPlain);
  if (plan.op === 'not') return isPlain(plan.part);
  return plan.op !== 'valued' && plan.op !== 'did';
}

/** The one event that a plan counts, and what else it asks of it. */
function nameOf(events: Plan): { name: string; test: Plan } | undefined {
  const [first, ...rest] = events.op === 'all' ? events.parts : [events];
  if (first?.op !== 'oneOf' || first.column !== 'name') return undefined;
  const [name, second] = first.values;
  return name === undefined || second !== undefined ? undefined : { name, test: { op: 'all', parts: rest } };
}
