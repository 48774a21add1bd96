import { extract, matches, saysNothing, type NormaliseContext, type Normalised } from './expression.ts';

/** Mainland mobiles, from the numbering plan that libphonenumber publishes. */
const mobile = '^1(?:[38]\\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8]|9[0-35-9])\\d{8}$';
/** Area codes of two or three digits after the trunk 0, then 7 or 8 digits. */
const landline = '^0?(?:10|2[0-57-9]|[3-9]\\d{2})[2-8]\\d{6,7}$';
const free = '^[48]00\\d{7}$';
const service = '^(?:9[56]\\d{3,4}|1[0-2]\\d{1,3}|10(?:000|010|086))$';
const extensionMark = '(?:转|轉|分机|分機|ext\\.?|extension|x|#|-)[ :：]*([0-9]{1,6})\\D*$';

/** What may be a number although it fails its check stays as it came; never with a + in front, which would identify its owner. */
const doubtful = '^[0-9(][0-9+() .-]{4,24}$|^[0-9]\\.[0-9]+e[+]?[0-9]{1,2}$';

/**
 * Phone numbers, several in a cell. Mainland numbers are read here; the reader has parsed all others with
 * libphonenumber and hands them over as a hint, with a ! before those that are no valid numbers. Column: key (array):
 * `+8613800138000`, `+862162886288;ext=123`, and service numbers as they are dialled (`95588`).
 */
export function normalisePhone(key: string, { prefix, raw, folded, hint }: NormaliseContext): Normalised {
  const name = (part: string) => `${prefix}_${part}`;
  const parts = name('parts');
  const digits = name('digits');
  const numbers = name('numbers');
  const plain = name('plain');
  const rest = name('rest');
  const unified = `translateUTF8(lower(${rest}), ',/、|\\n', ';;;;;')`;
  const split = `arrayFilter(p -> p != '', arrayMap(p -> trimBoth(p), splitByChar(';', ${unified})))`;
  return {
    lets: [
      [plain, `${hint} = '' AND ${matches(raw, mobile)}`],
      [rest, `if(${plain}, '', ${folded})`],
      [parts, `if(${hint} = '', ${split}, arrayFilter(p -> p != '', splitByChar('\\n', ${hint})))`],
      [digits, `if(${hint} = '', arrayMap(p -> ${nationalDigits('p')}, ${parts}), ${parts})`],
      [
        numbers,
        `if(${hint} = '', arrayMap((p, d) -> ${readNumber('p', 'd')}, ${parts}, ${digits}), arrayMap(p -> if(startsWith(p, '!'), '', p), ${parts}))`,
      ],
    ],
    columns: [
      [
        key,
        `multiIf(${plain}, [concat('+86', ${raw})], ${raw} = '', emptyArrayString(), arrayDistinct(arrayFilter(n -> n != '', arrayMap((n, p) -> multiIf(n != '', n, startsWith(p, '!'), substring(p, 2), ${matches('p', doubtful)}, p, ''), ${numbers}, ${parts}))))`,
      ],
    ],
    invalid: `multiIf(${plain}, 0, ${raw} = '', 0, NOT has(${numbers}, ''), 0, NOT ${saysNothing(raw)})`,
  };
}

/** True for a part of a cell that ends with an extension. */
function isExtended(part: string): string {
  return `multiSearchAny(${part}, ['转', '轉', '分机', '分機', 'x', '#']) OR ${matches(part, '^\\+?[0-9 ()]+-?[0-9 ]*-[0-9]{7,8}-[0-9]{1,6}$|^0[0-9]{2,3}-[0-9]{3,4}-[0-9]{4}-[0-9]{1,6}$|^\\(?0[0-9]{2,3}\\)?[- ]?[0-9]{3,4}[- ]?[0-9]{4}-[0-9]{1,6}$|^[0-9]{7,8}-[0-9]{1,6}$')}`;
}

/** The digits of a part as they are dialled in the mainland, without its extension. */
function nationalDigits(part: string): string {
  const base = `if(${isExtended(part)}, replaceRegexpOne(${part}, '[ ,;]*(转|轉|分机|分機|ext|x|#|-)[^0-9]*[0-9]{1,6}[^0-9]*$', ''), ${part})`;
  const bare = `translate(${base}, ' -().+_\\t\\'', '')`;
  return `replaceRegexpOne(replaceRegexpOne(${bare}, '[^0-9].*$', ''), '^(?:0086|86)0?([1-9][0-9]{8,10})$', '\\\\1')`;
}

function readNumber(part: string, digits: string): string {
  const extension = `if(${isExtended(part)}, ${extract(part, extensionMark)}, '')`;
  const marked = `replaceRegexpOne(${extension}, '^(.)', ';ext=\\\\1')`;
  const plus = `concat('+86', trimLeft(${digits}, '0'), ${marked})`;
  return `multiIf(${matches(digits, `${mobile}|${landline}|${free}`)}, ${plus}, ${matches(digits, service)}, ${digits}, '')`;
}
