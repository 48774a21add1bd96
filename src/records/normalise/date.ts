import { quoteText } from '../../store/warehouse/index.ts';
import { extract, matches, type NormaliseContext, type Normalised } from './expression.ts';

/**
 * Dates as people write them: 2015-03-02, 2015/3/2, 2015年3月2日, 20150302, 2015年3月, 2015, 02.03.2015, "Mar 2, 2015",
 * a spreadsheet's day number, with or without a time. Column: key (Date32, 1900 to 2299); impossible dates are invalid.
 */
export function normaliseDate(key: string, context: NormaliseContext): Normalised {
  const { prefix, raw, dateOrder } = context;
  const name = (part: string) => `${prefix}_${part}`;
  const [plain, text, iso] = [name('plain'), name('text'), name('iso')];
  const [year, month, day, built] = [name('year'), name('month'), name('day'), name('built')];
  const [serial, words, value] = [name('serial'), name('words'), name('value')];
  const number = (pattern: string) => `toUInt16OrZero(${extract(iso, pattern)})`;
  const possible = `${year} BETWEEN 1900 AND 2299 AND ${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND 31 AND toDayOfMonth(${built}) = ${day}`;
  const spelt = `replaceRegexpAll(${extract(text, '^(.*[A-Za-z]{3}.*)$')}, '(\\\\d)(st|nd|rd|th)\\\\b|,', '\\\\1')`;
  return {
    lets: [
      // Nearly every date is an ISO one; all else is worked out only where it is not.
      [
        plain,
        `if(${matches(raw, '^(19|20|21)\\d\\d-\\d\\d-\\d\\d$')} AND toString(toDate32OrNull(${raw})) = ${raw}, toDate32OrNull(${raw}), NULL)`,
      ],
      [text, `toLowCardinality(if(isNull(${plain}), toString(${raw}), ''))`],
      [iso, rewriteDate(text, dateOrder)],
      [year, number('^(\\d{4})-\\d{1,2}-\\d{1,2}$')],
      [month, number('^\\d{4}-(\\d{1,2})-\\d{1,2}$')],
      [day, number('^\\d{4}-\\d{1,2}-(\\d{1,2})$')],
      [serial, `toInt32OrZero(${extract(text, '^([1-5]\\d{4})(?:\\.\\d+)?$')})`],
      [words, `toDate32(parseDateTime64BestEffortUSOrNull(${spelt}))`],
      [built, `makeDate32(${year}, ${month}, ${day})`],
      [
        value,
        `multiIf(isNotNull(${plain}), ${plain}, ${year} > 0, if(${possible}, ${built}, NULL), ${serial} > 0, addDays(toDate32('1970-01-01'), ${serial} - 25569), ${words})`,
      ],
    ],
    columns: [[key, value]],
    invalid: `${text} != '' AND isNull(${value})`,
  };
}

/** Any of the usual forms as year-month-day, one rewriting after another over the same few distinct texts. */
function rewriteDate(text: string, dateOrder: NormaliseContext['dateOrder']): string {
  const month = '(0?[1-9]|1[0-2])';
  const short = (first: string, second: string) => `^${first}[-/.]${second}[-/.](\\d{4}).*$`;
  const [dayFirst, monthFirst] = [
    [short('(\\d{1,2})', month), '\\3-\\2-\\1'],
    [short(month, '(\\d{1,2})'), '\\3-\\1-\\2'],
  ] as const;
  const forms: readonly (readonly [pattern: string, date: string])[] = [
    ['^(\\d{4})\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2}).*$', '\\1-\\2-\\3'],
    ['^((?:19|20|21)\\d{2})(\\d{2})(\\d{2})(?:\\D.*)?$', '\\1-\\2-\\3'],
    ['^(\\d{4})\\s?[-/.年]\\s?(\\d{1,2})月?$', '\\1-\\2-1'],
    ['^((?:19|20|21)\\d{2})年?$', '\\1-1-1'],
    ...(dateOrder === 'mdy' ? [monthFirst, dayFirst] : [dayFirst, monthFirst]),
  ];
  return forms.reduce(
    (inner, [pattern, date]) => `replaceRegexpOne(${inner}, ${quoteText(pattern)}, ${quoteText(date)})`,
    text,
  );
}
