import type { Bilingual } from '../../lib/problem.ts';

/** How sure a finding is, in words. */
export function sureness(p: number): Bilingual {
  const chance = p < 0.0001 ? '0.01%' : `${(p * 100).toPrecision(1)}%`;
  return p < 0.0001
    ? { en: `The chance of this without a cause is below ${chance}.`, zh: `纯属偶然的概率低于 ${chance}。` }
    : { en: `The chance of this without a cause is ${chance}.`, zh: `纯属偶然的概率为 ${chance}。` };
}
