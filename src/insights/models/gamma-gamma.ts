import { at, countCustomers, type Fit, indexValues, type Indexed, thinList } from './history.ts';
import { fitLikelihood, type Likelihood } from './likelihood.ts';
import type { Pause } from './nelder-mead.ts';
import { lnGamma } from './special.ts';

/** What customers spend on average: gamma (p, ν) within, ν gamma (q, v) over customers. */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** Customers by number of repeat purchases and mean spend on them, both above zero. */
export interface Spends {
  readonly x: Float64Array;
  readonly mean: Float64Array;
  readonly count: Float64Array;
}

/** The model of Fader, Hardie and Lee, RFM and CLV (Journal of Marketing Research 42, 2005), as in Fader and Hardie's note of 2013. */
export async function fitGammaGamma(spends: Spends, pause?: Pause): Promise<Fit<GammaGamma>> {
  const customers = countCustomers(spends);
  const total = spends.mean.reduce((sum, mean, i) => sum + mean * at(spends.count, i), 0);
  const scale = total / Math.max(customers, 1);
  const thin = thinSpends(spends);
  const model: Likelihood<GammaGamma> = {
    start: [1, 1, -0.5],
    bound: 12,
    read: ([p = 0, q = 0, v = 0]) => ({ p, q, v: v * scale }),
    ...sumOver(spends),
    part: thin === undefined ? undefined : sumOver(thin),
  };
  return fitLikelihood(model, pause);
}

/** What some spends say of parameters. */
function sumOver(spends: Spends): Pick<Likelihood<GammaGamma>, 'sum' | 'customers'> {
  const known = { counts: indexValues(spends.x), logs: spends.mean.map(Math.log) };
  return {
    sum: (parameters) => sumLogLikelihood(parameters, spends, known),
    customers: countCustomers(spends),
  };
}

/** A part of many spends. */
function thinSpends({ x, mean, count }: Spends): Spends | undefined {
  const [xs, means, counts] = [x, mean, count].map(thinList);
  if (xs === undefined || means === undefined || counts === undefined) return undefined;
  return { x: xs, mean: means, count: counts };
}

/** What of customers stays the same while parameters change. */
interface Known {
  readonly counts: Indexed;
  /** Logarithms of mean spends. */
  readonly logs: Float64Array;
}

/** The parts that depend on the number of purchases alone are computed once for each number. */
function sumLogLikelihood(
  { p, q, v }: GammaGamma,
  { x, mean, count }: Spends,
  { counts, logs }: Known,
): number {
  const constant = q * Math.log(v) - lnGamma(q);
  const shared = counts.values.map(
    (n) => constant + lnGamma(p * n + q) - lnGamma(p * n) + p * n * Math.log(n),
  );
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const n = at(x, i);
    const rest = (p * n - 1) * at(logs, i) - (p * n + q) * Math.log(n * at(mean, i) + v);
    sum += at(count, i) * (at(shared, at(counts.place, i)) + rest);
  }
  return sum;
}

/** What a customer with x repeat purchases of this mean is expected to spend on average. */
export function expectSpend({ p, q, v }: GammaGamma, x: number, mean: number): number {
  return (p * (v + x * mean)) / (p * x + q - 1);
}
