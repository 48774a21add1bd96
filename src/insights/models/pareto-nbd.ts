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
import { fitLikelihood, type Likelihood } from './likelihood.ts';
import type { Pause } from './nelder-mead.ts';
import { addLogs, hypergeometric, lnGamma } from './special.ts';

/** Purchases: gamma (r, alpha) over customers; time until leaving: gamma (s, beta). */
export interface ParetoNbd {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** The model of Schmittlein, Morrison and Colombo (1987), by the likelihood in Fader and Hardie's note of 2005. */
export async function fitParetoNbd(histories: Histories, pause?: Pause): Promise<Fit<ParetoNbd>> {
  const counts = indexValues(histories.x);
  const scale = longestAge(histories) / 4;
  const model: Likelihood<ParetoNbd> = {
    start: [-0.6, 0, -0.5, 0.2],
    bound: 10,
    read: ([r = 0, alpha = 0, s = 0, beta = 0]) => ({ r, alpha: alpha * scale, s, beta: beta * scale }),
    sum: (parameters) => sumLogLikelihood(parameters, histories, counts),
    customers: countCustomers(histories),
  };
  return fitLikelihood(model, pause);
}

function sumLogLikelihood(model: ParetoNbd, { x, tx, age, count }: Histories, counts: Indexed): number {
  const { r, alpha, s, beta } = model;
  const constant = r * Math.log(alpha) + s * Math.log(beta) - lnGamma(r);
  const shared = counts.values.map((value) => constant + lnGamma(r + value));
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const history = { x: at(x, i), tx: at(tx, i), age: at(age, i) };
    sum +=
      at(count, i) *
      (at(shared, at(counts.place, i)) + addLogs(lnStayed(model, history), lnGone(model, history)));
  }
  return sum;
}

function lnStayed({ r, alpha, s, beta }: ParetoNbd, { x, age }: History): number {
  return -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
}

/** ln of s / (r + s + x) · A₀: that the customer left between the last purchase and now. */
function lnGone(model: ParetoNbd, { x, tx, age }: History): number {
  const { r, s } = model;
  const early = lnTail(model, x, tx);
  const late = lnTail(model, x, age);
  if (!(early > late)) return -Infinity;
  return Math.log(s / (r + s + x)) + early + Math.log1p(-Math.exp(late - early));
}

/** The two forms of the integral keep the argument of ₂F₁ between 0 and 1; Euler's transformation keeps the series short. */
function lnTail({ r, alpha, s, beta }: ParetoNbd, x: number, t: number): number {
  const c = r + s + x + 1;
  const power = r + s + x;
  if (alpha >= beta) {
    const z = (alpha - beta) / (alpha + t);
    return (
      Math.log(hypergeometric({ a: 1, b: r + x, c }, z)) - s * Math.log1p(-z) - power * Math.log(alpha + t)
    );
  }
  const z = (beta - alpha) / (beta + t);
  const series = Math.log(hypergeometric({ a: 1, b: s + 1, c }, z));
  return series + (1 - r - x) * Math.log1p(-z) - power * Math.log(beta + t);
}

/** How likely a customer with this history still buys. */
export function paretoAlive(model: ParetoNbd, history: History): number {
  return 1 / (1 + Math.exp(lnGone(model, history) - lnStayed(model, history)));
}

/** Purchases that a new customer is expected to make within t. */
export function expectParetoPurchases({ r, alpha, s, beta }: ParetoNbd, t: number): number {
  return ((r * beta) / (alpha * (s - 1))) * (1 - (beta / (beta + t)) ** (s - 1));
}

/** Purchases that a customer with this history is expected to make within the next t. */
export function expectParetoFuture(model: ParetoNbd, history: History, t: number): number {
  const { r, alpha, s, beta } = model;
  const { x, age } = history;
  const rate = ((r + x) * (beta + age)) / ((alpha + age) * (s - 1));
  return rate * (1 - ((beta + age) / (beta + age + t)) ** (s - 1)) * paretoAlive(model, history);
}
