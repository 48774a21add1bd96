import type { PropertyType } from '../../lib/events.ts';
import { isObject, numberOf, timeOf, type JsonObject } from '../protocol/values.ts';
import type { PlannedEvent, PlanProperty, PlanRule } from './contract.ts';

/** What a workspace expects of events, by their names. */
export interface Plan {
  readonly unplanned: PlanRule;
  readonly events: ReadonlyMap<string, Pick<PlannedEvent, 'rule' | 'faults' | 'properties'>>;
}

/** What a plan says of a message: why it is refused, or null; and the properties that are not as planned. */
export interface Verdict {
  readonly code: 'event.unplanned' | 'event.blocked' | 'event.properties' | null;
  readonly differing: readonly string[];
}

/** A workspace without a plan takes everything. */
export const noPlan: Plan = Object.freeze({ unplanned: 'allow', events: new Map() });

const fine: Verdict = Object.freeze({ code: null, differing: Object.freeze([]) });
const unplanned: Verdict = Object.freeze({ code: 'event.unplanned', differing: [] });
const blocked: Verdict = Object.freeze({ code: 'event.blocked', differing: [] });

/** Judges an event by a plan. */
export function judgeEvent(plan: Plan, name: string, properties: JsonObject): Verdict {
  const planned = plan.events.get(name);
  if (planned === undefined) return plan.unplanned === 'block' ? unplanned : fine;
  if (planned.rule === 'block') return blocked;
  if (planned.faults === 'allow') return fine;
  const differing = planned.properties
    .filter((property) => differs(property, properties))
    .map(({ key }) => key);
  if (differing.length === 0) return fine;
  return { code: planned.faults === 'block' ? 'event.properties' : null, differing };
}

function differs({ key, type, required }: PlanProperty, properties: JsonObject): boolean {
  const value = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (value === undefined || value === null || value === '') return required;
  return !tests[type](value);
}

/** Numbers may come as texts, and ids as numbers: both are usual, and read. */
const tests: Readonly<Record<PropertyType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' || typeof value === 'number',
  number: (value) => numberOf(value) !== null,
  boolean: (value) => typeof value === 'boolean',
  date: (value) => timeOf(value) !== null,
  list: Array.isArray,
  object: isObject,
};
