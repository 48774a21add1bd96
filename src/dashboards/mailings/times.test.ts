import { describe, expect, it } from 'vitest';

import { nextTime } from './times.ts';

const at = (text: string) => new Date(text);
const next = (every: 'day' | 'week' | 'month', after: string, zone = 'Asia/Shanghai') =>
  nextTime({ every, weekday: 1, hour: 8 }, at(after), zone).toISOString();

describe('when a mail is due', () => {
  it('is by the clock of the workspace, and always later than now', () => {
    expect(next('day', '2026-11-26T23:00:00Z')).toBe('2026-11-27T00:00:00.000Z');
    expect(next('day', '2026-11-27T00:00:00Z')).toBe('2026-11-28T00:00:00.000Z');
    // The 27th is a Friday.
    expect(next('week', '2026-11-27T00:00:00Z')).toBe('2026-11-30T00:00:00.000Z');
    expect(next('week', '2026-11-29T23:59:00Z')).toBe('2026-11-30T00:00:00.000Z');
    expect(next('week', '2026-11-30T00:00:00Z')).toBe('2026-12-07T00:00:00.000Z');
    expect(next('month', '2026-11-27T00:00:00Z')).toBe('2026-12-01T00:00:00.000Z');
    expect(next('month', '2026-11-30T23:00:00Z')).toBe('2026-12-01T00:00:00.000Z');
    expect(next('month', '2026-12-01T00:00:00Z')).toBe('2027-01-01T00:00:00.000Z');
  });

  it('is at the same hour after the clocks were changed', () => {
    expect(next('day', '2026-03-28T08:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z');
    expect(next('day', '2026-10-24T08:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T07:00:00.000Z');
  });
});
