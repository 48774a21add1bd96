import { z } from 'zod';

import type { Output, Parsed } from '../lib/endpoint.ts';
import { labelEvent } from '../lib/events.ts';
import type { Language } from '../lib/problem.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { FunnelStep, getFunnel } from './contract.ts';
import { funnelNotices } from './notices.ts';

const number = z.coerce.number();
const levelRow = z.object({ level: number, customers: number, others: number });
const settings = { optimize_aggregation_in_order: 1 };

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

/** A number for each event that sorts by second, then by step. */
const stepBits = 3;
const placesSql = (each: string) =>
  `arraySort(${each}) AS places, arrayMap(p -> toUInt8(bitAnd(p, ${2 ** stepBits - 1})), places) AS which`;

/**
 * How far the sorted places of somebody lead. For each event of a step, `from` is the place of the first step that it goes back to: the latest
 * one that can be, since what comes after has most time then; 0: none in time. Steps are apart from places, which makes the arrays narrow.
 */
function levelSql(steps: number): string {
  const inTime = (step: number) => `s = ${step} AND f != 0 AND p - f < {latest:UInt64}`;
  const carry = (from: string) => `arrayFill(f -> f != 0, ${from})`;
  const begun = carry('arrayMap((p, s) -> if(s = 0, p, 0), places, which)');
  const reached = Array.from({ length: steps - 1 }, (_, i) => {
    const before = i === 0 ? begun : `from${i}`;
    if (i === steps - 2) return `arrayExists((p, s, f) -> ${inTime(i + 1)}, places, which, ${before})`;
    const from = `arrayMap((p, s, f) -> if(${inTime(i + 1)}, f, 0), places, which, ${before})`;
    return `((${carry(from)} AS from${i + 1})[-1] != 0)`;
  });
  return ['has(which, 0)', ...reached].join(' + ');
}

/** Those who are known by more than one entity, as a set of profiles; the entities of others are alone. */
const shared = `(SELECT groupBitmapState(profile) FROM (
    SELECT profile FROM {db}.owners WHERE kind = {kind:String} GROUP BY profile HAVING count() > 1)) AS shared`;
const owners = (test: string) => `FROM {db}.owners WHERE kind = {kind:String} AND ${test}`;
const isShared = 'bitmapContains(shared, profile)';

/**
 * Customers by how far they came. Events lie by entity, and most customers are one: these are counted in that order, as sets of entities,
 * without looking up whose each is. Only the events of the others are brought together.
 */
function levelsSql(steps: readonly FunnelStep[]): { readonly alone: string; readonly others: string } {
  const conditions = steps.map((step, i) => conditionOf(step, i).sql);
  const names = steps.map((_, i) => `{step${i}:String}`);
  // The projection lies in the order of entities, but has no properties.
  const plain = steps.every((step) => typeof step === 'string');
  const events = plain ? `mergeTreeProjection('{db}', 'events', 'by_entity')` : '{db}.events';
  const some = plain ? '' : ` AND (${conditions.join(' OR ')})`;
  const step = `multiIf(${conditions
    .slice(0, -1)
    .map((sql, i) => `${sql}, ${i}, `)
    .join('')}${steps.length - 1})`;
  const place = `bitOr(bitShiftLeft(toUInt64(toUnixTimestamp(toDateTime(e.ts))) + 1, ${stepBits}), toUInt64(${step}))`;
  const read = (test: string) => `SELECT entity, groupArray(${place}) AS each FROM ${events} AS e
    WHERE e.name IN (${names.join(', ')})${some}${test} GROUP BY entity`;
  const level = levelSql(steps.length);
  return {
    alone: `WITH ${shared}, (SELECT groupBitmapState(entity) ${owners(`NOT ${isShared}`)}) AS alone
    SELECT level, bitmapAndCardinality(groupBitmapState(entity), alone) AS customers, bitmapCardinality(shared) AS others
    FROM (SELECT entity, ${placesSql('each')}, ${level} AS level FROM (${read('')}))
    WHERE level > 0 GROUP BY level`,
    others: `WITH ${shared} SELECT level, count() AS customers, 0 AS others FROM (
      SELECT ${placesSql('groupArrayArray(each)')}, ${level} AS level
      FROM (${read(` AND entity IN (SELECT entity ${owners(isShared)})`)}) AS seen
      INNER JOIN (SELECT entity AS owned, profile ${owners(isShared)}) AS own ON entity = owned
      GROUP BY profile
    ) WHERE level > 0 GROUP BY level`,
  };
}

/** How many customers came how far; an event whose customer is not known does not count. */
export async function readFunnel(
  warehouse: Warehouse,
  { kind, steps, days }: Parsed<typeof getFunnel>,
): Promise<Output<typeof getFunnel>> {
  if (isRepeated(steps)) return { steps: [], notice: funnelNotices.repeated() };
  const parameters = Object.assign({}, ...steps.map((step, i) => conditionOf(step, i).parameters));
  const { alone, others } = levelsSql(steps);
  const ask = (sql: string) =>
    warehouse.rows(statement({ name: 'insights.funnel', sql, row: levelRow, settings }), {
      kind,
      // Of the last second that counts every step does.
      latest: (days * 86_400 + 1) * 2 ** stepBits,
      ...parameters,
    });
  const first = await ask(alone);
  const rows = first.some((row) => row.others > 0) ? [...first, ...(await ask(others))] : first;
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
