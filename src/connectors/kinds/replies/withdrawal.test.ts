import { expect, test } from 'vitest';

import { isWithdrawal } from './withdrawal.ts';

test('an answer withdraws where it is such a word and nothing else', () => {
  const stops = [
    'STOP',
    ' stop. ',
    'Ｓｔｏｐ',
    'TD',
    'td！',
    '退订',
    '退订。',
    '回复TD退订',
    'T退订',
    'Unsubscribe\n\n> 20% off',
    '【退订】',
    'opt-out',
    'N',
  ];
  expect(stops.filter((text) => !isWithdrawal(text))).toEqual([]);
  const others = [
    '',
    'Please do not stop',
    '我想退订单',
    '退订单 A1 的货',
    'stop by tomorrow?',
    '好的',
    'no',
    '> STOP',
    '这个多少钱\n退订',
  ];
  expect(others.filter(isWithdrawal)).toEqual([]);
});
