import { at, type Fit } from './history.ts';
import { minimise, type Pause } from './nelder-mead.ts';
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
  const customers = spends.count.reduce((sum, count) => sum + count, 0);
  const total = spends.mean.reduce((sum, mean, i) => sum + mean * at(spends.count, i), 0);
  const scale = total / Math.max(customers, 1);
  const read = (point: readonly number[]): GammaGamma => {
    const [p = 0, q = 0, v = 0] = point.map(Math.exp);
    return { p, q, v: v * scale };
  };
  const of = (point: readonly number[]) =>
    point.some((value) => Math.abs(value) > 12)
      ? Infinity
      : -sumLogLikelihood(read(point), spends) / customers;
  const found = await minimise(of, { start: [1, 1, -0.5], tolerance: 1e-11 }, pause);
  return {
    parameters: read(found.point),
    logLikelihood: -found.value * customers,
    customers,
    converged: found.converged,
  };
}

function sumLogLikelihood({ p, q, v }: GammaGamma, { x, mean, count }: Spends): number {
  const constant = q * Math.log(v) - lnGamma(q);
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const [n, m] = [at(x, i), at(mean, i)];
    const one =
      lnGamma(p * n + q) -
      lnGamma(p * n) +
      (p * n - 1) * Math.log(m) +
      p * n * Math.log(n) -
      (p * n + q) * Math.log(n * m + v);
    sum += at(count, i) * (constant + one);
  }
  return sum;
}

/** What a customer with x repeat purchases of this mean is expected to spend on average. */
export function expectSpend({ p, q, v }: GammaGamma, x: number, mean: number): number {
  return (p * (v + x * mean)) / (p * x + q - 1);
}
