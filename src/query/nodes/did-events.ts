import { allOf, type Plan } from '../plan.ts';
import { joinPath } from '../rule/problems.ts';
import type { Bounds, DidRule, EventTest } from '../rule/types.ts';
import { signs } from './completeness.ts';
import type { PlanContext } from './kind.ts';
import { planMoments } from './updated.ts';

const boundNames = ['eq', 'gt', 'gte', 'lt', 'lte'] as const;

/** What bounds ask of a column. */
export function planBounds(column: string, tests: Bounds<number>): Plan[] {
  return boundNames.flatMap((bound): Plan[] => {
    const value = tests[bound];
    return value === undefined ? [] : [{ op: 'compare', column, sign: signs[bound], type: 'Float64', value }];
  });
}

/** Events that a rule asks for. */
type EventsAsked = Pick<DidRule, 'did' | 'within' | 'between' | 'where'> & {
  readonly also?: readonly Plan[];
};

/** Which events count: by name, time and properties, and by what else is asked of them. */
export function planEvents(
  { did, within, between, where = [], also = [] }: EventsAsked,
  path: string,
  { now, timeZone }: Pick<PlanContext, 'now' | 'timeZone'>,
): Plan {
  const at = { column: 'ts', at: path, now, timeZone };
  const parts: Plan[] = [{ op: 'oneOf', column: 'name', list: false, values: [did] }];
  if (within !== undefined) parts.push(planMoments({ within }, at));
  if (between !== undefined)
    parts.push(planMoments({ gte: between[0], lte: between[1] }, { ...at, at: joinPath(path, 'between') }));
  return allOf([...parts, ...where.flatMap(planTest), ...also]);
}

/** What a test asks of an event. */
export function planTest({ property, in: values, eq, ...tests }: EventTest): Plan[] {
  if (values !== undefined) return [{ op: 'oneOf', column: property, list: false, values }];
  if (typeof eq === 'string') return [{ op: 'oneOf', column: property, list: false, values: [eq] }];
  return planBounds(property, { ...tests, eq });
}
