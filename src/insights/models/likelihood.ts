import type { Fit } from './history.ts';
import { minimise, type Pause } from './nelder-mead.ts';

/** A model whose parameters are above zero, to be fitted to the greatest likelihood: the search goes over their logarithms. */
export interface Likelihood<Parameters> {
  readonly start: readonly number[];
  /** Points with a coordinate further from zero than this are not looked at. */
  readonly bound: number;
  /** The parameters of a point whose coordinates were raised to powers of e. */
  read(values: readonly number[]): Parameters;
  /** The logarithm of the likelihood of all customers. */
  sum(parameters: Parameters): number;
  readonly customers: number;
}

/** Likelihoods a customer that differ by less are the same: far below what the last published digit says. */
const tolerance = 1e-11;

/** Finds the parameters that are most likely. */
export async function fitLikelihood<Parameters>(
  { start, bound, read, sum, customers }: Likelihood<Parameters>,
  pause?: Pause,
): Promise<Fit<Parameters>> {
  const readPoint = (point: readonly number[]) => read(point.map(Math.exp));
  const of = (point: readonly number[]) =>
    point.some((value) => Math.abs(value) > bound) ? Infinity : -sum(readPoint(point)) / customers;
  const found = await minimise(of, { start, tolerance }, pause);
  return {
    parameters: readPoint(found.point),
    logLikelihood: -found.value * customers,
    customers,
    converged: found.converged,
  };
}
