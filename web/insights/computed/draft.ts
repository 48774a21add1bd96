import {
  howProperties,
  propertiesFor,
  type ValueHow,
  valueHows,
  valueProperties,
  type ValueTable,
} from '../../../src/lib/computed-value.ts';
import type { Measure, ValueSpec } from '../../../src/insights/computed/contract.ts';

/** What a new value computes. */
export const firstMeasure: Measure = { of: 'events', event: 'Product Viewed', how: 'count', where: [] };

/** What of a ratio can be divided. */
export const dividedHows = ['count', 'sum', 'avg'] as const satisfies readonly ValueHow[];

/** The ways to compute a part of a ratio, or a value alone. */
export function howsOf(isPart: boolean): readonly ValueHow[] {
  return isPart ? dividedHows : valueHows;
}

/** The measure with another way to compute or another table; a property that no longer fits gives way to the first that does. */
export function changeMeasure(measure: Measure, change: { of?: ValueTable; how?: ValueHow }): Measure {
  const { of, how } = { ...measure, ...change };
  const { event = 'Product Viewed', within, what } = measure;
  const can = propertiesFor(of, how);
  const kept = what !== undefined && can.includes(what) ? what : can[0];
  const { texts, numbers } = valueProperties[of];
  const known: readonly string[] = [...texts, ...numbers];
  return {
    of,
    how,
    where: measure.where.filter(({ property }) => known.includes(property)),
    ...(of === 'events' ? { event } : {}),
    ...(howProperties[how] === 'none' || kept === undefined ? {} : { what: kept }),
    ...(within === undefined ? {} : { within }),
  };
}

function isMeasureWhole({ of, event, where }: Measure): boolean {
  const isNamed = of !== 'events' || (event ?? '').trim() !== '';
  return isNamed && where.every((test) => !('in' in test) || test.in.length > 0);
}

/** Whether nothing is missing. */
export function isWhole(spec: ValueSpec): boolean {
  return spec.how === 'ratio' ? [spec.top, spec.bottom].every(isMeasureWhole) : isMeasureWhole(spec);
}
