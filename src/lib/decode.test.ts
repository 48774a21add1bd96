import { expect, it } from 'vitest';

import { decodeAddress, decodePart } from './decode.ts';

it.each([
  ['a%20b', 'a b'],
  ['%E5%8D%8E', '华'],
  ['50%', '50%'],
  ['%zz', '%zz'],
  ['p%40ss%', 'p%40ss%'],
  ['%E5%8D', '%E5%8D'],
])('reads %s as %s', (text, plain) => {
  expect(decodePart(text)).toBe(plain);
  expect(decodeAddress(`https://x/${text}`).startsWith('https://x/')).toBe(true);
});
