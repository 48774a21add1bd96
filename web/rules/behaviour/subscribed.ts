import { membersOf, type RuleJson } from '../rule.ts';
import { isText } from './shapes.ts';

export const subscribedStates = ['running', 'ended'] as const;

/** What a condition on subscriptions asks, as its form draws it. */
export interface SubscribedForm {
  readonly state: (typeof subscribedStates)[number];
  /** '': any plan. */
  readonly plan: string;
  /** By which events one begins and ends; null: by the usual ones. */
  readonly events: { readonly started: string; readonly ended: string } | null;
}

/** What a part asks of subscriptions, or undefined where the form cannot draw it. */
export function readSubscribed(part: RuleJson): SubscribedForm | undefined {
  const { subscribed, plan = '', started, ended, ...rest } = membersOf(part) ?? {};
  const state = subscribedStates.find((one) => one === subscribed);
  if (state === undefined || !isText(plan) || Object.keys(rest).length > 0) return undefined;
  if (started === undefined && ended === undefined) return { state, plan, events: null };
  return isText(started) && isText(ended) ? { state, plan, events: { started, ended } } : undefined;
}

/** The part that a form asks for. */
export function writeSubscribed({ state, plan, events }: SubscribedForm): RuleJson {
  return { subscribed: state, ...(plan === '' ? {} : { plan }), ...events };
}

/** What a new condition asks. */
export const firstSubscribed: SubscribedForm = { state: 'running', plan: '', events: null };
