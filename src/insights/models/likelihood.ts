import type { Fit } from './history.ts';
import { minimise, type Minimum, type Pause, type Search } from './nelder-mead.ts';

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
  /** The same of a part of the customers, where there are many: where to look is learned from these first. */
  readonly part?: Pick<Likelihood<Parameters>, 'sum' | 'customers'> | undefined;
  /** When the search ends; usually where the last published digit stands. */
  readonly effort?: Effort | undefined;
}

/** How long a search may go on, and how near it has to come. */
export type Effort = Pick<Search, 'mostEvaluations' | 'tolerance'>;

/** Likelihoods a customer that differ by less are the same: far below what the last published digit says. */
const tolerance = 1e-11;
/** How far from what a part of the customers says the whole is looked for first. */
const nearStep = 0.03;

/** Finds the parameters that are most likely. */
export async function fitLikelihood<Parameters>(
  { start, bound, read, part, effort, ...whole }: Likelihood<Parameters>,
  pause?: Pause,
): Promise<Fit<Parameters>> {
  const readPoint = (point: readonly number[]) => read(point.map(Math.exp));
  const search = (
    { sum, customers }: Pick<Likelihood<Parameters>, 'sum' | 'customers'>,
    from: Search,
  ): Promise<Minimum> => {
    const of = (point: readonly number[]) =>
      point.some((value) => Math.abs(value) > bound) ? Infinity : -sum(readPoint(point)) / customers;
    return minimise(of, from, pause);
  };
  const { customers } = whole;
  const near = part === undefined ? undefined : (await search(part, { start })).point;
  const from = near === undefined ? { start } : { start: near, step: nearStep };
  const found = await search(whole, { tolerance, ...from, ...effort });
  return {
    parameters: readPoint(found.point),
    logLikelihood: -found.value * customers,
    customers,
    converged: found.converged,
  };
}
