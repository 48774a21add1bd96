import { expect, it } from 'vitest';

import { countryCode, currencyOf } from './country.ts';

it('knows countries by code, by their names in both languages, and by what people write', () => {
  const written = {
    US: ['us', 'USA', 'U.S.A.', 'United States', 'United States of America', '美国', '美國'],
    CN: ['CN', 'China', '中国', '中國', '中华人民共和国', "People's Republic of China"],
    GB: ['UK', 'United Kingdom', '英国'],
    HK: ['Hong Kong', '香港', '中国香港'],
    DE: ['Germany', ' 德国 ', 'ＤＥ'],
  };
  for (const [code, texts] of Object.entries(written))
    expect(texts.map((text) => countryCode(text))).toEqual(texts.map(() => code));
  for (const text of ['', 'Atlantis', '上海', 'N/A', 'x'.repeat(1e5)])
    expect(countryCode(text)).toBeUndefined();
  expect([currencyOf('US'), currencyOf('FR'), currencyOf('AQ')]).toEqual(['USD', 'EUR', undefined]);
});
