import { expect, test } from 'vitest';

import { dayStart, localTime } from './time-zone.ts';

test('days begin at the midnight of their place, in summer and winter', () => {
  const at = (day: string, zone: string) => new Date(dayStart(day, zone)).toISOString();
  expect(at('2024-05-31', 'Asia/Shanghai')).toBe('2024-05-30T16:00:00.000Z');
  expect(at('2024-07-01', 'America/New_York')).toBe('2024-07-01T04:00:00.000Z');
  expect(at('2024-03-10', 'America/New_York')).toBe('2024-03-10T05:00:00.000Z');
  expect(at('2024-03-11', 'America/New_York')).toBe('2024-03-11T04:00:00.000Z');
  expect(at('2024-05-31', 'UTC')).toBe('2024-05-31T00:00:00.000Z');
  expect(localTime(new Date('2024-05-31T23:30:00Z'), 'Asia/Shanghai').toISOString()).toBe(
    '2024-06-01T07:30:00.000Z',
  );
});
