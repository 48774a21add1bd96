import { allOf, type Plan } from '../plan.ts';
import { joinPath, ruleProblem } from '../rule/problems.ts';
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
  context: Pick<PlanContext, 'now' | 'timeZone' | 'catalogue'>,
): Plan {
  const { now, timeZone } = context;
  const at = { column: 'ts', at: path, now, timeZone };
  const parts: Plan[] = [{ op: 'oneOf', column: 'name', list: false, values: [did] }];
  if (within !== undefined) parts.push(planMoments({ within }, at));
  if (between !== undefined)
    parts.push(planMoments({ gte: between[0], lte: between[1] }, { ...at, at: joinPath(path, 'between') }));
  return allOf([...parts, ...planTests(where, joinPath(path, 'where'), context), ...also]);
}

/** How properties that have no column of their own are named: `properties.plan`. */
export const ownPrefix = 'properties.';

/** What a test asks of an event; `path` is the place of all of them. */
export function planTests(tests: readonly EventTest[], path: string, context: TestContext): Plan[] {
  return tests.flatMap((test, i) => {
    if (!test.property.startsWith(ownPrefix)) return planTest(test);
    // What somebody sent or wrote may tell who somebody is: only who sees that in full may ask for it.
    if (!context.catalogue.some((field) => field.sensitivity === 'personal' && field.sight === undefined))
      throw maskedProperty(joinPath(joinPath(path, i), 'property'), test.property);
    return planOwn(test);
  });
}

type TestContext = Pick<PlanContext, 'catalogue'>;

function planOwn({ property, in: values, eq, ...tests }: EventTest): Plan[] {
  const name = property.slice(ownPrefix.length);
  const texts = values ?? (typeof eq === 'string' ? [eq] : undefined);
  if (texts !== undefined) return [{ op: 'property', name, test: { values: texts } }];
  const bounds: Bounds<number> = { ...tests, eq: typeof eq === 'number' ? eq : undefined };
  return boundNames.flatMap((bound): Plan[] => {
    const value = bounds[bound];
    return value === undefined ? [] : [{ op: 'property', name, test: { sign: signs[bound], value } }];
  });
}

function planTest({ property, in: values, eq, ...tests }: EventTest): Plan[] {
  if (values !== undefined) return [{ op: 'oneOf', column: property, list: false, values }];
  if (typeof eq === 'string') return [{ op: 'oneOf', column: property, list: false, values: [eq] }];
  return planBounds(property, { ...tests, eq });
}

function maskedProperty(path: string, property: string) {
  return ruleProblem(
    'masked',
    {
      en: '{path}: you may not ask for “{property}”: your role does not see personal data in full.',
      zh: '{path}：您无权按“{property}”查询：您的角色不能完整查看个人信息。',
    },
    { path, property },
  );
}
