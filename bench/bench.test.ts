import { assert as assertThat, array, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cutNames, factorsOf, whereOf } from './explore-questions.ts';
import { demand, percentile, readPeakMemory } from './measure.ts';
import { readOptions } from './options.ts';

describe('percentile', () => {
  it('is the value that so many of the values do not exceed', () => {
    const times = array(double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
    assertThat(
      property(times, double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(
          Math.floor(share * values.length),
        );
        expect(values.filter((value) => value < found).length).toBeLessThan(
          Math.max(1, share * values.length),
        );
      }),
    );
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  });
});

describe('options', () => {
  it('reads sizes, and refuses what it does not know', () => {
    expect(readOptions(['import', '--json', '--rows', '10_000'])).toMatchObject({
      name: 'import',
      json: true,
      rows: 10_000,
      seed: 1,
    });
    expect(() => readOptions(['fly'])).toThrow(/import/);
    expect(() => readOptions(['import', '--rows', 'many'])).toThrow(/whole number/);
    expect(() => readOptions(['import', 'explore'])).toThrow(/one bench/);
    expect(() => readOptions(['import', '--speed', '9'])).toThrow(/speed/);
  });
});

describe('questions', () => {
  it('cuts pieces of one length out of Chinese names', () => {
    const pieces = cutNames(['上海云帆软件有限公司', 'ACME', '北京'], 3);
    expect(pieces).toHaveLength(1);
    expect('上海云帆软件有限公司').toContain(pieces[0]);
  });

  it('asks PostgreSQL for the numbers under which provinces and industries are stored', () => {
    const where = whereOf({
      provinces: ['上海', '江苏'],
      section: 'I',
      employees: [100, 5_000],
      capital: 1e7,
    });
    expect(where).toContain('region BETWEEN 310000 AND 319999');
    expect(where).toContain('industry BETWEEN 6300 AND 6599');
    expect(new Set(Array.from({ length: 30 }, (_empty, n) => whereOf(factorsOf(n)))).size).toBeGreaterThan(
      25,
    );
  });
});

describe('checks', () => {
  it('fails on a wrong answer', () => {
    expect(() => demand(false, 'two of three')).toThrow('two of three');
    expect(() => demand(true, 'three of three')).not.toThrow();
  });

  it('reads the peak memory of a process where the system tells it', async () => {
    const peak = await readPeakMemory(process.pid);
    if (process.platform === 'linux') expect(peak).toBeGreaterThan(20);
    expect(await readPeakMemory(999_999_999)).toBeNull();
  });
});
