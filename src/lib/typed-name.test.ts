import { expect, it } from 'vitest';

import { rankTyped } from './typed-match.ts';
import { typedNames } from './typed-name.ts';

const [chongqing, xiamen, shaanxi, none] = typedNames([
  ['重庆市', 'Chongqing', '重庆'],
  ['厦门市', 'Xiamen'],
  ['Shaanxi Province', '陕西省\n(陝西省)'],
  [],
]);

it('hears names as they are said, in pinyin and by initials', () => {
  expect(chongqing?.sounds).toEqual(['chongqingshi', 'cqs', 'chongqing', 'cq']);
  expect(xiamen?.sounds).toEqual(['xiamenshi', 'xms']);
  expect(none).toEqual({ texts: [], sounds: [] });
});

it('ranks whole names before beginnings, beginnings before parts', () => {
  if (chongqing === undefined || shaanxi === undefined) throw new Error('no names');
  const rank = (typed: string) => rankTyped(chongqing, typed);
  expect(['重庆', 'chongqing', '重', 'chongq', '庆'].map(rank)).toEqual([0, 0, 2, 2, 4]);
  expect(['cq', 'chong qing s', "chong'qing"].map(rank)).toEqual([1, 3, 1]);
  expect(['', 'qing', '北京', 'x'].map(rank)).toEqual([undefined, undefined, undefined, undefined]);
  expect(['province', 'rovince', '陕西'].map((typed) => rankTyped(shaanxi, typed))).toEqual([
    4,
    undefined,
    2,
  ]);
});
