import { setImmediate as breathe } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const sliceMs = 10;
/** The clock is looked at once for so many items. */
const itemsAtOnce = 64;

/** Maps items one after another; however many there are, whoever else waits has a turn every few milliseconds. */
export async function mapInSlices<T, R>(items: Iterable<T>, work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let began = performance.now();
  for (const item of items) {
    results.push(work(item));
    if (results.length % itemsAtOnce !== 0 || performance.now() - began < sliceMs) continue;
    await breathe();
    began = performance.now();
  }
  return results;
}
