import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import {
  expectFuture,
  expectPurchases,
  fitBgNbd,
  futureFactor,
  probabilityAlive,
  probabilityOfNone,
  type BgNbd,
} from './bg-nbd.ts';
import { expectSpend, fitGammaGamma } from './gamma-gamma.ts';
import type { Fit, Histories } from './history.ts';
import { discountPurchases } from './lifetime-value.ts';
import { expectParetoFuture, expectParetoPurchases, fitParetoNbd, paretoAlive } from './pareto-nbd.ts';
import { hypergeometric, lnGamma } from './special.ts';

const file = new URL(
  '../../../../shared/data/clv/cdnow_customers_summary_with_transactions.csv',
  import.meta.url,
);
const isThere = existsSync(file);
if (!isThere) process.stdout.write('skipped: the CDNOW summary is not at ../shared/data/clv\n');

/** E[X(t)] without the hypergeometric function: over the chance p of leaving after a purchase. */
function integratePurchases({ r, alpha, a, b }: BgNbd, t: number): number {
  const steps = 400_000;
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < steps; i += 1) {
    const u = (i + 0.5) / steps;
    const p = u ** 4;
    const weight = p ** (a - 1) * (1 - p) ** (b - 1) * u ** 3;
    weights += weight;
    sum += (weight * (1 - (alpha / (alpha + p * t)) ** r)) / p;
  }
  return sum / weights;
}

describe('special functions', () => {
  it('agree with values in closed form', () => {
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(lnGamma(6)).toBeCloseTo(Math.log(120), 13);
    expect(lnGamma(1e6) / 12_815_504.569_147_4).toBeCloseTo(1, 12);
    expect(hypergeometric({ a: 1, b: 1, c: 2 }, 0.9)).toBeCloseTo(-Math.log(0.1) / 0.9, 10);
    expect(hypergeometric({ a: -0.5, b: 3, c: 3 }, 0.75)).toBeCloseTo(0.5, 12);
  });
});

/** Customers who buy at rates of their own (exponential, once in 20 days on average), and all leave after as many orders. */
function simulateAlike(customers: number, orders: number): Histories {
  let state = 11;
  const draw = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const rows = Array.from({ length: customers }, () => {
    const rate = -Math.log(draw()) / 20;
    const age = 50 + Math.floor(draw() * 500);
    let [x, tx] = [0, 0];
    while (x < orders) {
      const next = tx - Math.log(draw()) / rate;
      if (next > age) break;
      [x, tx] = [x + 1, next];
    }
    return { x, tx, age };
  });
  const list = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    x: list(({ x }) => x),
    tx: list(({ tx }) => tx),
    age: list(({ age }) => age),
    count: list(() => 1),
  };
}

describe('customers who all leave alike', () => {
  it('settle the model in what it says, though two of its parameters have no end', async () => {
    const { parameters, converged } = await fitBgNbd(simulateAlike(1_500, 10));
    expect(parameters.a).toBeGreaterThan(1_000);
    expect(converged).toBe(true);
  });
});

describe('expected purchases', () => {
  it.each([2, 40, 4_000, 150_000])(
    'of customers who are ever more alike come near those of one chance to leave: a = %d',
    (a) => {
      const model = { r: 0.6, alpha: 30, a, b: 3 * a };
      const chance = 1 / 4;
      const alike = (1 - (model.alpha / (model.alpha + chance * 52)) ** model.r) / chance;
      expect(Math.abs(expectPurchases(model, 52) / alike - 1)).toBeLessThan(1 / a);
      for (const x of [0, 1, 30, 10_000]) {
        const factor = futureFactor(model, { x, age: 100 }, 52);
        expect(factor).toBeGreaterThan(0);
        expect(factor).toBeLessThan((52 * (model.r + x)) / (model.alpha + 100) + 1e-9);
      }
    },
  );

  it('are those of an integral', () => {
    for (const model of [
      { r: 0.25, alpha: 4.4, a: 0.8, b: 2.4 },
      { r: 0.5, alpha: 9, a: 3.5, b: 8 },
    ])
      expect(expectPurchases(model, 30)).toBeCloseTo(integratePurchases(model, 30), 4);
  });
});

