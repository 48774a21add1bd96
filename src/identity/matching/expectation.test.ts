import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { maximise, posterior, withoutApart, type Pattern } from './expectation.ts';

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

  it('does not take neighbours of one name for duplicates, since postcodes are alike within a town', async () => {
    const total = 1e8;
    const duplicates = 500;
    const town = [0.99, 0.01];
    const postcodes = { apart: [0.9899, 0.01, 0.0001], within: [0.58, 0.4, 0.02] };
    const born = [0.9999, 0.0001];
    // Pairs of one name: the grades of town, postcode and birth date that duplicates and strangers have.
    const patterns = [1, 2].flatMap((one) =>
      [1, 2, 3].flatMap((other) =>
        [1, 2].map((birth) => {
          const strangers = (one === 2 ? postcodes.within : postcodes.apart)[other - 1] ?? 0;
          const joined =
            (one === 2 ? 0.95 : 0.05) * ([0.05, 0.05, 0.9][other - 1] ?? 0) * (birth === 2 ? 0.9 : 0.1);
          const chance = total * 0.01 * (town[one - 1] ?? 0) * strangers * (born[birth - 1] ?? 0);
          return { grades: [2, one, other, birth], count: duplicates * joined + chance };
        }),
      ),
    );
    const anywhere = postcodes.apart.map((share, at) => share * 0.99 + (postcodes.within[at] ?? 0) * 0.01);
    const learning = {
      patterns,
      total,
      trust: 30,
      start: {
        lambda: 1e-6,
        m: [
          [0.05, 0.95],
          [0.1, 0.9],
          [0.1, 0.1, 0.8],
          [0.1, 0.9],
        ],
        u: [],
      },
      random: [[0.99, 0.01], town, anywhere, born],
    };
    const parents = [{ at: 1, best: 2 }];
    const tie = { parents, same: 0.01, shares: postcodes.within, pairs: 40_000 };
    const tied = await maximise({ ...learning, beside: [undefined, undefined, tie] });
    const loose = await maximise(learning);
    expect(tied.lambda * total).toBeGreaterThan(duplicates * 0.7);
    expect(tied.lambda * total).toBeLessThan(duplicates * 1.5);
    expect(loose.lambda * total).toBeGreaterThan(duplicates * 3);
    const neighbours = [2, 2, 2, 1];
    expect(posterior(tied, neighbours)).toBeLessThan(0.1);
    expect(posterior(loose, neighbours)).toBeGreaterThan(0.1);
    // Where nearly all such pairs are duplicates, what they have in common is no rule of strangers.
    const few = await maximise({ ...learning, beside: [undefined, undefined, { ...tie, pairs: 3 }] });
    expect(few.beside?.[2]?.u[2]).toBeLessThan(0.005);
  });

  it('goes by what people have said where the data alone says otherwise', async () => {
    // Customers move: those who are the same differ in their town more often than not, which only reviews tell.
    const grades = (name: number, town: number, phone: number) => ({ grades: [name, town, phone] });
    const patterns = [
      { ...grades(2, 2, 2), count: 60 },
      { ...grades(2, 1, 1), count: 400 },
      { ...grades(2, 2, 1), count: 40 },
      { ...grades(1, 2, 1), count: 2_000 },
    ];
    const learning = {
      total: 1e6,
      trust: 30,
      start: {
        lambda: 1e-5,
        m: [
          [0.1, 0.9],
          [0.1, 0.9],
          [0.1, 0.9],
        ],
        u: [],
      },
      random: [
        [0.9995, 0.0005],
        [0.95, 0.05],
        [0.9999, 0.0001],
      ],
    };
    const labels = [
      { ...grades(2, 1, 2), same: true, count: 30 },
      { ...grades(2, 2, 1), same: false, count: 12 },
    ];
    const alone = await maximise({ ...learning, patterns });
    const told = await maximise({ ...learning, patterns: withoutApart(patterns, labels), labels });
    expect(posterior(told, [2, 1, 2])).toBeGreaterThan(posterior(alone, [2, 1, 2]));
    expect(posterior(told, [2, 2, 1])).toBeLessThan(posterior(alone, [2, 2, 1]));
    expect(told.m[1]?.[0]).toBeGreaterThan((alone.m[1]?.[0] ?? 0) + 0.1);
    // What was said never counts for more than what was found.
    const loud = await maximise({
      ...learning,
      patterns,
      labels: [{ ...grades(2, 1, 2), same: true, count: 1e6 }],
    });
    expect(loud.m[1]?.[1]).toBeGreaterThan(0.2);
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
