import { expect, test } from 'vitest';

import { judgeText } from './judge.ts';

/** Written for this test; how the reader does on texts that nobody here wrote stands in docs/decisions/0085. */
const texts: readonly (readonly [text: string, polarity: string])[] = [
  ['不是很好', 'negative'],
  ['没有想象中那么好', 'negative'],
  ['质量太差了，用了两天就坏了', 'negative'],
  ['快递员态度恶劣，再也不会买了', 'negative'],
  ['客服一直不回复，退款也不给退', 'negative'],
  ['虽然包装一般，但是味道很好，很喜欢', 'positive'],
  ['没有异味，安装方便', 'positive'],
  ['一点也不差，挺好用的', 'positive'],
  ['性价比很高，下次还会回购', 'positive'],
  ['物流很快，服务态度也不错', 'positive'],
  ['质量很好，但是物流太慢了', 'mixed'],
  ['房间很干净，可惜隔音太差', 'mixed'],
  ['我买的是蓝色，周三收到的', 'neutral'],
  ['好像是上周的事', 'neutral'],
  ['not bad', 'positive'],
  ['not very good', 'negative'],
  ['I am not happy with the delivery at all', 'negative'],
  ['Worst service ever, I want my money back!', 'negative'],
  ["It doesn't work and nobody answers", 'negative'],
  ['Great value, works perfectly, I would recommend it', 'positive'],
  ['Not only delicious but also cheap', 'positive'],
  ['No problems so far, easy to install', 'positive'],
  ['Lovely staff, but the room was dirty and noisy', 'mixed'],
  ['It is the blue one, for the office', 'neutral'],
  ['👍', 'positive'],
  ['😡', 'negative'],
  ['', 'neutral'],
];

test.each(texts)('%s: %s', (text, polarity) => {
  expect(judgeText(text).polarity).toBe(polarity);
});

test('each topic is felt by what is said of it', () => {
  expect(judgeText('质量很好，但是物流太慢了，客服也不理人').topics).toEqual([
    { topic: 'quality', polarity: 'positive' },
    { topic: 'delivery', polarity: 'negative' },
    { topic: 'service', polarity: 'negative' },
  ]);
  expect(judgeText('Great screen, but the delivery was late.').topics).toEqual([
    { topic: 'use', polarity: 'positive' },
    { topic: 'delivery', polarity: 'negative' },
  ]);
});

test('motives, intentions and wishes are told, and turned round where they are denied', () => {
  expect(judgeText('朋友推荐买的，送礼很有面子').tags).toEqual(['recommended', 'for_gift']);
  expect(judgeText('I would not recommend this').tags).toEqual(['warns']);
  expect(judgeText('希望快递能快一点')).toMatchObject({ polarity: 'neutral', tags: ['expects_delivery'] });
  expect(judgeText('再也不来了，我要投诉').tags).toEqual(['will_leave', 'will_complain']);
});

test('the words that show it are said, a denial with what it denies', () => {
  const shown = (text: string) =>
    judgeText(text).evidence.map(({ at, length, role, key }) => [
      text.slice(at, at + length),
      key === '' ? role : key,
    ]);
  expect(shown('味道不是很好，😡')).toEqual([
    ['味道', 'taste'],
    ['不是很好', 'blame'],
    ['😡', 'blame'],
  ]);
  expect(shown('The delivery was not very fast')).toEqual([
    ['delivery', 'delivery'],
    ['not very fast', 'blame'],
  ]);
});

test('hostile texts are read in time that grows with their length', () => {
  const long = judgeText('不好'.repeat(1_000));
  expect(long.polarity).toBe('negative');
  expect(long.evidence.length).toBeLessThanOrEqual(60);
  expect(judgeText('constructor __proto__ toString hasOwnProperty').polarity).toBe('neutral');
});
