import { z } from 'zod';

import type { Output, Parsed } from '../lib/endpoint.ts';
import { labelEvent } from '../lib/events.ts';
import type { Language } from '../lib/problem.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { FunnelStep, getFunnel } from './contract.ts';
import { funnelNotices } from './notices.ts';

const number = z.coerce.number();

/** The condition of a step, with its values under names of their own; properties are names of columns, of a closed list. */
function conditionOf(step: FunnelStep, i: number): { sql: string; parameters: Record<string, string> } {
  if (typeof step === 'string')
    return { sql: `e.name = {step${i}:String}`, parameters: { [`step${i}`]: step } };
  const { did, where } = step;
  return {
    sql: `e.name = {step${i}:String} AND e.${where.property} = {value${i}:String}`,
    parameters: { [`step${i}`]: did, [`value${i}`]: where.eq },
  };
}

/** Whether one event could be taken for two of the steps: the engine would count it as both. */
function isRepeated(steps: readonly FunnelStep[]): boolean {
  return steps.some((left, i) => steps.slice(i + 1).some((right) => mayBeOne(left, right)));
}

function mayBeOne(left: FunnelStep, right: FunnelStep): boolean {
  const [one, other] = [left, right].map((step) => (typeof step === 'string' ? step : step.did));
  if (one !== other) return false;
  if (typeof left === 'string' || typeof right === 'string') return true;
  return left.where.property !== right.where.property || left.where.eq === right.where.eq;
}

/** How many customers came how far; an event whose customer is not known does not count. */
export async function readFunnel(
  warehouse: Warehouse,
  { kind, steps, days }: Parsed<typeof getFunnel>,
): Promise<Output<typeof getFunnel>> {
  if (isRepeated(steps)) return { steps: [], notice: funnelNotices.repeated() };
  const conditions = steps.map(conditionOf);
  const names = steps.map((_, i) => `{step${i}:String}`);
  const funnel = statement({
    name: 'insights.funnel',
    sql: `SELECT level, count() AS customers FROM (
        SELECT w.profile, windowFunnel({seconds:UInt64})(toDateTime(e.ts), ${conditions.map(({ sql }) => sql).join(', ')}) AS level
        FROM {db}.events AS e INNER JOIN (SELECT entity, profile FROM {db}.owners WHERE kind = {kind:String}) AS w ON e.entity = w.entity
        WHERE e.name IN (${names.join(', ')})
        GROUP BY w.profile
      ) WHERE level > 0 GROUP BY level`,
    row: z.object({ level: number, customers: number }),
  });
  const parameters = Object.assign({}, ...conditions.map((one) => one.parameters));
  const rows = await warehouse.rows(funnel, { kind, seconds: days * 86_400, ...parameters });
  const reached = steps.map((_, i) =>
    rows.reduce((sum, { level, customers }) => (level > i ? sum + customers : sum), 0),
  );
  return {
    steps: steps.map((step, i) => ({
      name: nameStep(step, 'en'),
      label: { en: nameStep(step, 'en'), zh: nameStep(step, 'zh') },
      customers: reached[i] ?? 0,
      rule: ruleOf(steps.slice(0, i + 1), days),
    })),
    notice: (reached[0] ?? 0) > 0 ? null : funnelNotices.nobody(),
  };
}

function nameStep(step: FunnelStep, language: Language): string {
  if (typeof step === 'string') return labelEvent(step)[language];
  return `${labelEvent(step.did)[language]} (${step.where.eq})`;
}

/** The rule of those who came that far. */
function ruleOf(steps: readonly FunnelStep[], days: number): unknown {
  const [first, ...later] = steps.map((step) =>
    typeof step === 'string' ? { did: step } : { did: step.did, where: [step.where] },
  );
  if (later.length === 0) return first;
  return { ...first, followedBy: later.map((step, i) => (i === 0 ? { ...step, within: `${days}d` } : step)) };
}

const names = statement({
  name: 'insights.event-names',
  sql: 'SELECT toString(name) AS name, count() AS count FROM {db}.events GROUP BY name ORDER BY count DESC, name LIMIT 200',
  row: z.object({ name: z.string(), count: number }),
});

/** The events that came in most often. */
export async function readEventNames(warehouse: Warehouse) {
  return { rows: await warehouse.rows(names) };
}
