import { z } from 'zod';

import type { Language } from '../../lib/problem.ts';
import type { SubscribedRule } from '../rule/types.ts';
import { quoteEvent, quoteValue } from './describe.ts';
import type { NodeKind } from './kind.ts';

const name = z.string().min(1).max(200);
/** By which events a subscription begins and ends where a rule does not say. */
const usual = { started: 'Subscription Started', ended: 'Subscription Cancelled' } as const;

const schema = z.strictObject({
  subscribed: z.enum(['running', 'ended']),
  plan: name.optional(),
  started: name.optional(),
  ended: name.optional(),
});

const words = {
  en: {
    running: (plan: string) => `has a subscription${plan} that runs`,
    ended: (plan: string) => `had a subscription${plan} and has none now`,
    plan: (plan: string) => ` to ${plan}`,
    by: (started: string, ended: string) => ` (from ${started} to ${ended})`,
  },
  zh: {
    running: (plan: string) => `${plan}订阅生效中`,
    ended: (plan: string) => `曾有${plan}订阅，现已全部终止`,
    plan: (plan: string) => plan,
    by: (started: string, ended: string) => `（以${started}开始、${ended}结束）`,
  },
} as const;

function describeSubscribed(rule: SubscribedRule, language: Language): string {
  const { subscribed, plan, started = usual.started, ended = usual.ended } = rule;
  const say = words[language];
  const what = say[subscribed](plan === undefined ? '' : say.plan(quoteValue(plan, language)));
  const isUsual = started === usual.started && ended === usual.ended;
  return isUsual ? what : what + say.by(quoteEvent(started, language), quoteEvent(ended, language));
}

/**
 * `{ subscribed: "running" }`: who has a subscription that runs, `"ended"`: who had one and has none now; with `plan`, of this plan
 * alone, and with `started` and `ended`, by other events than the usual ones.
 */
export const subscribedNode: NodeKind<SubscribedRule> = {
  schema,
  plan: ({ subscribed, plan, started, ended }, _path, { kind, now }) => ({
    op: 'subscribed',
    kind,
    runs: subscribed === 'running',
    plan: plan ?? null,
    events: { started: started ?? usual.started, ended: ended ?? usual.ended },
    now: now.toISOString().replace('T', ' ').replace('Z', ''),
  }),
  describe: (rule, { language }) => describeSubscribed(rule, language),
};
