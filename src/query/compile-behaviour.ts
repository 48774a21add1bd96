import { allowing } from '../consent/index.ts';
import { quoteName } from '../store/warehouse/index.ts';
import type { Plan } from './plan.ts';

/** Plans that look into other tables than that of profiles. */
export type Behaviour = Extract<Plan, { op: 'valued' | 'rank' | 'did' | 'sequence' | 'allows' | 'member' }>;

interface Parts {
  readonly compile: (plan: Plan) => string;
  readonly bind: (value: string) => string;
}

/** What is computed or happened, as a test of the profile's number. */
export function compileBehaviour(plan: Behaviour, { compile, bind }: Parts): string {
  if (plan.op === 'allows')
    return `_no IN (${allowing(plan.kind, `channel = ${bind(plan.channel)} AND purpose = ${bind(plan.purpose)}`)})`;
  if (plan.op === 'member')
    return `_no IN (SELECT arrayJoin(bitmapToArray(members)) FROM {db}.segment_members WHERE segment = ${bind(plan.segment)})`;
  const kind = bind(plan.kind);
  if (plan.op === 'rank') {
    const value = plan.end === 'top' ? quoteName(plan.column) : `-${quoteName(plan.column)}`;
    return `${value} >= (SELECT quantileExact(${1 - plan.share})(${value}) FROM {db}.customer_values WHERE kind = ${kind})`;
  }
  if (plan.op === 'valued')
    return `_no IN (SELECT profile FROM {db}.customer_values WHERE kind = ${kind} AND ${compile(plan.test)})`;
  // Events are added up by entity first: to look up whose they are costs more than to count them.
  if (plan.op === 'did')
    return `_no IN (SELECT profile FROM (
    SELECT profile, toFloat64(sum(n)) AS times, toFloat64(sum(amounts)) AS sum_amount, sum_amount / times AS avg_amount,
      toFloat64(sum(quantities)) AS sum_quantity, sum_quantity / times AS avg_quantity
    FROM (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = ${kind}) AS own
    INNER JOIN (
      SELECT entity, count() AS n, sum(amount) AS amounts, sum(quantity) AS quantities
      FROM {db}.events WHERE ${compile(plan.events)} GROUP BY entity
    ) AS seen ON owned = entity
    GROUP BY profile
  ) WHERE ${compile(plan.having)})`;
  const owned = `INNER JOIN (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = ${kind}) AS own ON entity = owned`;
  const [first, next] = [compile(plan.first), compile(plan.next)];
  // A funnel takes one event for both steps: where that may be, each event is held against the ones before it.
  if (plan.alike)
    return `_no IN (SELECT profile FROM (
    SELECT profile, toUnixTimestamp(ts) AS at, ${first} AS is_first, ${next} AS is_next,
      max(if(is_first, at, 0)) OVER (PARTITION BY profile ORDER BY at, is_first DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM {db}.events ${owned} WHERE ${first} OR ${next}
  ) WHERE is_next AND before > 0 AND at - before <= ${plan.seconds})`;
  return `_no IN (SELECT profile FROM {db}.events ${owned}
    WHERE ${first} OR ${next}
    GROUP BY profile HAVING windowFunnel(${plan.seconds})(toDateTime(ts), ${first}, ${next}) = 2)`;
}
