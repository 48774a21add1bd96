import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { noAmounts, noTexts, type Arrival } from '../arrival.ts';
import { holdFor, openIntake } from './intake.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-intake-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const large: Arrival = {
  type: 'track',
  name: 'Called',
  user: 'u',
  device: '',
  company: '',
  source: 'Shop',
  message: 'm',
  at: 1,
  received: 1,
  currency: '',
  movement: '',
  texts: noTexts,
  amounts: noAmounts,
  lines: [],
  properties: [],
  raw: 'x'.repeat(1_000_000),
};

test('who sends more than the warehouse takes is answered later, and a trickle at once', async () => {
  const intake = openIntake({
    directory,
    space: { check: async () => undefined },
    operational: {
      lock: async () => {
        throw new Error('nothing is loaded');
      },
    },
    warehouse: () => new Promise(() => undefined),
    loaded: () => undefined,
    onFault: () => undefined,
  });
  const take = async (count: number): Promise<number> => {
    const started = performance.now();
    await intake.take(
      'ws',
      Array.from({ length: count }, () => large),
    );
    return performance.now() - started;
  };
  await take(1);
  expect(holdFor(intake.backlog('ws'))).toBe(0);
  for (const count of [20, 20]) await take(count);
  const hold = holdFor(intake.backlog('ws'));
  expect(hold).toBeGreaterThan(90);
  expect(await take(1)).toBeGreaterThanOrEqual(hold);
  expect([holdFor(10_000_000), holdFor(1_000_000_000)]).toEqual([0, 200]);
});
