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
  const [first, second] = [
    `toUInt16OrZero(${extract(text, '^(\\d{1,2})[-/.]')})`,
    `toUInt16OrZero(${extract(text, '^\\d{1,2}[-/.](\\d{1,2})[-/.]')})`,
  ];
  const dayFirst = dateOrder === 'mdy' ? `${a} > 12` : `${b} <= 12`;
  const number = (pattern: string) => `toUInt16OrZero(${extract(text, pattern)})`;
  const [year, month, day, form] = [name('year'), name('month'), name('day'), name('form')];
  // How the text is written, then year, month and day by that form; 0 where there is none.
  const forms: readonly (readonly [pattern: string, year: string, month: string, day: string])[] = [
    [
      '^\\d{4}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}',
      number('^(\\d{4})'),
      number('^\\d{4}\\D+(\\d{1,2})'),
      number('^\\d{4}\\D+\\d{1,2}\\D+(\\d{1,2})'),
    ],
    ['^(19|20|21)\\d{6}(\\D|$)', number('^(\\d{4})'), number('^\\d{4}(\\d{2})'), number('^\\d{6}(\\d{2})')],
    ['^\\d{4}\\s?[-/.年]\\s?\\d{1,2}月?$', number('^(\\d{4})'), number('^\\d{4}\\D+(\\d{1,2})'), '1'],
    ['^(19|20|21)\\d{2}年?$', number('^(\\d{4})'), '1', '1'],
    [
      '^\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}',
      number('^\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4})'),
      `if(${dayFirst}, ${b}, ${a})`,
      `if(${dayFirst}, ${a}, ${b})`,
    ],
  ];
  const byForm = (part: 1 | 2 | 3) =>
    `multiIf(${forms.map((one, index) => `${form} = ${index + 1}, ${one[part]}`).join(', ')}, 0)`;
  const possible = `${year} BETWEEN 1900 AND 2299 AND ${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND 31`;
  const built = name('built');
  const serial = `addDays(toDate32('1970-01-01'), -25569 + toInt32OrZero(${extract(text, '^(\\d{5})')}))`;
  const words = `toDate32(parseDateTime64BestEffortUSOrNull(replaceRegexpAll(${text}, '(\\\\d)(st|nd|rd|th)\\\\b|,', '\\\\1')))`;
  const value = `multiIf(${form} > 0 AND ${possible} AND toDayOfMonth(${built}) = ${day}, ${built}, ${form} = 0 AND ${matches(text, '^[1-5]\\d{4}(\\.\\d+)?$')}, ${serial}, ${form} = 0 AND ${matches(text, '[A-Za-z]{3}')}, ${words}, NULL)`;
  return {
    lets: [
      [text, foldWidth(`toString(${raw})`)],
      [a, first],
      [b, second],
      [
        form,
        `multiIf(${forms.map(([pattern], index) => `${matches(text, pattern)}, ${index + 1}`).join(', ')}, 0)`,
      ],
      [year, byForm(1)],
      [month, byForm(2)],
      [day, byForm(3)],
      [built, `makeDate32(${year}, ${month}, ${day})`],
      [name('value'), value],
    ],
    columns: [[key, name('value')]],
    invalid: `${text} != '' AND isNull(${name('value')})`,
  };
}
