import type { Output } from '../../lib/endpoint.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import type { ValuePeriod } from '../lifetime/contract.ts';
import type { Fit } from '../models/history.ts';
import { createPause } from '../models/nelder-mead.ts';
import {
  expectPeriods,
  fitTenures,
  halfGone,
  shareStaying,
  type ShiftedBetaGeometric,
} from '../models/shifted-beta-geometric.ts';
import { subscriptionNotices, type Notice } from '../notices.ts';
import { subscriptionEvents, type getSubscriptions } from './contract.ts';
import { mostMonths, readSpells, type Asked, type Tenure } from './spells.ts';

type Answer = Output<typeof getSubscriptions>;

/** With fewer that ended there is nothing to learn from. */
const leastEnded = 30;
/** A model that is off by so much where so many are at risk says nothing. */
const [farOff, manyAtRisk] = [0.1, 50];
/** The last month of each group of tenures. */
const tenureEnds = [0, 2, 5, 11, 23, 35, null] as const;

/** Subscriptions by how long they run, and what those that run are worth within the value period. */
export async function readSubscriptions(
  warehouse: Warehouse,
  { period, ...asked }: Asked & { readonly period: ValuePeriod },
): Promise<Answer> {
  const { rows, currencies, stray } = await readSpells(warehouse, asked);
  const sum = (of: Exclude<keyof Tenure, 'currencies'>) => rows.reduce((all, row) => all + row[of], 0);
  const [ended, active, priced] = [sum('ended'), sum('staying'), sum('priced')];
  const { fit, misses } = await learn(rows, ended);
  const fee = priced === 0 || currencies.length > 1 ? null : sum('fees') / priced;
  const tenures = fit === null ? [] : worthByTenure(rows, fit.parameters, { period, fee });
  return {
    begun: { subscriptions: ended + active, rule: { did: asked.started } },
    ended: { subscriptions: ended, rule: { did: asked.ended } },
    active,
    activeRule: activeRule(asked),
    endedLately: sum('lately'),
    ages: survive(rows, fit?.parameters ?? null),
    model: tellFit(fit),
    period,
    tenures,
    fee,
    currency: fee === null ? '' : (currencies[0] ?? ''),
    value: addValues(tenures),
    notices: noteAll({ total: ended + active, ended, priced, currencies, stray, fit, misses }),
  };
}

/** Who has one that runs; the usual events need not be named. */
const activeRule = ({ started, ended }: Pick<Asked, 'started' | 'ended'>) => {
  const isUsual =
    started === subscriptionEvents.started.parse(undefined) &&
    ended === subscriptionEvents.ended.parse(undefined);
  return { subscribed: 'running', ...(isUsual ? {} : { started, ended }) };
};

/** What all are worth; null where it is not known of any. */
function addValues(tenures: Answer['tenures']): number | null {
  const known = tenures.flatMap(({ value }) => value ?? []);
  return known.length === 0 ? null : known.reduce((all, one) => all + one, 0);
}

interface Found {
  readonly total: number;
  readonly ended: number;
  readonly priced: number;
  readonly currencies: readonly string[];
  readonly stray: number;
  readonly fit: Fit<ShiftedBetaGeometric> | null;
  readonly misses: boolean;
}

/** The model, unless there is too little to learn from, or it misses what is seen. */
async function learn(rows: readonly Tenure[], ended: number): Promise<Pick<Found, 'fit' | 'misses'>> {
  if (ended < leastEnded) return { fit: null, misses: false };
  const fit = await fitTenures(countTenures(rows), createPause());
  return isFar(survive(rows, fit.parameters)) ? { fit: null, misses: true } : { fit, misses: false };
}

const tellFit = (fit: Found['fit']): Answer['model'] =>
  fit && { ...fit.parameters, logLikelihood: fit.logLikelihood, converged: fit.converged };

/** Whether the model misses what is seen of many, as it does where contracts end after a year. */
function isFar(ages: Answer['ages']): boolean {
  return ages.some(
    ({ atRisk, seen, expected }) => atRisk >= manyAtRisk && Math.abs(seen - (expected ?? seen)) > farOff,
  );
}

/** What cannot be said, and why. */
function noteAll({ total, ended, priced, currencies, stray, fit, misses }: Found): Notice[] {
  const odd = stray > 0 ? [subscriptionNotices.stray(stray)] : [];
  if (total === 0) return [subscriptionNotices.none(), ...odd];
  return [
    ...(fit === null && !misses ? [subscriptionNotices.few(ended, leastEnded)] : []),
    ...(misses ? [subscriptionNotices.misses()] : []),
    ...(fit?.converged === false ? [subscriptionNotices.unsure()] : []),
    ...(currencies.length > 1 ? [subscriptionNotices.currencies(currencies)] : []),
    ...(priced === 0 ? [subscriptionNotices.noPrice()] : []),
    ...odd,
  ];
}

function countTenures(rows: readonly Tenure[]) {
  const [ended, staying] = [new Float64Array(mostMonths + 1), new Float64Array(mostMonths + 1)];
  for (const row of rows) {
    ended[row.months] = row.lost;
    staying[row.months] = row.ended + row.staying - row.lost;
  }
  return { ended, staying };
}

/** How many are there after each month, as far as anybody has come. */
function survive(rows: readonly Tenure[], model: ShiftedBetaGeometric | null): Answer['ages'] {
  const last = Math.max(-1, ...rows.map(({ months }) => months));
  const ages: Answer['ages'] = [];
  let seen = 1;
  for (let months = 0; months <= last; months += 1) {
    const ended = rows.find((row) => row.months === months)?.lost ?? 0;
    const later = rows.filter((row) => row.months > months);
    const atRisk = ended + later.reduce((all, row) => all + row.ended + row.staying, 0);
    if (atRisk === 0) break;
    seen *= 1 - ended / atRisk;
    const expected = model === null ? null : shareStaying(model, months + 1);
    ages.push({ months, atRisk, ended, seen, expected });
  }
  return ages;
}

function worthByTenure(
  rows: readonly Tenure[],
  model: ShiftedBetaGeometric,
  { period, fee }: { readonly period: ValuePeriod; readonly fee: number | null },
): Answer['tenures'] {
  return tenureEnds.flatMap((to, place): Answer['tenures'] => {
    const from = place === 0 ? 0 : (tenureEnds[place - 1] ?? 0) + 1;
    const running = rows.filter(
      ({ months, staying }) => staying > 0 && months >= from && months <= (to ?? mostMonths),
    );
    const active = running.reduce((all, row) => all + row.staying, 0);
    if (active === 0) return [];
    const mean = (of: (months: number) => number) =>
      running.reduce((all, row) => all + row.staying * of(row.months), 0) / active;
    const ahead = period.months;
    const paid = mean((months) => expectPeriods(model, months, { ahead, discount: period.discount }));
    return [
      {
        from,
        to,
        active,
        half: halfGone(model, Math.round(mean((months) => months)), mostMonths),
        months: mean((months) => expectPeriods(model, months, { ahead, discount: 0 })),
        value: fee === null ? null : fee * active * paid,
      },
    ];
  });
}
