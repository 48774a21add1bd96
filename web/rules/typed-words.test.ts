import { expect, it } from 'vitest';

import { withoutWord, withRecent } from './typed-words.ts';

it('takes the words away that a filter stands for', () => {
  expect(withoutWord('软件 上海', '上海')).toBe('软件');
  expect(withoutWord('Shanghai', 'shanghai')).toBe('');
  expect(withoutWord('soft shang hai ltd', 'shang')).toBe('soft hai ltd');
  expect(withoutWord('软件', '上海')).toBe('软件');
});

it('keeps the last searches, the newest first and none twice', () => {
  expect(withRecent(['b', 'a'], ' a ')).toEqual(['a', 'b']);
  expect(withRecent(['a'], '  ')).toEqual(['a']);
  expect(withRecent(['1', '2', '3', '4', '5', '6', '7', '8'], '9').length).toBe(8);
});
