import { at, type Fit } from './history.ts';
import { fitLikelihood } from './likelihood.ts';
import type { Pause } from './nelder-mead.ts';
import { lnGamma } from './special.ts';

/** Each subscriber ends with a chance of its own in each period; these chances are beta (alpha, beta) over subscribers. */
export interface ShiftedBetaGeometric {
  readonly alpha: number;
  readonly beta: number;
}

/** Subscribers by the number of whole periods that they have stayed: those who ended in the next one, and those who go on. */
export interface Tenures {
  readonly ended: Float64Array;
  readonly staying: Float64Array;
}

/** The model of Fader and Hardie, “How to Project Customer Retention” (Journal of Interactive Marketing 21, 2007). */
export function fitTenures(tenures: Tenures, pause?: Pause): Promise<Fit<ShiftedBetaGeometric>> {
  const { ended, staying } = tenures;
  const customers = [...ended, ...staying].reduce((sum, count) => sum + count, 0);
  return fitLikelihood(
    {
      start: [0, 0.5],
      bound: 12,
      read: ([alpha = 0, beta = 0]) => ({ alpha, beta }),
      sum: (model) => {
        let sum = 0;
        for (let age = 0; age < Math.max(ended.length, staying.length); age += 1)
          sum += at(ended, age) * lnEnding(model, age) + at(staying, age) * lnStaying(model, age);
        return sum;
      },
      customers,
    },
    pause,
  );
}

/** ln of the chance to stay for so many periods. */
function lnStaying({ alpha, beta }: ShiftedBetaGeometric, periods: number): number {
  return lnGamma(beta + periods) - lnGamma(beta) + lnGamma(alpha + beta) - lnGamma(alpha + beta + periods);
}

/** ln of the chance to stay for so many periods and end in the next. */
function lnEnding(model: ShiftedBetaGeometric, periods: number): number {
  const { alpha, beta } = model;
  return lnStaying(model, periods) + Math.log(alpha) - Math.log(alpha + beta + periods);
}

/** The share of subscribers who are there after so many periods. */
export function shareStaying(model: ShiftedBetaGeometric, periods: number): number {
  return Math.exp(lnStaying(model, periods));
}

/** Of those who have stayed for so many periods, the share that stays for one more. */
export function retentionAfter({ alpha, beta }: ShiftedBetaGeometric, periods: number): number {
  return (beta + periods) / (alpha + beta + periods);
}

/** How many of the next periods somebody who has stayed for `periods` is expected to be there for, each worth less than the one before. */
export function expectPeriods(
  model: ShiftedBetaGeometric,
  periods: number,
  { ahead, discount }: { readonly ahead: number; readonly discount: number },
): number {
  let [share, sum] = [1, 0];
  for (let next = 0; next < ahead; next += 1) {
    share *= retentionAfter(model, periods + next);
    sum += share / (1 + discount) ** (next + 1);
  }
  return sum;
}

/** A half, but for what rounding takes. */
const half = 0.5 + 1e-12;

/** After how many more periods half of those who have stayed for `periods` are gone; null where it takes longer than `most`. */
export function halfGone(model: ShiftedBetaGeometric, periods: number, most: number): number | null {
  let share = 1;
  for (let next = 0; next < most; next += 1) {
    share *= retentionAfter(model, periods + next);
    if (share <= half) return next + 1;
  }
  return null;
}
