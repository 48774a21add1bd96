import { inflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { drawSheet, type Sheet } from './draw.ts';

/** All that is packed in a file, opened. */
function openStreams(file: Buffer): string[] {
  const text = file.toString('latin1');
  return [...text.matchAll(/\/Length (\d+) >>\nstream\n/g)].map((found) => {
    const start = found.index + found[0].length;
    return inflateSync(file.subarray(start, start + Number(found[1]))).toString('latin1');
  });
}

/** The texts that pages show, read back by the tables of the file as a reader's copy does. */
function readTexts(file: Buffer): string[] {
  const streams = openStreams(file);
  const fonts = streams
    .filter((one) => one.includes('beginbfchar'))
    .map(
      (one) =>
        new Map(
          [...one.matchAll(/^<([0-9a-f]{2})> <([0-9a-f]+)>$/gm)].map(([, code = '', hex = '']) => [
            code,
            Buffer.from(hex, 'hex').swap16().toString('utf16le'),
          ]),
        ),
    );
  return streams
    .filter((one) => one.includes(' Tj'))
    .flatMap((page) =>
      [...page.matchAll(/BT [^\n]* ET/g)].map(([line]) =>
        [...line.matchAll(/\/F(\d+) [\d.]+ Tf <([0-9a-f]*)> Tj/g)]
          .map(([, font = '', codes = '']) =>
            (codes.match(/../g) ?? []).map((code) => fonts[Number(font)]?.get(code) ?? '?').join(''),
          )
          .join(''),
      ),
    );
}

const sheet = (blocks: Sheet['blocks']) =>
  drawSheet({
    title: '每周经营 Weekly (😀)',
    lead: '茶叶店',
    url: 'https://example.com/w/茶/dashboards/(x)',
    language: 'zh',
    blocks,
  });

describe('a dashboard on paper', () => {
  it('has its Chinese and English as text that can be found, and says where each object stands', async () => {
    const file = await sheet([
      {
        title: '销售额',
        big: '12.3万 CNY',
        notes: ['较此前 30 天增长。'],
        line: {
          labels: ['2025', '2026'],
          values: [1, 3, 2],
          next: [{ low: 1, mean: 2, high: 4 }],
          most: '3',
        },
      },
      { title: 'Parts', bars: [{ label: '江苏', value: 2, text: '2' }] },
      {
        title: 'Table',
        table: [
          ['月份', '客户'],
          ['2026-01', '100'],
        ],
        shade: () => 0.5,
      },
    ]);
    const texts = readTexts(file);
    for (const text of ['茶叶店', '销售额', '12.3万 CNY', '较此前 30 天增长。', '江苏', '月份', '2026-01'])
      expect(texts).toContain(text);
    expect(texts[0]).toMatch(/^每周经营 Weekly \(.+\)$/u);
    const text = file.toString('latin1');
    const rows = [...text.matchAll(/^(\d{10}) 00000 n $/gm)];
    for (const [i, [, at]] of rows.entries())
      expect(text.slice(Number(at)).startsWith(`${i + 1} 0 obj`)).toBe(true);
    expect(text).toContain('/URI (https://example.com/w/%E8%8C%B6/dashboards/\\(x\\))');
  });

  it('goes on to further pages, and draws no more rows than it says', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      title: `Card ${i}`,
      bars: Array.from({ length: 14 }, (__, j) => ({ label: `part ${j}`, value: j, text: String(j) })),
    }));
    const file = await sheet(many);
    expect(file.toString('latin1')).toMatch(/\/Type \/Pages \/Count [4-9]/);
    expect(readTexts(file).filter((text) => text.startsWith('Card'))).toHaveLength(12);
  });
});
