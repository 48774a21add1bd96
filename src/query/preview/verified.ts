import { z } from 'zod';

import { meansNames, verificationMeans } from '../../lib/verification.ts';
import { verifiedValues } from '../../profiles/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { RuleContext } from '../request.ts';
import { planRule } from '../rule/tree.ts';
import type { VerifiedRule } from '../rule/types.ts';
import type { ReasonValue } from './contract.ts';
import { tellDays } from './told.ts';

const foundRow = z.object({
  profile: z.coerce.number(),
  means: z.enum(verificationMeans),
  ms: z.coerce.number(),
});

/** When and by what a value of the field was verified last, of some customers. */
export async function readVerified(
  warehouse: Warehouse,
  rule: VerifiedRule,
  { context, numbers }: { readonly context: RuleContext; readonly numbers: readonly number[] },
): Promise<(id: string) => ReasonValue | null> {
  const plan = planRule(rule, context);
  if (plan.op !== 'verified' || context.columns?.has(plan.column) === false) return () => null;
  const { kind, field, since } = plan;
  const found = await warehouse.rows(
    statement({
      name: 'preview.verified',
      sql: `SELECT profile, toString(argMax(v.means, v.newest)) AS means, toUnixTimestamp64Milli(max(v.newest)) AS ms
FROM (${verifiedValues({ kind, field, key: '{field:String}', since: '{since:String}' })}) AS v
WHERE profile IN {numbers:Array(UInt32)} GROUP BY profile`,
      row: foundRow,
    }),
    { field: field.key, since, numbers: [...numbers] },
  );
  return tellDays(found, context, (day, { means }) => {
    const { en, zh } = meansNames[means];
    return { en: `${day}, ${en}`, zh: `${day}，${zh}` };
  });
}
