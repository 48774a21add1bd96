const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const letters = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0));
/** GB 32100: 3^i mod 31 for the first 17 places. */
const weights = Uint8Array.from([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]);
/** GB 11714: the weights of the organisation code's first eight characters, which stand in places 9 to 16. */
const innerWeights = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 3, 7, 9, 10, 5, 8, 4, 2]);
/** The inner check counts A-Z as 10-35, letters that the outer alphabet skips included. */
const innerValues = letters.map((letter) => (letter < 58 ? letter - 48 : letter - 55));
const valueOfX = alphabet.indexOf('X');
const valueOfM = alphabet.indexOf('M');
const valueOfA = alphabet.indexOf('A');

const values = new Uint8Array(18);

function read(list: Uint8Array, index: number): number {
  return list[index] ?? 0;
}

function splitDigits(value: number, from: number, to: number): void {
  let rest = value;
  for (let at = to; at >= from; at--) {
    const tens = (rest / 10) | 0;
    values[at] = rest - tens * 10;
    rest = tens;
  }
}

function splitLetters(value: number, from: number, to: number): void {
  let rest = value;
  for (let at = to; at >= from; at--) {
    const high = (rest / 31) | 0;
    values[at] = rest - high * 31;
    rest = high;
  }
}

/** The value in the outer alphabet of the organisation code's check: 11 less the remainder, 10 written X and 11 written 0. */
function innerCheck(sum: number): number {
  const check = 11 - (sum % 11);
  if (check === 10) return valueOfX;
  return check === 11 ? 0 : check;
}

/** What a credit code is made of. `number` is eight digits, or below 31^6 for the style `MA……`. */
export interface CodeParts {
  readonly registration: number;
  readonly region: number;
  readonly number: number;
  readonly style: 'digits' | 'letters';
}

/** Writes the 18 characters of a unified social credit code with both checks (GB 32100-2015, GB 11714) at `at`. */
export function putCreditCode(bytes: Uint8Array, at: number, parts: CodeParts): void {
  splitDigits(parts.registration, 0, 1);
  splitDigits(parts.region, 2, 7);
  if (parts.style === 'digits') splitDigits(parts.number, 8, 15);
  else {
    values[8] = valueOfM;
    values[9] = valueOfA;
    splitLetters(parts.number, 10, 15);
  }
  let outer = 0;
  let inner = 0;
  for (let i = 0; i < 16; i++) {
    const value = read(values, i);
    bytes[at + i] = read(letters, value);
    outer += value * read(weights, i);
    inner += read(innerValues, value) * read(innerWeights, i);
  }
  const organization = innerCheck(inner);
  bytes[at + 16] = read(letters, organization);
  bytes[at + 17] = read(letters, (31 - ((outer + organization * read(weights, 16)) % 31)) % 31);
}

/** Another last character than the right one. */
export function spoilCreditCode(code: string): string {
  const right = alphabet.indexOf(code.slice(-1));
  return code.slice(0, -1) + (alphabet[(right + 7) % 31] ?? '0');
}
