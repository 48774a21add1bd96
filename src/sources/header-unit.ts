const unitFactors: readonly (readonly [pattern: RegExp, factor: number])[] = [
  [/百万|millions?|mm\b/i, 1e6],
  [/千万/, 1e7],
  [/亿|億/, 1e8],
  [/billions?|bn\b/i, 1e9],
  [/万|萬/, 1e4],
  [/千|thousands?/i, 1e3],
];

const unitCurrencies: readonly (readonly [pattern: RegExp, currency: string])[] = [
  [/美元|美金|usd|\$/i, 'USD'],
  [/欧元|eur|€/i, 'EUR'],
  [/港元|港币|hkd/i, 'HKD'],
  [/日元|jpy/i, 'JPY'],
  [/英镑|gbp|£/i, 'GBP'],
  [/人民币|元|rmb|cny|¥|￥/i, 'CNY'],
];

/** What a unit in a header means for numbers that carry none: 万元 → factor 10,000, CNY; "in millions" → 1,000,000. */
export function readUnit(unit: string): { factor?: number; currency?: string } {
  const factor = unitFactors.find(([pattern]) => pattern.test(unit))?.[1];
  const currency = unitCurrencies.find(([pattern]) => pattern.test(unit))?.[1];
  return { ...(factor === undefined ? {} : { factor }), ...(currency === undefined ? {} : { currency }) };
}
