import {
  parsePhoneNumberFromString,
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
} from 'libphonenumber-js/max';

/** Stands in a hint before what is no valid phone number. */
const wrong = '!';

const maxCached = 50_000;
const cache = new Map<string, string>();

const mobile = '(?:\\+?86|0086)?1[3-9]\\d{9}';
const landline = '0(?:10|2\\d|[3-9]\\d\\d)\\d{7,8}';
const service = '[48]00\\d{7}|9[56]\\d{3,6}|1\\d{4}';
const plainNumber = new RegExp(`^(?:${mobile}|${landline}|${service})$`, 'u');
const landlineNumber = new RegExp(`^${landline}$`, 'u');
const markedExtension = /^(.*\d\)?)\s*(?:转|轉|分机|分機|extension|ext\.?|x|#)\s*[:：.]?\s*(\d{1,6})$/iu;
/** A dash before one to six digits, behind a number that is complete without them. */
const dashedExtension =
  /^((?:\+?86|0086)?[\s-]*\(?0?\d{2,4}\)?[\s-]*\d{7,8}|[48]00-?\d{3}-?\d{4}|[48]00-?\d{4}-?\d{3})-(\d{1,6})$/u;

/** True for one plain number of mainland China, with or without an extension, after dropping ASCII spaces, dashes and brackets. */
export function isPlainPhone(text: string): boolean {
  const bare = dropMarks(text);
  if (plainNumber.test(bare)) return true;
  const split = splitExtension(text.trim());
  return split !== null && plainNumber.test(dropMarks(split[0]));
}

function dropMarks(text: string): string {
  return text.replace(/[ \t\-()]/gu, '');
}

function splitExtension(text: string): [string, string] | null {
  const found = markedExtension.exec(text) ?? dashedExtension.exec(text);
  const [, number, extension] = found ?? [];
  return number === undefined || extension === undefined ? null : [number, extension];
}

/**
 * What a phone cell means: its numbers in E.164, one a line, with `;ext=12` where there is an extension. What is no valid number
 * stands behind a `!`: as it came where it may be one, else as nothing.
 * Short service numbers of China (95xxx, 96xxx, 1xxxx) have no E.164 form and stay as dialled. `country` is the ISO code for numbers without +.
 */
export function hintPhone(text: string, country: string): string {
  const key = `${country}|${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= maxCached) cache.clear();
  const hint = readPhones(text, country);
  cache.set(key, hint);
  return hint;
}

function readPhones(text: string, country: string): string {
  const found = new Set<string>();
  let area = '';
  for (const part of text
    .normalize('NFKC')
    .slice(0, 1000)
    .split(/[;/、,\n\r|]+/u)) {
    const piece = part.replace(/^\s*(?:tel|phone|mobile|fax|电话|手机|传真)\s*[.:]?\s*/iu, '').trim();
    if (piece === '') continue;
    if (country === 'CN') area = areaOf(piece) || area;
    found.add(readPhone(isLocal(piece, area) ? area + dropMarks(piece) : piece, country));
  }
  return found.size > 0 ? [...found].join('\n') : wrong;
}

/** Area code of a Chinese landline number, or nothing. */
function areaOf(text: string): string {
  const bare = dropMarks(text);
  if (!landlineNumber.test(bare)) return '';
  return bare.slice(0, /^0(?:10|2\d)/u.test(bare) ? 3 : 4);
}

/** In `021-63218888/63219999` the second number shares the area of the first. */
function isLocal(text: string, area: string): boolean {
  return area !== '' && /^[2-8]\d{6,7}$/u.test(dropMarks(text));
}

function readPhone(text: string, country: string): string {
  const [number, extension] = splitExtension(text) ?? [text, ''];
  const suffix = extension === '' ? '' : `;ext=${extension}`;
  const chinese = country === 'CN' ? readChinese(dropMarks(number)) : null;
  if (chinese !== null) return chinese + suffix;
  const parsed = parsePhoneNumberFromString(number, countryOf(american.test(number) ? 'US' : country));
  if (parsed === undefined || !parsed.isValid()) return wrong + writeDoubtful(text.trim(), parsed);
  const ext = parsed.ext === undefined ? suffix : `;ext=${parsed.ext}`;
  return parsed.number + ext;
}

/** 212-555-0100: three, three and four digits are how numbers of North America are written, and no others of ten digits. */
const american = /^\s*(?:\([2-9]\d\d\)\s?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}\s*$/u;

/** A number that may be one, as it came; never in the form of a checked one, which would identify its owner. */
function writeDoubtful(text: string, parsed: PhoneNumber | undefined): string {
  if (!doubtful.test(text)) return '';
  if (!text.startsWith('+')) return text;
  return parsed?.isPossible() === true ? parsed.formatInternational() : '';
}

const doubtful = /^(?:[\d+() .-]{5,25}|\d\.\d+e\+?\d{1,2})$/iu;

function countryOf(country: string): CountryCode {
  const upper = country.toUpperCase();
  return isSupportedCountry(upper) ? upper : 'CN';
}

function readChinese(bare: string): string | null {
  if (!plainNumber.test(bare)) return null;
  if (/^(?:9[56]\d{3,6}|1\d{4})$/u.test(bare)) return bare;
  const national = bare.replace(/^(?:\+?86|0086)(?=1[3-9]\d{9}$)/u, '');
  return `+86${national.replace(/^0/u, '')}`;
}
