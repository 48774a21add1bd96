import { z } from 'zod';

import { profileId } from '../../lib/profile-id.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { compilePlan, type Parameters } from '../compile.ts';
import { itemNames } from '../compile-behaviour.ts';
import type { Plan } from '../plan.ts';
import type { RuleContext } from '../request.ts';
import { planRule } from '../rule/tree.ts';
import type { BoughtRule, DidRule, SaidRule } from '../rule/types.ts';
import { textsSql } from '../texts-sql.ts';
import type { ReasonValue } from './contract.ts';

/** What a condition counts of some customers: a SELECT of (profile, ts, amount, quantity), and the values that it names. */
interface Counted {
  readonly sql: string;
  readonly parameters: Parameters;
}

const number = z.coerce.number();
const sumsRow = z.object({
  profile: number,
  times: number,
  amount: number,
  quantity: number,
  first: z.string(),
  last: z.string(),
});

/** How often, how much and when some customers did, said or bought what a condition asks; undefined where it counts nothing. */
export async function readHappened(
  warehouse: Warehouse,
  rule: DidRule | SaidRule | BoughtRule,
  { context, numbers }: { readonly context: RuleContext; readonly numbers: readonly number[] },
): Promise<((id: string) => ReasonValue) | undefined> {
  const counted = countedBy(planAlone(rule, context));
  if (counted === undefined) return undefined;
  const found = await warehouse.rows(
    statement({
      name: 'preview.happened',
      sql: `SELECT profile, count() AS times, toFloat64(sum(c.amount)) AS amount, toFloat64(sum(c.quantity)) AS quantity,
  toString(min(ts)) AS first, toString(max(ts)) AS last
FROM (${counted.sql}) AS c GROUP BY profile`,
      row: sumsRow,
    }),
    { ...counted.parameters, kind: context.kind, numbers },
  );
  const byId = new Map(found.map(({ profile, ...sums }) => [profileId(context.kind, profile), sums]));
  const none = { times: 0, amount: 0, quantity: 0, first: '', last: '' };
  return (id) => {
    const { first, last, ...sums } = byId.get(id) ?? none;
    return { type: 'events', ...sums, first: toIso(first), last: toIso(last) };
  };
}

/** Of what must follow an event nothing is counted, and when the first or the last was shows in what is. */
function planAlone(rule: DidRule | SaidRule | BoughtRule, context: RuleContext): Plan {
  if (!('did' in rule)) return planRule(rule, context);
  const { followedBy: _then, first: _first, last: _last, ...alone } = rule;
  return planRule(alone, context);
}

function toIso(moment: string): string {
  return moment === '' ? '' : `${moment.replace(' ', 'T')}Z`;
}

const mine = 'kind = {kind:String} AND profile IN {numbers:Array(UInt32)}';
const owners = `FROM {db}.owners WHERE ${mine}`;
const own = `INNER JOIN (SELECT entity AS owned, profile ${owners}) AS own ON entity = owned`;
const nothing = 'toDecimal64(0, 4)';

function countedBy(plan: Plan): Counted | undefined {
  if (plan.op === 'not') return countedBy(plan.part);
  if (plan.op === 'did') {
    const { sql, parameters } = compilePlan(plan.events);
    const seen = `SELECT entity, ts, amount, quantity FROM {db}.events WHERE ${sql} AND entity IN (SELECT entity ${owners})`;
    return { sql: `SELECT profile, ts, amount, quantity FROM (${seen}) AS seen ${own}`, parameters };
  }
  if (plan.op === 'said') {
    const { sql: where, parameters } = compilePlan(plan.texts);
    const columns = `ts, ${nothing} AS amount, ${nothing} AS quantity`;
    const only = ' AND profile IN {numbers:Array(UInt32)}';
    return { sql: textsSql({ kind: plan.kind, bound: '{kind:String}', columns, where, only }), parameters };
  }
  return plan.op === 'bought' ? countBought(plan) : undefined;
}

function countBought({ test }: Extract<Plan, { op: 'bought' }>): Counted {
  const purchases = `SELECT profile, ts, amount, ${nothing} AS quantity FROM {db}.purchases WHERE ${mine}`;
  if (!('from' in test))
    return {
      sql: `${purchases} AND toYYYYMM(ts) = toYYYYMM(toDate({month:String}))`,
      parameters: { month: `${test.in}-01` },
    };
  const { from, to, item } = test;
  const during = 'ts >= toDate({from:String}) AND ts < toDate({to:String}) + 1';
  if (item === null) return { sql: `${purchases} AND ${during}`, parameters: { from, to } };
  return {
    sql: `SELECT own.profile AS profile, ts, amount, quantity FROM {db}.order_lines ${own}
    WHERE movement IN ('completed', 'updated') AND quantity > 0 AND ${during} AND ${itemNames[item.by]} = {item:String}
      AND entity IN (SELECT entity ${owners})`,
    parameters: { from, to, item: item.name },
  };
}
