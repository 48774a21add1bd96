import { z } from 'zod';

import { profileId, readProfileId } from '../../lib/profile-id.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { compilePlan } from '../compile.ts';
import { insightOf } from '../nodes/insight-list.ts';
import type { Plan } from '../plan.ts';
import type { RuleContext } from '../request.ts';
import type { QueryRow } from '../row.ts';
import { planRule } from '../rule/tree.ts';
import type { DidRule } from '../rule/types.ts';
import { readComputed } from '../values/read.ts';
import type { ReasonValue } from './contract.ts';
import type { Leaf } from './leaves.ts';

/** Finds what decides a condition, for one of the customers that are explained. */
export type Evidence = (row: QueryRow) => ReasonValue | null;

interface Asked {
  readonly context: RuleContext;
  readonly numbers: readonly number[];
}

/** What decides a condition for each of some customers. */
export async function readEvidence(warehouse: Warehouse, { rule }: Leaf, asked: Asked): Promise<Evidence> {
  if ('field' in rule) return (row) => fieldValue(rule.field, row);
  if ('did' in rule) return readEvents(warehouse, rule, asked);
  if ('insight' in rule) return readInsight(warehouse, rule.insight, asked);
  if ('completeness' in rule) return ({ _completeness }) => numberValue(_completeness);
  if ('updated' in rule)
    return ({ _updated }) => (typeof _updated === 'string' ? { type: 'moment', value: _updated } : null);
  if ('source' in rule) return ({ _sources }) => textValue([_sources].flat().map(String).join(', '));
  return () => null;
}

function fieldValue(field: string, row: QueryRow): ReasonValue | null {
  const value = row[field];
  return value === undefined || value === null ? null : { type: 'field', field, value };
}

function numberValue(value: unknown): ReasonValue | null {
  return typeof value === 'number' ? { type: 'number', value } : null;
}

function textValue(text: string): ReasonValue | null {
  return text === '' ? null : { type: 'text', en: text, zh: text };
}

const number = z.coerce.number();
const eventsRow = z.object({
  profile: number,
  times: number,
  amount: number,
  quantity: number,
  first: z.string(),
  last: z.string(),
});

async function readEvents(
  warehouse: Warehouse,
  rule: DidRule,
  { context, numbers }: Asked,
): Promise<Evidence> {
  const { followedBy: _, ...alone } = rule;
  const events = eventsOf(planRule(alone, context));
  if (events === undefined) return () => null;
  const { sql, parameters } = compilePlan(events);
  const owners = `FROM {db}.owners WHERE kind = {kind:String} AND profile IN {numbers:Array(UInt32)}`;
  const found = await warehouse.rows(
    statement({
      name: 'preview.events',
      sql: `SELECT profile, count() AS times, toFloat64(sum(amount)) AS amount, toFloat64(sum(quantity)) AS quantity,
  toString(min(ts)) AS first, toString(max(ts)) AS last
FROM (SELECT entity, ts, amount, quantity FROM {db}.events WHERE ${sql} AND entity IN (SELECT entity ${owners})) AS seen
INNER JOIN (SELECT entity AS owned, profile ${owners}) AS own ON entity = owned
GROUP BY profile`,
      row: eventsRow,
    }),
    { ...parameters, kind: context.kind, numbers },
  );
  const byId = new Map(found.map(({ profile, ...sums }) => [profileId(context.kind, profile), sums]));
  const none = { times: 0, amount: 0, quantity: 0, first: '', last: '' };
  return ({ id }) => {
    const { first, last, ...sums } = byId.get(id) ?? none;
    return { type: 'events', ...sums, first: toIso(first), last: toIso(last) };
  };
}

function toIso(moment: string): string {
  return moment === '' ? '' : `${moment.replace(' ', 'T')}Z`;
}

/** Which events a plan counts. */
function eventsOf(plan: Plan): Plan | undefined {
  if (plan.op === 'did') return plan.events;
  return plan.op === 'not' ? eventsOf(plan.part) : undefined;
}

async function readInsight(
  warehouse: Warehouse,
  name: string,
  { context: { kind, values: own }, numbers }: Asked,
): Promise<Evidence> {
  const known = insightOf(name, own);
  if (known === undefined) return () => null;
  const found = await readComputed(warehouse, { kind, known, numbers });
  return ({ id }) => {
    const value = found.get(readProfileId(id)?.no ?? 0) ?? null;
    if (typeof value === 'number') return { type: 'number', value };
    const named = known.names.find(({ key }) => key === value);
    return named === undefined ? textValue(value ?? '') : { type: 'text', en: named.en, zh: named.zh };
  };
}
