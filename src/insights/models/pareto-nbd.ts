import {
  at,
  countCustomers,
  indexValues,
  longestAge,
  type Fit,
  type Histories,
  type History,
  type Indexed,
} from './history.ts';
import { type Effort, fitLikelihood, type Likelihood } from './likelihood.ts';
import type { Pause } from './nelder-mead.ts';
import { addLogs, hypergeometricOfOne, lnGamma } from './special.ts';

/** Purchases: gamma (r, alpha) over customers; time until leaving: gamma (s, beta). */
export interface ParetoNbd {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** The model of Schmittlein, Morrison and Colombo (1987), by the likelihood in Fader and Hardie's note of 2005. */
export async function fitParetoNbd(
  histories: Histories,
  pause?: Pause,
  effort?: Effort,
): Promise<Fit<ParetoNbd>> {
  const known = {
    counts: indexValues(histories.x),
    early: indexPairs(histories.x, histories.tx),
    late: indexPairs(histories.x, histories.age),
  };
  const scale = longestAge(histories) / 4;
  const model: Likelihood<ParetoNbd> = {
    start: [-0.6, 0, -0.5, 0.2],
    bound: 10,
    read: ([r = 0, alpha = 0, s = 0, beta = 0]) => ({ r, alpha: alpha * scale, s, beta: beta * scale }),
    sum: (parameters) => sumLogLikelihood(parameters, histories, known),
    customers: countCustomers(histories),
    effort,
  };
  return fitLikelihood(model, pause);
}

/** Which different numbers of purchases there are, and which pairs of such a number and a time. */
interface Known {
  readonly counts: Indexed;
  readonly early: IndexedPairs;
  readonly late: IndexedPairs;
}

interface IndexedPairs {
  readonly pairs: readonly { readonly x: number; readonly t: number }[];
  readonly place: Int32Array;
}

function indexPairs(x: Float64Array, times: Float64Array): IndexedPairs {
  const known = new Map<string, number>();
  const pairs: { x: number; t: number }[] = [];
  const place = new Int32Array(x.length);
  for (const [i, t] of times.entries()) {
    const key = `${at(x, i)} ${t}`;
    const number = known.get(key) ?? pairs.length;
    if (number === pairs.length) pairs.push({ x: at(x, i), t });
    known.set(key, number);
    place[i] = number;
  }
  return { pairs, place };
}

/** The integrals depend on purchases and one time alone, and are computed once for each such pair. */
function sumLogLikelihood(
  model: ParetoNbd,
  { x, age, count }: Histories,
  { counts, early, late }: Known,
): number {
  const { r, alpha, s, beta } = model;
  const constant = r * Math.log(alpha) + s * Math.log(beta) - lnGamma(r);
  const shared = counts.values.map((value) => constant + lnGamma(r + value));
  const [earlies, lates] = [early, late].map(({ pairs }) => pairs.map((pair) => lnTail(model, pair)));
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const history = { x: at(x, i), age: at(age, i) };
    const tails = { early: at(earlies ?? [], at(early.place, i)), late: at(lates ?? [], at(late.place, i)) };
    const gone = lnBetween(model, history.x, tails);
    sum += at(count, i) * (at(shared, at(counts.place, i)) + addLogs(lnStayed(model, history), gone));
  }
  return sum;
}

function lnStayed({ r, alpha, s, beta }: ParetoNbd, { x, age }: Omit<History, 'tx'>): number {
  return -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
}

/** ln of s / (r + s + x) · A₀: that the customer left between the last purchase and now. */
function lnGone(model: ParetoNbd, { x, tx, age }: History): number {
  return lnBetween(model, x, { early: lnTail(model, { x, t: tx }), late: lnTail(model, { x, t: age }) });
}

function lnBetween(
  { r, s }: ParetoNbd,
  x: number,
  { early, late }: Readonly<Record<'early' | 'late', number>>,
) {
  if (!(early > late)) return -Infinity;
  return Math.log(s / (r + s + x)) + early + Math.log1p(-Math.exp(late - early));
}

/** The two forms of the integral keep the argument of ₂F₁ between 0 and 1; Euler's transformation makes its first parameter 1. */
function lnTail(
  { r, alpha, s, beta }: ParetoNbd,
  { x, t }: { readonly x: number; readonly t: number },
): number {
  const c = r + s + x + 1;
  const power = r + s + x;
  if (alpha >= beta) {
    const z = (alpha - beta) / (alpha + t);
    return (
      Math.log(hypergeometricOfOne({ b: r + x, c }, z)) - s * Math.log1p(-z) - power * Math.log(alpha + t)
    );
  }
  const z = (beta - alpha) / (beta + t);
  const series = Math.log(hypergeometricOfOne({ b: s + 1, c }, z));
  return series + (1 - r - x) * Math.log1p(-z) - power * Math.log(beta + t);
}

/** How likely a customer with this history still buys. */
export function paretoAlive(model: ParetoNbd, history: History): number {
  return 1 / (1 + Math.exp(lnGone(model, history) - lnStayed(model, history)));
}

/** (1 − (β / (β + t))ˢ⁻¹) / (s − 1), also near s = 1, where it is a logarithm. */
function timeLeft(s: number, beta: number, t: number): number {
  const log = Math.log1p(t / beta);
  return Math.abs(s - 1) * log < 1e-9 ? log : -Math.expm1((1 - s) * log) / (s - 1);
}

/** Purchases that a new customer is expected to make within t. */
export function expectParetoPurchases({ r, alpha, s, beta }: ParetoNbd, t: number): number {
  return ((r * beta) / alpha) * timeLeft(s, beta, t);
}

/** Purchases that a customer with this history is expected to make within the next t. */
export function expectParetoFuture(model: ParetoNbd, history: History, t: number): number {
  const { r, alpha, s, beta } = model;
  const { x, age } = history;
  const rate = ((r + x) * (beta + age)) / (alpha + age);
  return rate * timeLeft(s, beta + age, t) * paretoAlive(model, history);
}
