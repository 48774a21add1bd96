import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';

import { codeInitials, codeOfSyllable, codeSyllables, pinyinSyllables } from './pinyin.ts';
import { syllableCharacters } from './pinyin.data.ts';
import { segmentPinyin } from './pinyin-reading.ts';
import { foldText } from './text-fold.ts';

function code(...syllables: string[]): string {
  return syllables.map(codeOfSyllable).join('');
}

describe('the table', () => {
  it('holds each character once, folded, under a syllable that sorts in its place', () => {
    const syllables = pinyinSyllables();
    expect(syllables).toEqual(syllables.toSorted());
    const characters = Array.from(syllableCharacters.replaceAll(/[a-z ]/g, ''));
    expect(new Set(characters).size).toBe(characters.length);
    expect(characters.length).toBeGreaterThan(7_000);
    for (const char of characters) expect(foldText(char)).toBe(char);
  });

  it('agrees with pinyin-pro but for chosen readings', () => {
    const other: string[] = [];
    for (const entry of syllableCharacters.split(' ')) {
      const syllable = /^[a-z]+/.exec(entry)?.[0] ?? '';
      for (const char of entry.slice(syllable.length)) {
        const read = pinyin(char, { toneType: 'none', type: 'array' })[0]?.replace('ü', 'v');
        if (read !== syllable) other.push(`${char}${syllable}`);
      }
    }
    const chosen = '薄bo 弹dan 都du 还huan 了le 曾zeng 轧zha 粘zhan 郗xi 莘xin 莞guan 呒mu 嗯en 缪miao'.split(
      ' ',
    );
    expect(other.filter((one) => !chosen.includes(one))).toEqual([]);
  });
});

describe('names', () => {
  it('become syllables and initials', () => {
    expect(codeSyllables(foldText('華為科技(集团) 3M'))).toBe(
      `${code('hua', 'wei', 'ke', 'ji', 'ji', 'tuan')}3m`,
    );
    expect(codeInitials(codeSyllables('华为科技\n重庆银行'))).toBe('hwkj\ncqyh');
    expect(codeSyllables('重庆重工')).toBe(code('chong', 'qing', 'zhong', 'gong'));
    expect(codeSyllables('单田芳\n解放', { persons: true })).toBe(
      `${code('shan', 'tian', 'fang')}\n${code('xie', 'fang')}`,
    );
    expect(codeSyllables('单田芳')).toBe(code('dan', 'tian', 'fang'));
  });
});

describe('typed words', () => {
  const fits = (word: string, name: string) =>
    segmentPinyin(word).some(({ initials, pattern }) => {
      const coded = codeSyllables(foldText(name));
      return new RegExp(pattern, 'u').test(coded) && codeInitials(coded).includes(initials);
    });

  it.each([
    ['huaweikeji', '华为科技', true],
    ['huaweik', '华为科技', true],
    ['huawkj', '华为科技', true],
    ['xian', '西安', true],
    ['xian', '先锋', true],
    ['fangan', '方案', true],
    ['fangan', '反感', true],
    ['lvse', '绿色', true],
    ['lyuse', '绿色', true],
    ['lüse', '绿色', true],
    ["xi'an", '西安', true],
    ['3mzhongguo', '3M中国', true],
    ['tclkeji', 'TCL科技', true],
    ['huaweikeji', '华为技术', false],
    ['hwkj', '华为科技', false],
    ['', '华为', false],
    ['软件', '软件', false],
  ])('%s and %s: %s', (word, name, wanted) => expect(fits(word, name)).toBe(wanted));

  it('cost little, however odd', () => {
    const started = performance.now();
    for (const word of ['an'.repeat(30), 'x'.repeat(60), 'zhongguo'.repeat(1_000), 'iuv'.repeat(20)]) {
      expect(segmentPinyin(word).length).toBeLessThanOrEqual(6);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
