import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { fitEts, forecastEts } from './ets.ts';
import { forecastSeries } from './forecast.ts';

const file = new URL('../../../../shared/data/retail/superstore.csv', import.meta.url);
const isThere = existsSync(file);
if (!isThere) process.stdout.write('skipped: the orders of Superstore are not at ../shared/data/retail\n');

const seasonal = [0.7, 0.9, 1, 1.4];

describe('exponential smoothing', () => {
  it('goes on with a line', async () => {
    const line = Array.from({ length: 24 }, (_, i) => 100 + 5 * i + (i % 2) - 0.5);
    const found = await fitEts(line, 1);
    expect(found?.trend).toBe('A');
    if (found === undefined) throw new Error('a model was expected');
    const { points, total } = await forecastEts(found, 4);
    for (const [step, { mean, low80, high80, low95 }] of points.entries()) {
      expect(Math.abs(mean - (220 + 5 * step))).toBeLessThan(2);
      expect(low95 < low80 && low80 < mean && mean < high80).toBe(true);
    }
    expect(points).toHaveLength(4);
    const sumOf = (of: 'mean' | 'low80') => points.reduce((sum, point) => sum + point[of], 0);
    expect(total.mean).toBeCloseTo(sumOf('mean'), 6);
    // Not all steps are low at once.
    expect(total.low80).toBeGreaterThan(sumOf('low80'));
    expect(total.low80).toBeLessThan(total.mean);
  });

  it('goes on with a line under a season that multiplies', async () => {
    const of = (i: number) => (50 + 3 * i) * (seasonal[i % 4] ?? 1);
    const round = Array.from({ length: 40 }, (_, i) => of(i) * (1 + ((i * 7) % 5) / 500));
    const model = await fitEts(round, 4);
    expect(model).toMatchObject({ season: 'M' });
    const points = model ? (await forecastEts(model, 4)).points : [];
    for (const [step, { mean }] of points.entries())
      expect(Math.abs(mean / of(40 + step) - 1)).toBeLessThan(0.04);
  });

  it('says when a series is too short, and when repeating the past is as good', async () => {
    expect(await forecastSeries({ series: [1, 2, 3], period: 12, steps: 3 })).toEqual({
      verdict: 'too-short',
      needed: 14,
    });
    // Two weeks and a bit are too little to learn a week from, and repeating the last one is exact.
    const weeks = Array.from({ length: 18 }, (_, i) => [3, 9, 4, 8, 1, 20, 6][i % 7] ?? 0);
    const answer = await forecastSeries({ series: weeks, period: 7, steps: 3 });
    expect(answer).toMatchObject({ verdict: 'no-better', test: { naive: 0 } });
  });
});

/** Sums of a column of Superstore by month, of everything and of each category and sub-category. */
async function readMonths(column: 'Sales' | 'Quantity'): Promise<ReadonlyMap<string, readonly number[]>> {
  const cells = (row: string) =>
    [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((cell) => (cell[1] ?? '').replaceAll('"', ''));
  const [header = '', ...rows] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  const names = cells(header);
  const place = (name: string) => names.indexOf(name);
  expect(place(column)).toBeGreaterThan(0);
  const months = Array.from({ length: 48 }, (_, i) =>
    new Date(Date.UTC(2014, i, 1)).toISOString().slice(0, 7),
  );
  const series = new Map<string, number[]>();
  for (const row of rows.map(cells)) {
    const at = months.indexOf((row[place('Order Date')] ?? '').slice(0, 7));
    for (const key of ['', row[place('Category')] ?? '', row[place('Sub-Category')] ?? '']) {
      const sums = series.get(key) ?? months.map(() => 0);
      sums[at] = (sums[at] ?? 0) + Number(row[place(column)]);
      series.set(key, sums);
    }
  }
  return series;
}

it.skipIf(!isThere)(
  'the monthly sales of Superstore are forecast better than by the year before',
  async () => {
    const series = (await readMonths('Sales')).get('') ?? [];
    const forecast = await forecastSeries({ series, period: 12, steps: 6 });
    expect(forecast.verdict).toBe('forecast');
    if (forecast.verdict !== 'forecast') return;
    process.stdout.write(
      `Superstore by month: ${JSON.stringify(forecast.form)} ${JSON.stringify(forecast.test)}\n`,
    );
    expect(forecast.test.error).toBeLessThan(forecast.test.naive);
    expect(forecast.form.season).not.toBe('N');
  },
);

it.skipIf(!isThere)(
  'where demand is forecast, half a year that was held out is nearer to it than to the year before',
  async () => {
    const held = { series: 0, told: 0, better: 0, error: 0, naive: 0 };
    for (const series of (await readMonths('Quantity')).values()) {
      held.series += 1;
      const [past, came] = [series.slice(0, 42), series.slice(42)];
      const forecast = await forecastSeries({ series: past, period: 12, steps: 6 });
      if (forecast.verdict !== 'forecast') continue;
      const off = (of: (step: number) => number) =>
        came.reduce((sum, value, step) => sum + Math.abs(value - of(step)), 0);
      const [error, naive] = [off((i) => forecast.points[i]?.mean ?? 0), off((i) => past[30 + i] ?? 0)];
      held.told += 1;
      held.better += error <= naive ? 1 : 0;
      held.error += error;
      held.naive += naive;
    }
    process.stdout.write(`Superstore's demand by category, held out: ${JSON.stringify(held)}\n`);
    expect(held.series).toBe(21);
    expect(held.told).toBeGreaterThan(5);
    expect(held.error).toBeLessThan(0.8 * held.naive);
    expect(held.better / held.told).toBeGreaterThan(0.7);
  },
);
