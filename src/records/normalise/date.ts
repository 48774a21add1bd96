import { extract, foldWidth, matches, type NormaliseContext, type Normalised } from './expression.ts';

/**
 * Dates as people write them: 2015-03-02, 2015/3/2, 2015年3月2日, 20150302, 2015年3月, 2015, 02.03.2015, "Mar 2, 2015",
 * a spreadsheet's day number, with or without a time. Column: key (Date32, 1900 to 2299); impossible dates are invalid.
 */
export function normaliseDate(key: string, context: NormaliseContext): Normalised {
  const { prefix, raw, dateOrder } = context;
  const name = (part: string) => `${prefix}_${part}`;
  const text = name('text');
  const a = name('a');
  const b = name('b');
  const [first, second] = [`toUInt16OrZero(${extract(text, '^(\\d{1,2})[-/.]')})`, `toUInt16OrZero(${extract(text, '^\\d{1,2}[-/.](\\d{1,2})[-/.]')})`];
  const dayFirst = dateOrder === 'mdy' ? `${a} > 12` : `${b} <= 12`;
  const built = (y: string, m: string, d: string) =>
    `if(${y} >= 1900 AND ${y} <= 2299 AND ${m} BETWEEN 1 AND 12 AND ${d} BETWEEN 1 AND toDayOfMonth(toLastDayOfMonth(makeDate32(${y}, greatest(1, least(12, ${m})), 1))), makeDate32(${y}, ${m}, ${d}), NULL)`;
  const number = (pattern: string) => `toUInt16OrZero(${extract(text, pattern)})`;
  const lastYear = number('^\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4})');
  const cases: [string, string][] = [
    [
      matches(text, '^\\d{4}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}'),
      built(number('^(\\d{4})'), number('^\\d{4}\\D+(\\d{1,2})'), number('^\\d{4}\\D+\\d{1,2}\\D+(\\d{1,2})')),
    ],
    [
      matches(text, '^(19|20|21)\\d{6}(\\D|$)'),
      built(number('^(\\d{4})'), number('^\\d{4}(\\d{2})'), number('^\\d{6}(\\d{2})')),
    ],
    [
      matches(text, '^\\d{4}\\s?[-/.年]\\s?\\d{1,2}月?$'),
      built(number('^(\\d{4})'), number('^\\d{4}\\D+(\\d{1,2})'), '1'),
    ],
    [matches(text, '^(19|20|21)\\d{2}年?$'), built(number('^(\\d{4})'), '1', '1')],
    [
      matches(text, '^\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}'),
      built(lastYear, `if(${dayFirst}, ${b}, ${a})`, `if(${dayFirst}, ${a}, ${b})`),
    ],
    [
      matches(text, '^[1-5]\\d{4}(\\.\\d+)?$'),
      `addDays(toDate32('1899-12-30'), toInt32OrZero(${extract(text, '^(\\d{5})')}))`,
    ],
    [
      matches(text, '[A-Za-z]{3}'),
      `toDate32(parseDateTime64BestEffortUSOrNull(replaceRegexpAll(${text}, '(\\\\d)(st|nd|rd|th)\\\\b|,', '\\\\1')))`,
    ],
  ];
  const value = `multiIf(${text} = '', NULL, ${cases.map(([test, then]) => `${test}, ${then}`).join(', ')}, NULL)`;
  return {
    lets: [
      [text, foldWidth(`toString(${raw})`)],
      [a, first],
      [b, second],
    ],
    columns: [[key, value]],
    invalid: `${text} != '' AND isNull(${value})`,
  };
}
