import { expect, it } from 'vitest';

import { simplifiedPairs } from './text-fold.data.ts';
import { foldSql, foldText } from './text-fold.ts';

it('folds case, width and script, and nothing twice', () => {
  expect(foldText('ＡＢＣ　華為（集團）ÄÖ')).toBe('abc 华为(集团)äö');
  expect(foldText('株式会社図書館 後台 ΟΔΟΣ')).toBe('株式会社图书馆 后台 οδοσ');
  expect(foldText('İÇĞ Ａｂ Ж Ω Ⓐ')).toBe('içğ ab ж ω ⓐ');
  for (let i = 0; i < simplifiedPairs.length; i += 2) {
    const to = simplifiedPairs.charAt(i + 1);
    expect(foldText(simplifiedPairs.charAt(i))).toBe(to);
    expect(foldText(to)).toBe(to);
  }
});

it('is small enough for a statement', () => expect(Buffer.byteLength(foldSql('name'))).toBeLessThan(30_000));
