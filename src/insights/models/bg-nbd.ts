import {
  at,
  countCustomers,
  indexValues,
  longestAge,
  thinList,
  type Fit,
  type Histories,
  type History,
  type Indexed,
} from './history.ts';
import { fitLikelihood, type Likelihood } from './likelihood.ts';
import type { Pause } from './nelder-mead.ts';
import { addLogs, hypergeometricTimes, lnGamma } from './special.ts';

/** Purchases: gamma (r, alpha) over customers; leaving after a purchase: beta (a, b). */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/**
 * The model of Fader, Hardie and Lee, “Counting Your Customers” the Easy Way (Marketing Science 24, 2005), fitted to the
 * greatest likelihood.
 */
export async function fitBgNbd(histories: Histories, pause?: Pause): Promise<Fit<BgNbd>> {
  const thin = thinHistories(histories);
  const scale = longestAge(histories) / 10;
  const model: Likelihood<BgNbd> = {
    start: [-0.5, 0, -0.2, 0.5],
    bound: 12,
    read: ([r = 0, alpha = 0, a = 0, b = 0]) => ({ r, alpha: alpha * scale, a, b }),
    ...sumOver(histories),
    part: thin === undefined ? undefined : sumOver(thin),
  };
  return fitLikelihood(model, pause);
}

/** What some histories say of parameters. */
function sumOver(histories: Histories): Pick<Likelihood<BgNbd>, 'sum' | 'customers'> {
  const known = {
    counts: indexValues(histories.x),
    lasts: indexValues(histories.tx),
    ages: indexValues(histories.age),
  };
  return {
    sum: (parameters) => sumLogLikelihood(parameters, histories, known),
    customers: countCustomers(histories),
  };
}

/** A part of many histories. */
function thinHistories({ x, tx, age, count }: Histories): Histories | undefined {
  const [xs, txs, ages, counts] = [x, tx, age, count].map(thinList);
  if (xs === undefined || txs === undefined || ages === undefined || counts === undefined) return undefined;
  return { x: xs, tx: txs, age: ages, count: counts };
}

/** Which different numbers of purchases, last times and ages there are. */
interface Known {
  readonly counts: Indexed;
  readonly lasts: Indexed;
  readonly ages: Indexed;
}

/** The parts of the likelihood that depend on one of the three numbers alone are computed once for each number. */
function sumLogLikelihood(
  { r, alpha, a, b }: BgNbd,
  { x, count }: Histories,
  { counts, lasts, ages }: Known,
): number {
  const constant = r * Math.log(alpha) - lnGamma(r) + lnGamma(a + b) - lnGamma(b);
  const shared = counts.values.map(
    (value) => constant + lnGamma(r + value) + lnGamma(b + value) - lnGamma(a + b + value),
  );
  const left = counts.values.map((value) => Math.log(a) - Math.log(b + Math.max(value, 1) - 1));
  const logOf = (value: number) => Math.log(alpha + value);
  const [lastLogs, ageLogs] = [lasts.values.map(logOf), ages.values.map(logOf)];
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const place = at(counts.place, i);
    const power = r + at(x, i);
    const stayed = -power * at(ageLogs, at(ages.place, i));
    const gone = at(left, place) - power * at(lastLogs, at(lasts.place, i));
    sum += at(count, i) * (at(shared, place) + (at(x, i) === 0 ? stayed : addLogs(stayed, gone)));
  }
  return sum;
}

/** E[X(t)]: purchases after the first that a new customer is expected to make within t. */
export function expectPurchases(model: BgNbd, t: number): number {
  return futureFactor(model, { x: 0, age: 0 }, t);
}

/**
 * The part of E[Y(t) | x, tx, T] that depends on purchases and age alone; divided by one and the odds of having left it is
 * the expectation. By Euler's transformation the power r + x falls out, so that a million purchases do no harm; where a is
 * larger still, as with customers who are all alike, it is the plain series that converges.
 */
export function futureFactor({ r, alpha, a, b }: BgNbd, { x, age }: Omit<History, 'tx'>, t: number): number {
  const near = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
  const z = t / (alpha + age + t);
  const c = near + b + x - 1;
  const power = Math.min(near - 1, r + x);
  const series = power === near - 1 ? { a: c - r - x, b: power, c } : { a: power, b: b + x, c };
  return (c / (near - 1)) * (1 - hypergeometricTimes(series, z, power * Math.log1p(-z)));
}

/** The odds that a customer has left: 0 without a repeat purchase. */
function leftOdds({ r, alpha, a, b }: BgNbd, { x, tx, age }: History): number {
  return x === 0 ? 0 : (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + age) / (alpha + tx)));
}

/** E[Y(t) | x, tx, T]: purchases that a customer with this history is expected to make within the next t. */
export function expectFuture(model: BgNbd, history: History, t: number): number {
  return futureFactor(model, history, t) / (1 + leftOdds(model, history));
}

/** P(alive): how likely a customer with this history still buys. */
export function probabilityAlive(model: BgNbd, history: History): number {
  return 1 / (1 + leftOdds(model, history));
}

/** P(X(t) = 0): how likely a new customer buys nothing more within t. */
export function probabilityOfNone({ r, alpha }: BgNbd, t: number): number {
  return (alpha / (alpha + t)) ** r;
}
