import { expectFuture, fitBgNbd } from '../models/bg-nbd.ts';
import { at, countCustomers, type Histories, type History } from '../models/history.ts';
import { createPause } from '../models/nelder-mead.ts';
import { expectParetoFuture, fitParetoNbd } from '../models/pareto-nbd.ts';
import type { SecondModel } from './contract.ts';

/** So many different histories are read at most: the second model takes some ten times as long for each as the first. */
const mostEntries = 2_000;

/** How long the search for the second model may go on, and how near it has to come: to four digits. */
const effort = { mostEvaluations: 500, tolerance: 1e-9 };

/** One history in so many, with its customers. */
function thin({ x, tx, age, count }: Histories): Histories {
  const every = Math.ceil(x.length / mostEntries);
  const some = (list: Float64Array) => list.filter((_, i) => i % every === 0);
  return { x: some(x), tx: some(tx), age: some(age), count: some(count) };
}

/**
 * What Pareto/NBD expects of customers, beside BG/NBD fitted to the same ones: two models that take leaving differently, where
 * they agree, are worth more than one.
 */
export async function askSecondModel(
  histories: Histories,
  { customers, weeks }: { readonly customers: number; readonly weeks: number },
): Promise<SecondModel> {
  const some = thin(histories);
  const first = await fitBgNbd(some, createPause());
  const second = await fitParetoNbd(some, createPause(), effort);
  const read = countCustomers(some);
  const sum = async (expect: (history: History) => number) => {
    const pause = createPause();
    let orders = 0;
    for (let i = 0; i < some.x.length; i += 1) {
      orders += at(some.count, i) * expect({ x: at(some.x, i), tx: at(some.tx, i), age: at(some.age, i) });
      await pause();
    }
    return (orders * customers) / read;
  };
  return {
    parameters: second.parameters,
    converged: first.converged && second.converged,
    customers: read,
    logLikelihood: second.logLikelihood,
    firstLogLikelihood: first.logLikelihood,
    orders: await sum((history) => expectParetoFuture(second.parameters, history, weeks)),
    firstOrders: await sum((history) => expectFuture(first.parameters, history, weeks)),
  };
}
