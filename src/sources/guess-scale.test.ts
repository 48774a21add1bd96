import { describe, expect, it } from 'vitest';

import { guessScale } from './guess-scale.ts';

const columns = [
  { column: 1, field: 'turnover', unit: { currency: 'USD' } },
  { column: 2, field: 'employees' },
  { column: 3, field: 'registered_capital' },
  { column: 4, field: 'profit' },
];

/** Twelve companies; `perHead` is what each writes down for every thousand employees. */
function rowsOf(perHead: number): string[][] {
  return Array.from({ length: 12 }, (_empty, n) => [
    `Company ${n}`,
    `$${((n + 1) * perHead).toLocaleString('en')}`,
    String((n + 1) * 1000),
    '500000',
    '12',
  ]);
}

const english = ['company', 'revenue', 'employees', 'capital', 'profit'];
const chinese = ['公司', '营业额', '人数', '注册资本', '利润'];

describe('the scale of amounts without a unit', () => {
  it.each([
    { what: 'millions', perHead: 300, headers: english, factor: 1e6 },
    { what: 'thousands', perHead: 300_000, headers: english, factor: 1e3 },
    { what: '万', perHead: 80_000, headers: chinese, factor: 1e4 },
    { what: '亿', perHead: 9, headers: chinese, factor: 1e8 },
  ])('$what are told by what is left for each employee', ({ perHead, headers, factor }) => {
    const guess = guessScale(columns, { headers, samples: rowsOf(perHead) });
    expect(guess.columns).toEqual([
      { column: 1, field: 'turnover', unit: { currency: 'USD', factor } },
      { column: 2, field: 'employees' },
      { column: 3, field: 'registered_capital' },
      { column: 4, field: 'profit', unit: { factor } },
    ]);
    expect(guess.warnings.map(({ code }) => code)).toEqual(['amounts.scaled']);
    expect(guess.warnings[0]?.text.zh).toContain(`${headers[1]}, ${headers[4]}`);
  });

  it('whole amounts, amounts with a unit, and too few rows stay as they are', () => {
    const whole = { headers: english, samples: rowsOf(400_000_000) };
    const told = columns.map((column) =>
      column.field === 'turnover' ? { ...column, unit: { factor: 1000 } } : column,
    );
    const written = rowsOf(300).map((row) => row.with(1, `${row[1]} million`));
    expect(guessScale(columns, whole)).toEqual({ columns, warnings: [] });
    expect(guessScale(told, { headers: english, samples: rowsOf(300) }).warnings).toEqual([]);
    expect(guessScale(columns, { headers: english, samples: written }).warnings).toEqual([]);
    expect(guessScale(columns, { headers: english, samples: rowsOf(300).slice(0, 9) }).warnings).toEqual([]);
  });
});
