import { expect, test } from 'vitest';

import { findSignature, readSignature, textOfPage } from './signature.ts';

const from = { name: 'Wang Fang', address: 'wang@example.org' };

test('a signature is what stands below the line, the greeting or the last gap, and above what is answered to', () => {
  expect(findSignature('Hello\n\n-- \nJane Roe\nCEO\n')).toBe('Jane Roe\nCEO');
  expect(
    findSignature('您好\n此致\n王芳\n销售经理\n\n在 2026年1月1日，李雷 写道：\n> 王小明\n> 电话 1'),
  ).toBe('王芳\n销售经理');
  expect(
    findSignature('Text\r\n\r\nJane Roe\r\nT: +1 212 555 0100\r\n\r\n-----Original Message-----\r\nBob'),
  ).toBe('Jane Roe\nT: +1 212 555 0100');
  expect(findSignature('one line')).toBe('');
  expect(findSignature(`-- \n${'long\n'.repeat(40)}`)).toBe('');
});

test('a signature that says no more than who sent it makes nobody', () => {
  expect(readSignature('Hi,\n\nthanks\nWang', from)).toBeNull();
  const values = readSignature(
    '好的\n\n--\n王芳 销售经理\n上海明珠软件有限公司\n手机：13911112222\nwang@EXAMPLE.org',
    from,
  );
  expect(values?.slice(0, 5)).toEqual([
    '王芳',
    'wang@example.org',
    '13911112222',
    '上海明珠软件有限公司',
    '销售经理',
  ]);
});

test('of a page counts what one sees, and a hostile one takes no longer', () => {
  expect(
    textOfPage(
      '<head><title>x</title><style>p { a }</style></head><p>A &amp; B<br>C&nbsp;D</p><script>no</script>E',
    ),
  ).toBe('A & B\nC D\nE');
  const start = performance.now();
  for (const piece of ['<', '<style>', '<script', '&', '<br', '< p']) textOfPage(piece.repeat(200_000));
  findSignature('On a'.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(1_000);
});
