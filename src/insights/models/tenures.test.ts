import { expect, test } from 'vitest';

import {
  expectPeriods,
  fitTenures,
  halfGone,
  retentionAfter,
  shareStaying,
} from './shifted-beta-geometric.ts';

/** Of 1,000 customers those who are there after 0 to 12 years, as Fader and Hardie (2007) print them. */
const published = {
  highEnd: [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394],
  regular: [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173],
};

/** The first seven years of them as tenures: who ended in each, and who went on. */
function sevenYears(there: readonly number[]) {
  const ended = Float64Array.from({ length: 7 }, (_, year) => (there[year] ?? 0) - (there[year + 1] ?? 0));
  const staying = new Float64Array(8);
  staying[7] = there[7] ?? 0;
  return { ended, staying };
}

test.each([
  { name: 'highEnd', alpha: 0.668, beta: 3.806, lnL: -1611.2 },
  { name: 'regular', alpha: 0.704, beta: 1.182, lnL: -1680.3 },
] as const)('the $name customers of the paper give its parameters and its projection', async (told) => {
  const there = published[told.name];
  const { parameters, logLikelihood, converged } = await fitTenures(sevenYears(there));
  expect(converged).toBe(true);
  expect(parameters.alpha).toBeCloseTo(told.alpha, 3);
  expect(parameters.beta).toBeCloseTo(told.beta, 3);
  expect(logLikelihood).toBeCloseTo(told.lnL, 1);
  // Five years that the model has not seen: within two points of a hundred.
  for (let year = 8; year <= 12; year += 1)
    expect(Math.abs(shareStaying(parameters, year) - (there[year] ?? 0) / 1000)).toBeLessThan(0.02);
});

test('the longer somebody has stayed, the likelier it stays', () => {
  const model = { alpha: 1, beta: 1 };
  // With a uniform chance to end, S(t) = 1 / (1 + t).
  expect(shareStaying(model, 3)).toBeCloseTo(1 / 4, 12);
  expect(retentionAfter(model, 3)).toBeCloseTo(4 / 5, 12);
  expect(halfGone(model, 3, 600)).toBe(4);
  expect(halfGone(model, 3, 3)).toBeNull();
  expect(expectPeriods(model, 0, { ahead: 2, discount: 0 })).toBeCloseTo(1 / 2 + 1 / 3, 12);
  expect(expectPeriods(model, 0, { ahead: 2, discount: 0.1 })).toBeCloseTo(1 / 2.2 + 1 / 3 / 1.21, 12);
});
