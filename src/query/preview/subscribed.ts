import { z } from 'zod';

import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { RuleContext } from '../request.ts';
import { planRule } from '../rule/tree.ts';
import type { SubscribedRule } from '../rule/types.ts';
import { spellRuns, spellsSql } from '../spells-sql.ts';
import type { ReasonValue } from './contract.ts';
import { tellDays } from './told.ts';

const foundRow = z.object({ profile: z.coerce.number(), runs: z.coerce.number(), ms: z.coerce.number() });

const spells = spellsSql({
  kind: '{kind:String}',
  started: '{started:String}',
  ended: '{ended:String}',
  now: "{now:DateTime64(3, 'UTC')}",
  only: ' AND profile IN {numbers:Array(UInt32)}',
});
/** Since when the latest subscription of some customers has run, or when the last one ended. */
export async function readSubscribed(
  warehouse: Warehouse,
  rule: SubscribedRule,
  { context, numbers }: { readonly context: RuleContext; readonly numbers: readonly number[] },
): Promise<(id: string) => ReasonValue | null> {
  const plan = planRule(rule, context);
  if (plan.op !== 'subscribed') return () => null;
  const ofPlan = plan.plan === null ? '' : 'WHERE plan = {plan:String}';
  const found = await warehouse.rows(
    statement({
      name: 'preview.subscribed',
      sql: `SELECT profile, max(${spellRuns}) AS runs,
        toUnixTimestamp64Milli(if(runs = 1, maxIf(begun, ${spellRuns}), max(until))) AS ms
      FROM (${spells}) ${ofPlan} GROUP BY profile`,
      row: foundRow,
    }),
    {
      ...plan.events,
      kind: plan.kind,
      now: plan.now,
      numbers: [...numbers],
      ...(plan.plan === null ? {} : { plan: plan.plan }),
    },
  );
  return tellDays(found, context, (day, { runs }) =>
    runs === 1 ? { en: `since ${day}`, zh: `自${day}起` } : { en: `until ${day}`, zh: `至${day}止` },
  );
}
