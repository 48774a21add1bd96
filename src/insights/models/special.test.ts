import { assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';

import { hypergeometric, hypergeometricOfOne } from './special.ts';

const between = (min: number, max: number) => double({ min, max, noNaN: true });

test('the continued fraction of ₂F₁(1, b; c; z) is its series, and what is known of it near 1', () => {
  assert(
    property(between(0.1, 30), between(1, 30), between(0, 0.8), (b, more, z) => {
      const c = b + more;
      const series = hypergeometric({ a: 1, b, c }, z);
      expect(hypergeometricOfOne({ b, c }, z) / series).toBeCloseTo(1, 9);
    }),
  );
  // ₂F₁(1, 1; 2; z) = −ln(1 − z) / z, and ₂F₁(1, b; b; z) = 1 / (1 − z).
  for (const z of [0.1, 0.9, 0.99, 0.999]) {
    expect(hypergeometricOfOne({ b: 1, c: 2 }, z) / (-Math.log1p(-z) / z)).toBeCloseTo(1, 9);
    expect(hypergeometricOfOne({ b: 7.5, c: 7.5 }, z) * (1 - z)).toBeCloseTo(1, 8);
  }
});
