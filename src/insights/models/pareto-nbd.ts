import { addLogs } from './bg-nbd.ts';
import {
  at,
  countCustomers,
  indexValues,
  type Fit,
  type Histories,
  type History,
  type Indexed,
} from './history.ts';
import { minimise, type Pause } from './nelder-mead.ts';
import { hypergeometric, lnGamma } from './special.ts';

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
  const customers = countCustomers(histories);
  const scale = Math.max(...histories.age, 1) / 4;
  const read = (point: readonly number[]): ParetoNbd => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = point.map(Math.exp);
    return { r, alpha: alpha * scale, s, beta: beta * scale };
  };
  const of = (point: readonly number[]) =>
    point.some((value) => Math.abs(value) > 10)
      ? Infinity
      : -sumLogLikelihood(read(point), histories, counts) / customers;
  const found = await minimise(of, { start: [-0.6, 0, -0.5, 0.2], tolerance: 1e-11 }, pause);
  return {
    parameters: read(found.point),
    logLikelihood: -found.value * customers,
    customers,
    converged: found.converged,
  };
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
