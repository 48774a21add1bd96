const factors: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['千', 1e3],
  ['万', 1e4],
  ['萬', 1e4],
  ['十万', 1e5],
  ['m', 1e6],
  ['百万', 1e6],
  ['千万', 1e7],
  ['亿', 1e8],
  ['億', 1e8],
  ['b', 1e9],
  ['bn', 1e9],
]);

const form =
  /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,20})(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?)\s*([a-z\u4e00-\u9fff]{0,2}?)[元人]?$/;

/** Reads `10000000`, `1,000`, `1000万`, `1.2亿元`, `10m`; undefined for what is no finite number. */
export function readNumber(value: string | number | boolean): number | undefined {
  const number = typeof value === 'string' ? readText(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function readText(text: string): number | undefined {
  const [, digits = '', unit = ''] = form.exec(text.trim().toLowerCase()) ?? [];
  const factor = factors.get(unit);
  if (digits === '' || factor === undefined) return undefined;
  return Number((Number(digits.replaceAll(',', '')) * factor).toPrecision(15));
}
