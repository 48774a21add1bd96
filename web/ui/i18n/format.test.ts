import { expect, it } from 'vitest';
import { createFormat, plural } from './format.ts';

const [en, zh] = [createFormat('en', 'Asia/Shanghai'), createFormat('zh', 'Asia/Shanghai')];

it('writes numbers as each language does', () => {
  expect([en.number(1234567.891), zh.number(1234567.891)]).toEqual(['1,234,567.89', '1,234,567.89']);
  expect([en.compact(7_223), en.compact(123_456), zh.compact(123_456), zh.compact(340_000_000)]).toEqual([
    '7,223',
    '123k',
    '12.3万',
    '3.4亿',
  ]);
  expect([en.percent(0.426), zh.percent(1)]).toEqual(['43%', '100%']);
  expect(zh.money(120_000_000, 'CNY')).toBe('¥1.2亿');
  expect([en.bytes(0), en.bytes(999), en.bytes(1_500), en.bytes(23_400_000)]).toEqual([
    '0 B',
    '999 B',
    '1.5 kB',
    '23 MB',
  ]);
  expect([plural(1, 'row', 'rows'), plural(2_000, 'row', 'rows')]).toEqual(['1 row', '2,000 rows']);
});

it('writes times by the clock of the workspace', () => {
  const time = '2026-03-01T18:30:00.000Z';
  expect(zh.date(time)).toBe('2026年3月2日');
  expect(en.dateTime(time)).toContain('02:30:00');
  expect(createFormat('en', 'UTC').date(time)).toBe('1 Mar 2026');
  expect(createFormat('en', 'America/New_York').day('2026-03-01')).toBe('1 Mar 2026');
});

it('says how long ago something was', () => {
  const now = new Date('2026-03-10T00:00:00Z');
  const ago = (time: string) => [en.relative(time, now), zh.relative(time, now)];
  expect(ago('2026-03-09T23:59:40Z')).toEqual(['now', '现在']);
  expect(ago('2026-03-09T23:30:00Z')).toEqual(['30 minutes ago', '30分钟前']);
  expect(ago('2026-03-07T00:00:00Z')).toEqual(['3 days ago', '3天前']);
  expect(ago('2024-03-10T00:00:00Z')).toEqual(['2 years ago', '2年前']);
});
