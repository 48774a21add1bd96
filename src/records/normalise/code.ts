import { matches, type NormaliseContext, type Normalised } from './expression.ts';

/** The 31 letters of GB 32100 in the order of their values. */
const creditLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationLetters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
/** Each letter's value is put into the low six bits of a byte, so that a sum of products needs only shifts. */
const valueBase = 64;

/** Registry numbers and other keys: upper case, no spaces or dashes; the field's check marks them. */
export function normaliseCode(key: string, context: NormaliseContext, check: string | undefined): Normalised {
  const { prefix, folded } = context;
  const name = (part: string) => `${prefix}_${part}`;
  const code = name('code');
  if (check === undefined) {
    return {
      lets: [[code, `trimBoth(${folded})`]],
      columns: [[key, code]],
      invalid: `${code} != '' AND ${isRuined(code)}`,
    };
  }
  const lets: [string, string][] = [
    [code, `if(${matches(folded, '^[0-9A-Z]*$')}, ${folded}, upper(translate(${folded}, ' -_./\\t', '')))`],
  ];
  const checked = checks[check]?.(code, name);
  if (checked === undefined) throw new Error(`field ${key} names an unknown check: ${check}`);
  return {
    lets: [...lets, ...checked.lets],
    columns: [[key, code]],
    invalid: `${code} != '' AND NOT (${checked.valid})`,
  };
}

/** A number that a spreadsheet turned into 9.11E+17: digits are lost for good. */
function isRuined(expression: string): string {
  return matches(expression, '^\\d(?:\\.\\d+)?[Ee]\\+?\\d{1,2}$');
}

interface Check {
  readonly lets: readonly (readonly [string, string])[];
  readonly valid: string;
}

const checks: Readonly<Record<string, (code: string, name: (part: string) => string) => Check>> = {
  credit_code: checkCreditCode,
  organisation_code: (code, name) => {
    const bytes = name('bytes');
    return {
      lets: [[bytes, letterValues(code, organisationLetters)]],
      valid: `${matches(code, '^[0-9A-Z]{8}[0-9X]$')} AND ${organisationCheck(bytes)}`,
    };
  },
  registration_number: (code) => ({
    lets: [],
    valid: `${matches(code, '^\\d{15}$')} AND ${registrationCheck(code)}`,
  }),
  resident_id: () => ({ lets: [], valid: '1' }),
};

/**
 * GB 32100-2015: 18 letters, check (31 - sum mod 31) mod 31, and inside it, at 9-17, the organisation code
 * with the check of GB 11714. A code passes only with both.
 */
function checkCreditCode(code: string, name: (part: string) => string): Check {
  const bytes = name('bytes');
  const inner = name('inner');
  const sum = weightedSum(bytes, creditWeights);
  return {
    lets: [
      [bytes, letterValues(code, creditLetters)],
      [inner, letterValues(`substring(${code}, 9, 9)`, organisationLetters)],
    ],
    valid: [
      matches(code, '^[1-9ANY][0-9A-HJ-NP-RTUWXY]\\d{6}[0-9A-HJ-NP-RTUWXY]{10}$'),
      `(31 - (${sum}) % 31) % 31 = ${letterAt(bytes, 18)}`,
      organisationCheck(inner),
    ].join(' AND '),
  };
}

function organisationCheck(bytes: string): string {
  const rest = `(11 - (${weightedSum(bytes, organisationWeights)}) % 11)`;
  return `multiIf(${rest} = 10, ${organisationLetters.indexOf('X')}, ${rest} = 11, 0, ${rest}) = ${letterAt(bytes, 9)}`;
}

/** ISO 7064 MOD 11,10 over 15 digits, as registration numbers carry it. */
function registrationCheck(code: string): string {
  const digits = `arrayMap(c -> toInt32(toUInt8OrZero(c)), splitByString('', ${code}))`;
  const step = `((p + d) % 10 = 0 ? 10 : (p + d) % 10) * 2 % 11`;
  return `(arrayFold((p, d) -> toInt32(${step}), arrayPopBack(${digits}), toInt32(10)) + arrayElement(${digits}, -1)) % 10 = 1`;
}

function letterValues(code: string, letters: string): string {
  const values = Array.from(letters, (_, value) => String.fromCodePoint(valueBase + value)).join('');
  return `translate(${code}, '${letters}', '${values.replaceAll('\\', '\\\\')}')`;
}

function letterAt(bytes: string, position: number): string {
  return `bitAnd(reinterpretAsUInt8(substring(${bytes}, ${position}, 1)), 63)`;
}

/**
 * Sum of value × weight over letters from the first one on. Eight letters are read as one integer; its even and odd bytes
 * are four numbers of sixteen bits each, and one multiplication adds up four products in the highest of them.
 */
function weightedSum(bytes: string, weights: readonly number[]): string {
  const whole = Math.floor(weights.length / 8) * 8;
  const words = Array.from({ length: whole / 8 }, (_, word) => {
    const value = `reinterpretAsUInt64(substring(${bytes}, ${word * 8 + 1}, 8))`;
    const own = weights.slice(word * 8, word * 8 + 8);
    return `${laneSum(value, own, 0)} + ${laneSum(`bitShiftRight(${value}, 8)`, own, 1)}`;
  });
  const rest = weights
    .slice(whole)
    .map((weight, index) => `${letterAt(bytes, whole + index + 1)} * ${weight}`);
  return [...words, ...rest].join(' + ');
}

/** The low six bits of each of four numbers of sixteen bits. */
const sixBits = 0x003f_003f_003f_003fn;

function laneSum(word: string, weights: readonly number[], parity: 0 | 1): string {
  const factor = weights
    .filter((_, index) => index % 2 === parity)
    .reduce((sum, weight, lane) => sum + (BigInt(weight) << BigInt(16 * (3 - lane))), 0n);
  return `bitShiftRight(bitAnd(${word}, ${sixBits}) * toUInt64(${factor}), 48)`;
}
