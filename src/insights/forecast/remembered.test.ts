import { expect, it } from 'vitest';

import { rememberForecast } from './remembered.ts';

it('answers the same question once, and another one anew', async () => {
  const series = Array.from({ length: 30 }, (_, i) => 50 + 2 * i + (i % 3));
  const question = { series, period: 12, steps: 2 };
  const [one, other] = [rememberForecast(question), rememberForecast({ ...question, series: [...series] })];
  expect(other).toBe(one);
  const longer = rememberForecast({ ...question, steps: 3 });
  expect(longer).not.toBe(one);
  for (let n = 0; n < 500; n += 1) await rememberForecast({ series: [n], period: 12, steps: 2 });
  const again = rememberForecast(question);
  expect(again).not.toBe(one);
  expect(await again).toEqual(await one);
});
