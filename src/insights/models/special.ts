const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156] as const;
const halfLogTwoPi = 0.918_938_533_204_672_8;

/** ln Γ(x) for x > 0, to 14 digits: shifted above 10, then Stirling's series. */
export function lnGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / (shifted * shifted);
  let series = 0;
  for (let i = stirling.length - 1; i >= 0; i -= 1) series = series * inverse + (stirling[i] ?? 0);
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + series / shifted - Math.log(product);
}

/** ln(eᵃ + eᵇ). */
export function addLogs(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log1p(Math.exp(-Math.abs(a - b)));
}

const mostTerms = 20_000;

/** The parameters of Gauss's hypergeometric function. */
export interface Hypergeometric {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** ₂F₁(a, b; c; z) by its series, for 0 ≤ z < 1; callers transform it first so that it converges quickly. */
export function hypergeometric(parameters: Hypergeometric, z: number): number {
  return hypergeometricTimes(parameters, z, 0);
}

const large = 1e200;

/** ₂F₁(a, b; c; z) eˡ, also where the one is too large for a number and the other too small. */
export function hypergeometricTimes({ a, b, c }: Hypergeometric, z: number, log: number): number {
  let term = 1;
  let sum = 1;
  let scale = log;
  for (let n = 0; n < mostTerms; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) <= 1e-13 * Math.abs(sum)) break;
    if (Math.abs(sum) < large) continue;
    term /= large;
    sum /= large;
    scale += Math.log(large);
  }
  return sum * Math.exp(scale);
}

const mostSteps = 5_000;

/**
 * ₂F₁(1, b; c; z) by Gauss's continued fraction (DLMF 15.7.1), for 0 ≤ z < 1 and c > 1: near 1, where the series takes thousands
 * of terms, it takes tens.
 */
export function hypergeometricOfOne({ b, c }: Omit<Hypergeometric, 'a'>, z: number): number {
  const before = c - 1;
  // Lentz's method: f = before − u₁z / (before + 1 − u₂z / (before + 2 − …)), with u₂ₙ₊₁ = (b + n)(before + n), u₂ₙ = n(before − b + n).
  let [f, over, under] = [before, before, 0];
  for (let step = 1; step <= mostSteps; step += 1) {
    const n = Math.floor(step / 2);
    const u = step % 2 === 1 ? (b + n) * (before + n) : n * (before - b + n);
    under = 1 / nonZero(before + step - u * z * under);
    over = nonZero(before + step - (u * z) / over);
    const change = over * under;
    f *= change;
    if (Math.abs(change - 1) < 1e-14) break;
  }
  return before / f;
}

const nonZero = (value: number): number => (value === 0 ? 1e-300 : value);
