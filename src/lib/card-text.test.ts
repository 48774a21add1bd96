import { expect, test } from 'vitest';

import { readCardText } from './card-text.ts';

const cards: readonly (readonly [text: string, said: object])[] = [
  [
    '上海明珠软件有限公司\n王 芳   销售经理\n地址：上海市浦东新区张江路 88 号 3 楼\n电话：021-5080 1234 转 801  传真：021-50801235\n手机: 139 1111 2222\nE-mail：wang.fang@example.com\n邮编 200120\n微信号：wangfang88',
    {
      name: '王芳',
      job_title: '销售经理',
      employer_name: '上海明珠软件有限公司',
      address: '上海市浦东新区张江路 88 号 3 楼',
      phones: ['021-5080 1234 转 801', '139 1111 2222'],
      fax: '021-50801235',
      emails: ['wang.fang@example.com'],
      wechat_id: 'wangfang88',
    },
  ],
  [
    'John A. Smith\nDirector of Sales\nAcme Widgets Inc.\n12 Market Street, Suite 400, San Francisco\nT: +1 415 555 0100 | M: +1 (415) 555-0101\njohn.smith@acme.example | www.acme.example',
    {
      name: 'John A. Smith',
      job_title: 'Director of Sales',
      employer_name: 'Acme Widgets Inc.',
      address: '12 Market Street, Suite 400, San Francisco',
      phones: ['+1 415 555 0100', '+1 (415) 555-0101'],
      emails: ['john.smith@acme.example'],
      website: 'www.acme.example',
    },
  ],
  [
    '欧阳修文\n研发中心\n高级工程师\n13800138000\nouyang@example.cn',
    {
      name: '欧阳修文',
      department: '研发中心',
      job_title: '高级工程师',
      phones: ['13800138000'],
      emails: ['ouyang@example.cn'],
    },
  ],
  [
    '姓名：李雷\n职位：总经理\n公司：北京某某集团\n手机：１３９００００１１１１',
    { name: '李雷', job_title: '总经理', employer_name: '北京某某集团', phones: ['13900001111'] },
  ],
];

test('the text of a card is read by labels and by shapes, in Chinese and English', () => {
  for (const [text, said] of cards) expect(readCardText(text)).toMatchObject(said);
});

test('what is not understood is among the rest, and nothing of any text takes long', () => {
  expect(readCardText('Innovation for tomorrow!\n诚信经营，质量第一').rest).toEqual([
    'Innovation for tomorrow!',
    '诚信经营,质量第一',
  ]);
  const started = performance.now();
  for (const piece of ['1', '(', 'a@', 'A ', '路', ' 转 1', 'www.', '- ', '省号'])
    readCardText(piece.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});