describe.skipIf(!isThere)('models of value on the purchases of CDNOW', () => {
  let histories: Histories;
  let means: Float64Array;
  let bg: Fit<BgNbd>;

  beforeAll(async () => {
    const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/).slice(1);
    const cells = lines.map((line) => line.split(',').map(Number));
    const column = (i: number) => Float64Array.from(cells, (row) => row[i] ?? 0);
    histories = { x: column(1), tx: column(2), age: column(3), count: column(0).fill(1) };
    means = column(4);
    bg = await fitBgNbd(histories);
  });

  const first = (i: number) => ({
    x: histories.x[i] ?? 0,
    tx: histories.tx[i] ?? 0,
    age: histories.age[i] ?? 0,
  });

  it('BG/NBD has the published parameters and expectations', () => {
    expect(bg.converged).toBe(true);
    expect(bg.parameters.r).toBeCloseTo(0.243, 3);
    expect(bg.parameters.alpha.toPrecision(3)).toBe('4.41');
    expect(bg.parameters.a).toBeCloseTo(0.793, 3);
    expect(bg.parameters.b.toPrecision(3)).toBe('2.43');
    expect(Math.abs(bg.logLikelihood - -9582.4)).toBeLessThan(0.05);
    const model = bg.parameters;
    const expected = [0.1429, 1, 3, 31.8571, 32].map((t) => expectPurchases(model, t).toFixed(4));
    expect(expected).toEqual(['0.0078', '0.0532', '0.1506', '1.0405', '1.0437']);
    // Printed as 1.8576, from a series that was cut off after 150 terms; the whole series and the integral give 1.8579.
    expect(Math.abs(expectPurchases(model, 78) - integratePurchases(model, 78))).toBeLessThan(1e-6);
    expect(expectPurchases(model, 78)).toBeCloseTo(1.8576, 3);
    expect(expectFuture(model, { x: 2, tx: 30.43, age: 38.86 }, 39)).toBeCloseTo(1.226, 3);
    const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    expect(probabilityOfNone(published, 39)).toBeCloseTo(0.573_79, 4);
    for (let i = 0; i < histories.x.length; i += 1)
      if (histories.x[i] === 0) expect(probabilityAlive(bg.parameters, first(i))).toBe(1);
    expect(expectFuture(model, { x: 1e6, tx: 38.86, age: 38.86 }, 39)).toBeGreaterThan(1e5);
  });

  it('the same customers counted together give the same fit', async () => {
    const groups = new Map<string, [number, number, number, number]>();
    for (let i = 0; i < histories.x.length; i += 1) {
      const { x, tx, age } = first(i);
      const group = groups.get(`${x} ${tx} ${age}`) ?? [x, tx, age, 0];
      group[3] += 1;
      groups.set(`${x} ${tx} ${age}`, group);
    }
    const column = (i: 0 | 1 | 2 | 3) => Float64Array.from(groups.values(), (row) => row[i]);
    const again = await fitBgNbd({ x: column(0), tx: column(1), age: column(2), count: column(3) });
    expect(groups.size).toBeLessThan(histories.x.length);
    expect(again.customers).toBe(2_357);
    expect(again.logLikelihood).toBeCloseTo(bg.logLikelihood, 4);
  });

  it('Pareto/NBD has the published parameters, and expectations near those of BG/NBD', async () => {
    const { parameters, logLikelihood, converged } = await fitParetoNbd(histories);
    expect(converged).toBe(true);
    expect(parameters.r.toFixed(3)).toBe('0.553');
    expect(parameters.alpha.toPrecision(3)).toBe('10.6');
    expect(parameters.s.toPrecision(3)).toBe('0.606');
    expect(parameters.beta.toPrecision(3)).toBe('11.7');
    expect(Math.abs(logLikelihood - -9595.0)).toBeLessThan(0.05);
    expect(expectParetoPurchases(parameters, 39)).toBeCloseTo(expectPurchases(bg.parameters, 39), 1);
    expect(expectParetoFuture(parameters, { x: 2, tx: 30.43, age: 38.86 }, 39)).toBeCloseTo(1.226, 0);
    expect(paretoAlive(parameters, { x: 2, tx: 38.86, age: 38.86 })).toBeCloseTo(1, 10);
  });

  it('Gamma-Gamma and lifetime values are those published', async () => {
    const buyers = [...means.keys()].filter((i) => (histories.x[i] ?? 0) > 0);
    const pick = (from: Float64Array) => Float64Array.from(buyers, (i) => from[i] ?? 0);
    const spends = { x: pick(histories.x), mean: pick(means), count: pick(histories.count) };
    const { parameters, customers } = await fitGammaGamma(spends);
    expect(customers).toBe(946);
    expect(parameters.p.toPrecision(3)).toBe('6.25');
    expect(parameters.q.toPrecision(3)).toBe('3.74');
    expect(parameters.v.toPrecision(3)).toBe('15.4');
    const spend = (i: number) => expectSpend(parameters, histories.x[i] ?? 0, means[i] ?? 0);
    const means10 = [
      24.658619, 18.911489, 35.170981, 35.170981, 35.170981, 71.462843, 18.911489, 35.170981, 27.282408,
      35.170981,
    ];
    for (const [i, published] of means10.entries())
      expect(Math.abs(spend(i) / published - 1), `mean of customer ${i + 1}`).toBeLessThan(0.001);
    // The published table takes a month for thirty of the model's units.
    const horizon = { periods: 12, length: 30, discount: 0.01 };
    const values = [
      140.096211, 18.943467, 38.180574, 38.180574, 38.180574, 1003.868107, 28.109683, 38.180574, 167.418216,
      38.180574,
    ];
    for (const [i, published] of values.entries()) {
      const bought = discountPurchases((t) => expectFuture(bg.parameters, first(i), t), horizon);
      expect(Math.abs((spend(i) * bought) / published - 1), `customer ${i + 1}`).toBeLessThan(0.001);
    }
  });
});
