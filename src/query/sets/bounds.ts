import type { Plan } from '../plan.ts';

/** Moments that a test of events lies between, as texts that compare as they sort (`2024-05-31 10:00:00`), and what else it asks. */
export interface EventBounds {
  /** Included; null where it goes back for ever. */
  readonly from: string | null;
  /** Not included; null where it has no end. */
  readonly to: string | null;
  readonly rest: readonly Plan[];
}

/** Takes the conditions on the moment out of a test of events. */
export function boundsOf(test: Plan): EventBounds {
  const parts = flatten(test);
  const moments = (sign: '>=' | '<') => parts.filter((part) => isMoment(part, sign)).map(valueOf);
  return {
    from: moments('>=').toSorted().at(-1) ?? null,
    to: moments('<').toSorted()[0] ?? null,
    rest: parts.filter((part) => !isMoment(part, '>=') && !isMoment(part, '<')),
  };
}

function flatten(test: Plan): readonly Plan[] {
  return test.op === 'all' ? test.parts.flatMap(flatten) : [test];
}

const isMoment = (part: Plan, sign: '>=' | '<') =>
  part.op === 'compare' && part.column === 'ts' && part.sign === sign;
const valueOf = (part: Plan) => (part.op === 'compare' ? String(part.value) : '');
