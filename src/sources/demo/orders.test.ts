import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { writeScenario } from './index.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-orders-'));
afterAll(() => rm(directory, { recursive: true }));

async function listDays(until?: string): Promise<string[]> {
  const options = { rows: 400, directory, ...(until === undefined ? {} : { until }) };
  const { orders } = await writeScenario('retail-shop', options);
  const lines = (await readFile(orders?.path ?? '', 'utf8')).split('\n').slice(1, -1);
  return lines.map((line) => (line.split(',')[2] ?? '').slice(0, 10)).toSorted();
}

const dayOf = (text: string | undefined): number => Date.parse(text ?? '') / 86_400_000;

it.each(['2031-05-04', '2026-01-01', '2024-02-29'])(
  'what a shop sold ends on the day that is asked for, %s',
  async (until) => {
    const days = await listDays(until);
    const lead = dayOf(until) - dayOf(days.at(-1));
    expect(days.length).toBeGreaterThan(300);
    expect(lead).toBeGreaterThanOrEqual(0);
    expect(lead).toBeLessThan(14);
    expect(dayOf(until) - dayOf(days[0])).toBeLessThanOrEqual(1_095);
    expect(await listDays(until)).toEqual(days);
  },
);

it('without a day, it ends with the year of the seed', async () => {
  expect((await listDays()).at(-1)).toMatch(/^2025-12-/);
});
