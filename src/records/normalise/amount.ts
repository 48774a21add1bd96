import { extract, lookUp, matches, type NormaliseContext, type Normalised } from './expression.ts';

const factors = new Map<string, number>([
  ['百', 100],
  ['千', 1e3],
  ['k', 1e3],
  ['thousand', 1e3],
  ['万', 1e4],
  ['萬', 1e4],
  ['十万', 1e5],
  ['百万', 1e6],
  ['m', 1e6],
  ['mm', 1e6],
  ['mn', 1e6],
  ['million', 1e6],
  ['千万', 1e7],
  ['亿', 1e8],
  ['億', 1e8],
  ['b', 1e9],
  ['bn', 1e9],
  ['billion', 1e9],
  ['万亿', 1e12],
  ['trillion', 1e12],
  ['t', 1e12],
]);

const unitPattern =
  '(万亿|十万|百万|千万|亿|億|万|萬|千|百|thousand|million|billion|trillion|bn|mn|mm|k|m|b|t)?';
const numberPattern = '\\d+(?:\\.\\d+)?(?:e[+]?\\d+)?';

/** Ways in which currencies are written, the more telling first. */
const currencies: readonly (readonly [code: string, pattern: string])[] = [
  ['USD', '美元|美金|usd|us\\$|dollars?'],
  ['HKD', '港元|港币|港幣|hkd|hk\\$'],
  ['TWD', '新台币|新臺幣|台币|twd|nt\\$'],
  ['EUR', '欧元|歐元|eur|€'],
  ['GBP', '英镑|英鎊|gbp|£'],
  ['JPY', '日元|日圆|日圓|jpy'],
  ['KRW', '韩元|韓元|krw|₩'],
  ['SGD', '新加坡元|sgd|s\\$'],
  ['AUD', '澳元|澳大利亚元|aud|a\\$'],
  ['CAD', '加元|加拿大元|cad|c\\$'],
  ['CHF', '瑞士法郎|chf'],
  ['CNY', '人民币|人民幣|rmb|cny|cn¥|[¥￥元圆]'],
  ['USD', '\\$'],
];

/** Number, quantity and range texts: "5000-9999人", "1000人以上", "约3.5千", "1.2M". Columns: key, key_max. */
export function normaliseQuantity(key: string, context: NormaliseContext): Normalised {
  const { lets, min, max } = amountSteps(context);
  return {
    lets,
    columns: [
      [key, min],
      [`${key}_max`, max],
    ],
    invalid: `${context.raw} != '' AND isNull(${min}) AND isNull(${max})`,
  };
}

/** Amounts with a currency: "77800.32万人民币", "330886万美元", "$1,200.50". Columns: key, key_max, key_currency. */
export function normaliseMoney(key: string, context: NormaliseContext): Normalised {
  const { lets, min, max, text } = amountSteps(context);
  const cases = currencies.map(([code, pattern]) => `${matches(text, pattern)}, '${code}'`);
  const currency = `if(isNull(${min}) AND isNull(${max}), '', multiIf(${cases.join(', ')}, '${context.unit.currency}'))`;
  return {
    lets,
    columns: [
      [key, min],
      [`${key}_max`, max],
      [`${key}_currency`, currency],
    ],
    invalid: `${context.raw} != '' AND isNull(${min}) AND isNull(${max})`,
  };
}

/** A single number; column: key. */
export function normaliseNumber(key: string, context: NormaliseContext): Normalised {
  const { lets, min } = amountSteps(context);
  return { lets, columns: [[key, min]], invalid: `${context.raw} != '' AND isNull(${min})` };
}

function amountSteps({ prefix, raw, unit }: NormaliseContext) {
  const name = (part: string) => `${prefix}_${part}`;
  const text = name('text');
  const first = name('first');
  const second = name('second');
  const firstUnit = name('first_unit');
  const secondUnit = name('second_unit');
  const negative = `match(${text}, '^[^0-9]*[-−(][^0-9]{0,4}[0-9]') AND ${second} = ''`;
  const [firstFactor, secondFactor] = [name('first_factor'), name('second_factor')];
  const factor = (own: string, other: string) =>
    `multiIf(${own} != 0, ${own}, ${other} != 0, ${other}, ${unit.factor})`;
  const firstValue = `round(toFloat64OrNull(${first}) * ${factor(firstFactor, secondFactor)} * if(${negative}, -1, 1), 4)`;
  const secondValue = `round(toFloat64OrNull(${second}) * ${factor(secondFactor, firstFactor)}, 4)`;
  const lets: [string, string][] = [
    [text, `lower(replaceAll(replaceAll(toString(${raw}), ',', ''), ' ', ''))`],
    [first, extract(text, `(${numberPattern})`)],
    [firstUnit, extract(text, `^[^0-9]*${numberPattern}${unitPattern}`)],
    [second, extract(text, `^[^0-9]*${numberPattern}[^0-9]*?[-~–—至到][^0-9]{0,6}?(${numberPattern})`)],
    [
      secondUnit,
      extract(text, `^[^0-9]*${numberPattern}[^0-9]*?[-~–—至到][^0-9]{0,6}?${numberPattern}${unitPattern}`),
    ],
    [firstFactor, lookUp(firstUnit, factors, '0')],
    [secondFactor, lookUp(secondUnit, factors, '0')],
    [name('open_above'), matches(text, '以上|超过|大于|多于|不少于|more|over|above|>|[0-9人万]\\+$')],
    [name('open_below'), matches(text, '以下|以内|少于|不足|小于|不到|less|under|below|<|upto')],
    [name('first_value'), firstValue],
    [
      name('min'),
      `if(${name('open_below')} AND ${second} = '', if(isNull(${name('first_value')}), NULL, 0), ${name('first_value')})`,
    ],
    [
      name('max'),
      `multiIf(${second} != '', ${secondValue}, ${name('open_above')}, NULL, ${name('first_value')})`,
    ],
  ];
  return { lets, min: name('min'), max: name('max'), text };
}
