/** What a number format makes of a number, as far as it changes what the number means to a reader. */
export type NumberForm =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'percent' }
  | { readonly kind: 'padded'; readonly digits: number };

const plain: NumberForm = { kind: 'plain' };
const date: NumberForm = { kind: 'date' };
const time: NumberForm = { kind: 'time' };

const builtin: readonly (readonly [number, number, NumberForm])[] = [
  [9, 10, { kind: 'percent' }],
  [14, 17, date],
  [18, 21, time],
  [22, 22, date],
  [27, 31, date],
  [32, 35, time],
  [36, 36, date],
  [45, 47, time],
  [50, 54, date],
  [55, 56, time],
  [57, 58, date],
];

/** Number formats that a workbook uses by number alone (ECMA-376 18.8.30, with those of Chinese, Japanese and Korean Excel). */
export function readBuiltinFormat(id: number): NumberForm {
  return builtin.find(([from, to]) => id >= from && id <= to)?.[2] ?? plain;
}

/** Reads a format code such as `yyyy"年"m"月"`, `[h]:mm`, `0.0%` or `000000`. */
export function readFormatCode(code: string): NumberForm {
  const [section = ''] = code.slice(0, 255).split(';', 1);
  if (/general|通用|标准|標準/iu.test(section)) return plain;
  const bare = section.replace(/"[^"]*"|\\.|_.|\*./gu, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '');
  const clock = /am\/pm|a\/p|上午/iu.test(bare);
  const letters = bare.replace(/am\/pm|a\/p/giu, '').toLowerCase();
  if (/[yd]/u.test(letters)) return date;
  if (clock || /[hs]/u.test(letters)) return time;
  if (letters.includes('m')) return letters.includes('[m') ? time : date;
  if (letters.includes('%')) return { kind: 'percent' };
  return /^0{2,}$/u.test(bare) ? { kind: 'padded', digits: bare.length } : plain;
}

const dayMs = 86_400_000;
const lastSerial = 2_958_466;

/**
 * A number of a spreadsheet as text without loss: dates in ISO form, percentages with their sign, codes with their leading zeros.
 * Numbers of 16 digits and more, whose last digits a spreadsheet has already lost, keep the form 9.11E+17 that shows it.
 */
export function writeNumber(value: number, form: NumberForm, date1904 = false): string {
  if (!Number.isFinite(value)) return '';
  if (form.kind === 'date' || form.kind === 'time') {
    const text = writeSerial(value, form.kind, date1904);
    if (text !== null) return text;
  }
  if (form.kind === 'percent') return `${writePlain(value * 100)}%`;
  const text = writePlain(value);
  return form.kind === 'padded' && /^\d+$/u.test(text) ? text.padStart(form.digits, '0') : text;
}

/** Fifteen significant digits, as many as a spreadsheet keeps. */
function writePlain(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const size = Math.abs(rounded);
  if (size >= 1e15 || (size > 0 && size < 1e-9))
    return rounded
      .toExponential()
      .replace('e', 'E')
      .replace(/E([-+])(\d)$/u, 'E$10$2');
  if (size >= 1e-6 || size === 0) return String(rounded);
  return rounded.toFixed(20).replace(/0+$/u, '');
}

/** Days since the epoch of the workbook as ISO text; null when they are no date. */
function writeSerial(serial: number, kind: 'date' | 'time', date1904: boolean): string | null {
  if (serial < 0 || serial >= lastSerial) return null;
  const seconds = Math.round(serial * 86_400);
  if (kind === 'time' && serial < lastSerial && (serial < 1 || seconds < 86_400 * 60))
    return writeClock(seconds);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const sinceEpoch = date1904 ? days - 24_107 : days - (days < 61 ? 25_568 : 25_569);
  const day = new Date(sinceEpoch * dayMs).toISOString().slice(0, 10);
  return rest === 0 ? day : `${day} ${writeClock(rest)}`;
}

function writeClock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
