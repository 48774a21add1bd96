/**
 * Customers as counted histories, one entry for all with the same three numbers: repeat purchases `x`, the time `tx` of the
 * last one and the time `age` since the first, in one unit.
 */
export interface Histories {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
}

/** The number in a place of a list of numbers. */
export function at(values: Float64Array | Int32Array | readonly number[], i: number): number {
  return values[i] ?? 0;
}

/** The different values of a list, and which of them stands in each place. */
export interface Indexed {
  readonly values: Float64Array;
  readonly place: Int32Array;
}

/** `indexValues([5, 3, 5])` → values 5, 3; places 0, 1, 0. */
export function indexValues(list: Float64Array): Indexed {
  const known = new Map<number, number>();
  const place = new Int32Array(list.length);
  for (const [i, value] of list.entries()) {
    const number = known.get(value) ?? known.size;
    known.set(value, number);
    place[i] = number;
  }
  return { values: Float64Array.from(known.keys()), place };
}

/** How a model was fitted. */
export interface Fit<Parameters> {
  readonly parameters: Parameters;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly converged: boolean;
}

/** Below so many entries a part is not worth the trouble; a part has about so many. */
const entriesOfPart = 4_000;

/** One number in so many of a list; the same ones of lists of the same length. Undefined where there are few. */
export function thinList(list: Float64Array): Float64Array | undefined {
  const every = Math.floor(list.length / entriesOfPart);
  return every < 5 ? undefined : list.filter((_, i) => i % every === 0);
}

/** How many customers histories are of. */
export function countCustomers(histories: Pick<Histories, 'count'>): number {
  return histories.count.reduce((sum, count) => sum + count, 0);
}

/** The longest time since a first purchase, 1 at least: what the units of rates are measured by. */
export function longestAge({ age }: Pick<Histories, 'age'>): number {
  return age.reduce((most, value) => Math.max(most, value), 1);
}

/** One customer's history. */
export interface History {
  readonly x: number;
  readonly tx: number;
  readonly age: number;
}
