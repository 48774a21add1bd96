import { quoteText } from '../../store/warehouse/index.ts';
import { extract, matches, type NormaliseContext, type Normalised } from './expression.ts';

/**
 * Dates as people write them: 2015-03-02, 2015/3/2, 2015年3月2日, 20150302, 2015年3月, 2015, 02.03.2015, "Mar 2, 2015",
 * a spreadsheet's day number, with or without a time. Column: key (the day as a number, 20150302, from the year 1000 to 9999).
 * Days that no calendar has are invalid, and those to come where the field tells what was.
 */
export function normaliseDate(key: string, context: NormaliseContext): Normalised {
  const { prefix, raw, dateOrder, latest } = context;
  const name = (part: string) => `${prefix}_${part}`;
  const [plain, text, iso, serial] = [name('plain'), name('text'), name('iso'), name('serial')];
  const [year, month, day] = [name('year'), name('month'), name('day')];
  const [found, value] = [name('found'), name('value')];
  const [foundYear, foundMonth, foundDay] = [name('found_year'), name('found_month'), name('found_day')];
  const number = (pattern: string) => `toUInt32OrZero(${extract(iso, pattern)})`;
  const words = readWords(text, name);
  return {
    lets: [
      // Nearly every date is an ISO one; all else is worked out only where it is not.
      [
        plain,
        `if(${matches(raw, '^[1-9]\\d\\d\\d-\\d\\d-\\d\\d$')}, toUInt32OrZero(replaceAll(${raw}, '-', '')), 0)`,
      ],
      [text, `toLowCardinality(if(${plain} = 0, toString(${raw}), ''))`],
      [iso, rewriteDate(text, dateOrder)],
      [year, number('^(\\d{4})-\\d{1,2}-\\d{1,2}$')],
      [month, number('^\\d{4}-(\\d{1,2})-\\d{1,2}$')],
      [day, number('^\\d{4}-\\d{1,2}-(\\d{1,2})$')],
      [serial, `toInt32OrZero(${extract(text, '^([1-5]\\d{4})(?:\\.\\d+)?$')})`],
      ...words.lets,
      [
        found,
        `multiIf(${plain} > 0, ${plain}, ${year} > 0, toInt64(${year} * 10000 + ${month} * 100 + ${day}), ${serial} > 0, toYYYYMMDD(addDays(toDate32('1970-01-01'), ${serial} - 25569)), ${words.day})`,
      ],
      [foundYear, `intDiv(${found}, 10000)`],
      [foundMonth, `intDiv(${found} % 10000, 100)`],
      [foundDay, `${found} % 100`],
      [value, `if(${isDay(foundYear, foundMonth, foundDay)}, toUInt32(${found}), NULL)`],
    ],
    columns: [[key, value]],
    invalid: `${raw} != '' AND ${latest === null ? `isNull(${value})` : `ifNull(${value} > ${latest}, 1)`}`,
  };
}

/** True where the calendar has a day. */
function isDay(year: string, month: string, day: string): string {
  const leap = `(${year} % 4 = 0 AND (${year} % 100 != 0 OR ${year} % 400 = 0))`;
  const last = `multiIf(${month} IN (4, 6, 9, 11), 30, ${month} = 2, if(${leap}, 29, 28), 31)`;
  return `${year} BETWEEN 1000 AND 9999 AND ${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND ${last}`;
}

/**
 * The day of a text with the name of a month, as a number. The engine reads those of 1900 to 2299 alone, and calendars repeat
 * themselves after 400 years: other years are brought there and back.
 */
function readWords(text: string, name: (part: string) => string): { lets: Normalised['lets']; day: string } {
  const [spelt, year, round, near] = [name('spelt'), name('said'), name('round'), name('near')];
  return {
    lets: [
      [
        spelt,
        `replaceRegexpAll(${extract(text, '^(.*[A-Za-z]{3}.*)$')}, '(\\\\d)(st|nd|rd|th)\\\\b|,', '\\\\1')`,
      ],
      [year, `toInt32OrZero(${extract(spelt, '\\b([1-9]\\d{3})\\b')})`],
      [round, `if(${year} = 0, 0, intDiv(${year} + 100, 400) - 5)`],
      [
        near,
        `if(${round} = 0, ${spelt}, replaceOne(toString(${spelt}), toString(${year}), toString(${year} - 400 * ${round})))`,
      ],
    ],
    day: `ifNull(toInt64(toYYYYMMDD(toDate32(parseDateTime64BestEffortUSOrNull(${near})))), 0) + ${round} * 4000000`,
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
    ['^([1-9]\\d{3})(\\d{2})(\\d{2})(?:\\D.*)?$', '\\1-\\2-\\3'],
    ['^(\\d{4})\\s?[-/.年]\\s?(\\d{1,2})月?$', '\\1-\\2-1'],
    ['^((?:1\\d|2[01])\\d{2})年?$', '\\1-1-1'],
    ...(dateOrder === 'mdy' ? [monthFirst, dayFirst] : [dayFirst, monthFirst]),
  ];
  return forms.reduce(
    (inner, [pattern, date]) => `replaceRegexpOne(${inner}, ${quoteText(pattern)}, ${quoteText(date)})`,
    text,
  );
}
