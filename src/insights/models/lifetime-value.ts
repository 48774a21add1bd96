/** Over which time value is counted, and what later money is worth less. */
export interface Horizon {
  readonly periods: number;
  /** The length of a period in the model's unit of time. */
  readonly length: number;
  /** Per period: 0.01 is one per cent. */
  readonly discount: number;
}

/** The sum over all periods of the purchases expected in each, discounted to today; `expected` counts from now to a time. */
export function discountPurchases(
  expected: (t: number) => number,
  { periods, length, discount }: Horizon,
): number {
  let before = 0;
  let sum = 0;
  for (let i = 1; i <= periods; i += 1) {
    const until = expected(i * length);
    sum += (until - before) / (1 + discount) ** i;
    before = until;
  }
  return sum;
}
