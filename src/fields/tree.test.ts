import { expect, test } from 'vitest';
import { isProblem } from '../lib/problem.ts';
import { foldText } from './fold.ts';
import { everydayNames, industryNames, industryTree } from './industry.ts';
import { regionNames, regionTree } from './region.ts';
import type { Tree } from './tree.ts';
import { ancestors, childrenOf, findNode, labelOf, nodeOfStorage, rangeUnder, storageCode } from './tree.ts';

const countByLevel = (tree: Tree) =>
  [1, 2, 3, 4].map((level) => tree.index().nodes.filter((node) => node.level === level).length);

/** True when a stored number lies in one of the ranges under a code. */
const isUnder = (tree: Tree, stored: number, code: string) =>
  rangeUnder(tree, code).ranges.some(([from, to]) => stored >= from && stored <= to);

test('the trees hold what their sources hold', () => {
  expect(countByLevel(industryTree)).toEqual([20, 97, 473, 1381]);
  // 31 provinces, 342 cities and 2,978 counties less the three cities that the source repeats as their own county; 3, 25 and 383 outside the mainland.
  expect(countByLevel(regionTree)).toEqual([34, 367, 3358, 0]);
});

test.each([regionTree, industryTree])(
  '$name: every node is under its ancestors by number, and no two tops share a number',
  (tree) => {
    const wrong = tree.index().nodes.filter((node) => {
      const stored = storageCode(tree, node.code);
      const above = ancestors(tree, node.code);
      const isWhole = above.every(({ level }, i) => level === i + 1) && above.length === node.level - 1;
      return (
        !isWhole ||
        node.name.zh === '' ||
        node.name.en === '' ||
        ![...above, node].every(({ code }) => isUnder(tree, stored, code))
      );
    });
    expect(wrong).toEqual([]);
    const tops = childrenOf(tree, null)
      .flatMap(({ code }) => rangeUnder(tree, code).ranges)
      .toSorted((a, b) => a[0] - b[0]);
    expect(tops.filter(([from], i) => from <= (tops[i - 1]?.[1] ?? -1))).toEqual([]);
  },
);

test.each([regionTree, industryTree])('$name: one number never stands for two things', (tree) => {
  const wrong = tree
    .index()
    .nodes.filter((node) => nodeOfStorage(tree, storageCode(tree, node.code))?.name.zh !== node.name.zh);
  expect(wrong).toEqual([]);
});

test('codes, names in both languages, short names and paths find a region', () => {
  const found = (text: string) => findNode(regionTree, text)?.code;
  expect(
    ['310115', '31', '3101', '310115005000', '上海', '上海市', 'shanghai', '浦东', '浦东新区'].map(found),
  ).toEqual(['310115', '310000', '310100', '310115', '310000', '310000', '310000', '310115', '310115']);
  expect(
    [
      '内蒙古',
      'Inner Mongolia',
      '恩施',
      '香港',
      'Hong Kong',
      '吉林',
      '吉林市',
      'Nanjing',
      'Jiangning',
      '陕西',
      'Shaanxi',
      'Shanxi',
    ].map(found),
  ).toEqual([
    '150000',
    '150000',
    '422800',
    '810000',
    '810000',
    '220000',
    '220200',
    '320100',
    '320115',
    '610000',
    '610000',
    '140000',
  ]);
  expect(
    ['朝阳区', '北京市朝阳区', '吉林省/长春市/朝阳区', '江苏 南京 鼓楼区', '新疆石河子市'].map(found),
  ).toEqual([undefined, '110105', '220104', '320106', '659001']);
  expect(['', '  ', 'nowhere', '999999', '<b>', '__proto__', 'x'.repeat(100_000)].map(found)).toEqual(
    Array.from({ length: 7 }, () => undefined),
  );
  expect(labelOf(regionTree, 310115, 'zh')).toBe('浦东新区');
  expect(labelOf(regionTree, 320100, 'en')).toBe('Nanjing');
  expect(labelOf(regionTree, 7, 'en')).toBe('7');
});

