import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { areProvinces, type ChartRow, toRows, withRest, writeCsv } from './chart-rows.ts';
import { shortProvince, tiles } from './tile-map.ts';

const row = (label: string, count = 1): ChartRow => ({ key: label, label, count, rule: null });

/** Reads CSV as a spreadsheet does. */
function readCsv(text: string): string[][] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|$)/g)];
  const lines: string[][] = [[]];
  for (const [, value = '', end] of cells) {
    if (value === '' && end === '') break;
    lines.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

it('writes CSV that reads back, and no cell that a spreadsheet would run', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.nat())), (pairs) => {
      const rows = pairs.map(([label, count]) => row(label, count));
      const lines = readCsv(writeCsv(['a', 'b', 'c'], rows).slice(1));
      expect(lines.length).toBe(rows.length + 1);
      for (const [i, [label = '', count]] of lines.slice(1).entries()) {
        expect([rows[i]?.label, `'${rows[i]?.label}`].includes(label) ? rows[i]?.label : label).toBe(
          rows[i]?.label,
        );
        expect(/^\s*[=+\-@]/.test(label)).toBe(false);
        expect(count).toBe(String(rows[i]?.count));
      }
    }),
  );
  expect(writeCsv(['值', '数', '比'], [row('=1+1', 1), row('a"b', 3)])).toBe(
    '\uFEFF"值","数","比"\r\n"\'=1+1",1,0.25\r\n"a""b",3,0.75\r\n',
  );
});

it('puts every province on a tile of its own', () => {
  expect(tiles.length).toBe(34);
  expect(new Set(tiles.map(({ column, row: at }) => `${column},${at}`)).size).toBe(34);
  expect(new Set(tiles.map(({ code }) => code)).size).toBe(34);
  expect(
    ['上海市', '广西壮族自治区', '内蒙古自治区', '香港特别行政区', 'Shanghai'].map(shortProvince),
  ).toEqual(['上海', '广西', '内蒙古', '香港', 'Shanghai']);
});

it('shows years from the earliest on', () => {
  const values = ['2024', '2023', '1998'].map((value) => ({ value, label: null, count: 1, rule: null }));
  expect(toRows(values, 'en').rows.map(({ label }) => label)).toEqual(['1998', '2023', '2024']);
});

it('keeps what it cannot show apart', () => {
  const values = [
    {
      value: '310000',
      label: { en: 'Shanghai', zh: '上海市' },
      count: 2,
      rule: { field: 'region', under: '310000' },
    },
    { value: null, label: { en: '(empty)', zh: '（空）' }, count: 5, rule: null },
  ];
  const { rows, empty } = toRows(values, 'zh');
  expect([rows.map(({ label }) => label), empty, areProvinces(rows)]).toEqual([['上海市'], 5, true]);
  expect(areProvinces([row('310100')])).toBe(false);
  expect(
    withRest([row('a', 3), row('b', 2), row('c', 1)], 2, 'others').map(({ label, count }) => [label, count]),
  ).toEqual([
    ['a', 3],
    ['others', 3],
  ]);
});
