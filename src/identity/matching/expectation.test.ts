import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { maximise, posterior, type Pattern } from './expectation.ts';

/** Counted vectors of three attributes that agree or not, made from λ .5, m .7/.9/.95, u .1/.025/.2. */
const counted: readonly (readonly [vector: string, count: number])[] = [
  ['000', 1407],
  ['001', 408],
  ['010', 63],
  ['011', 522],
  ['100', 163],
  ['101', 172],
  ['110', 67],
  ['111', 1198],
];

const start = {
  lambda: 0.3,
  m: [
    [0.2, 0.8],
    [0.2, 0.8],
    [0.2, 0.8],
  ],
  u: [
    [0.8, 0.2],
    [0.8, 0.2],
    [0.8, 0.2],
  ],
};

function patternsOf(vectors: Iterable<readonly [string, number]>): Pattern[] {
  return [...vectors].map(([vector, count]) => ({
    grades: Array.from(vector, (bit) => Number(bit) + 1),
    count,
  }));
}

async function expectKnown(patterns: readonly Pattern[]): Promise<void> {
  const { lambda, m, u } = await maximise({ patterns, start });
  expect(Math.abs(lambda - 0.5)).toBeLessThan(0.01);
  for (const [at, known] of [0.7, 0.9, 0.95].entries())
    expect(Math.abs((m[at]?.[1] ?? 0) - known)).toBeLessThan(0.01);
  for (const [at, known] of [0.1, 0.025, 0.2].entries())
    expect(Math.abs((u[at]?.[1] ?? 0) - known)).toBeLessThan(0.01);
}

describe('expectation-maximisation', () => {
  it('finds the parameters that vectors were made from', async () => {
    await expectKnown(patternsOf(counted));
  });

  it('finds the known parameters of the published vectors', async ({ skip }) => {
    const file = '../shared/data/matching/known_params_comparison_vectors.csv';
    if (!existsSync(file)) skip(`${file} is not there`);
    const counts = new Map<string, number>();
    for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
      const vector = line.split(',').slice(0, 3).join('');
      counts.set(vector, (counts.get(vector) ?? 0) + 1);
    }
    await expectKnown(patternsOf(counts));
  });

  it('counts only what is known of a pair', () => {
    const parameters = { lambda: 0.5, m: [[0.1, 0.9]], u: [[0.9, 0.1]] };
    expect(posterior(parameters, [0])).toBeCloseTo(0.5);
    expect(posterior(parameters, [2])).toBeCloseTo(0.9);
    expect(posterior(parameters, [1])).toBeCloseTo(0.1);
  });

  it('keeps to what is shipped where there is little to learn from', async () => {
    const m = [[0.1, 0.9]];
    const learnt = await maximise({
      patterns: [{ grades: [1], count: 3 }],
      total: 3,
      start: { lambda: 0.05, m, u: [[0.9, 0.1]] },
      random: [[0.9, 0.1]],
      trust: 30,
    });
    expect(learnt.m[0]?.[1]).toBeGreaterThan(0.8);
  });
});