test('codes with or without their letter, names and everyday names find an industry', () => {
  const found = (text: string) => findNode(industryTree, text)?.code;
  expect(
    [
      'I',
      'i',
      'I65',
      '65',
      '6513',
      'I6513',
      '软件和信息技术服务业',
      '软件',
      'Software',
      'Finance',
      '农业',
    ].map(found),
  ).toEqual(['I', 'I', '65', '65', '6513', '6513', '65', '65', '65', 'J', '01']);
  expect(['6513', '651', '65', 'I', 'A', 'T', '0111'].map((code) => storageCode(industryTree, code))).toEqual(
    [6513, 6510, 6500, 10_009, 10_001, 10_020, 111],
  );
  expect(rangeUnder(industryTree, 'I').ranges).toEqual([
    [6300, 6599],
    [10_009, 10_009],
  ]);
  expect(rangeUnder(industryTree, '651').ranges).toEqual([[6510, 6519]]);
  expect(ancestors(industryTree, '6513').map(({ code }) => code)).toEqual(['I', '65', '651']);
  expect(labelOf(industryTree, 6500, 'en')).toBe('Software and information technology services');
  expect(() => storageCode(industryTree, '9999')).toThrow(
    expect.toSatisfy((error) => isProblem(error, 'fields.unknown_code')),
  );
});

test('names of industries: the deepest of equal names, everyday names that each mean one thing, the sectors of the Fortune lists', () => {
  const names = industryNames();
  const numbers = (texts: string[]) => texts.map((text) => names.get(foldText(text)));
  expect(
    numbers([
      '房地产业',
      '房地产',
      '教育',
      '国际组织',
      '软件',
      '银行',
      '餐饮',
      '互联网',
      'Banking',
      'Retail',
    ]),
  ).toEqual([7000, 7000, 8300, 9700, 6500, 6620, 6200, 6400, 6620, 5200]);
  const sectors =
    `Aerospace & Defense|Apparel|Business Services|Chemicals|Energy|Engineering & Construction|Financials|Food & Drug Stores|Food, Beverages & Tobacco|Health Care|Hotels, Restaurants & Leisure|Household Products
    |Industrials|Materials|Media|Motor Vehicles & Parts|Retailing|Technology|Telecommunications|Transportation|Wholesalers`.split(
      '|',
    );
  expect(sectors).toHaveLength(21);
  for (const sector of sectors)
    expect(nodeOfStorage(industryTree, names.get(foldText(sector)) ?? 0), sector).toBeDefined();
  const codes = new Map<string, string>();
  const wrong = everydayNames().filter(({ text, code }) => {
    const folded = foldText(text);
    const before = codes.get(folded) ?? code;
    codes.set(folded, code);
    return before !== code || findNode(industryTree, code) === undefined;
  });
  expect(wrong).toEqual([]);
});

test('names of regions for addresses lead to codes that lie under their province and city', () => {
  const names = regionNames();
  const code = (list: readonly { text: string; code: number }[], text: string) =>
    list.find((place) => place.text === text)?.code;
  expect([
    code(names.provinces, '内蒙古'),
    code(names.cities, '苏州'),
    code(names.cities, '济源市'),
    code(names.cities, '吉林'),
    code(names.cities, '上海市'),
  ]).toEqual([150000, 320500, 419001, undefined, 310100]);
  expect(code(names.counties.get(500100) ?? [], '城口县')).toBe(500229);
  expect(code(names.uniqueCounties, '浦东新区')).toBe(310115);
  expect(code(names.uniqueCounties, '朝阳区')).toBeUndefined();
  expect(code(names.english, 'hohhot')).toBe(150100);
  expect(code(names.english, 'jilin')).toBe(220000);
  expect(new Set(names.cities.map(({ text }) => text)).size).toBe(names.cities.length);
  expect(names.cities.filter((city) => Math.floor(city.code / 10_000) * 10_000 !== city.province)).toEqual(
    [],
  );
  expect([...names.provinces, ...names.cities].filter(({ text }) => text.length < 2)).toEqual([]);
});
