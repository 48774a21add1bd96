const zero = 48;
const nine = 57;
/** Tab, space, brackets, dash: what people write between digits. */
const marks: ReadonlySet<number> = new Set([9, 32, 40, 41, 45]);
const plus = 43;

/** Mobiles with the longest prefix have so many digits. */
const mostDigits = 15;
const digits = new Uint8Array(mostDigits);

/**
 * True for the bytes of one plain number of mainland China without an extension: the same numbers as `isPlainPhone` knows, told
 * without making a text, since every phone of every file passes here.
 */
export function isPlainNumber(bytes: Uint8Array, at: number, length: number): boolean {
  const end = at + length;
  let from = at;
  while (from < end && marks.has(bytes[from] ?? 0)) from++;
  const isSigned = bytes[from] === plus;
  const count = collectDigits(bytes, isSigned ? from + 1 : from, end);
  return isMobile(count, isSigned) || (!isSigned && (isLandline(count) || isService(count)));
}

/** Collects the digits and answers how many there are; none where anything but digits and marks stands between. */
function collectDigits(bytes: Uint8Array, from: number, end: number): number {
  let count = 0;
  for (let i = from; i < end; i++) {
    const byte = bytes[i] ?? 0;
    const isDigit = byte >= zero && byte <= nine;
    if (isDigit ? count === mostDigits : !marks.has(byte)) return 0;
    if (isDigit) digits[count++] = byte - zero;
  }
  return count;
}

function isMobile(count: number, isSigned: boolean): boolean {
  const from = count - 11;
  return (
    digits[from] === 1 &&
    (digits[from + 1] ?? 0) >= 3 &&
    (isSigned ? from === 2 && isChina(from) : from === 0 || isPrefix(from))
  );
}

/** 86 or 0086. */
function isPrefix(length: number): boolean {
  return isChina(length) && (length === 2 || (length === 4 && digits[0] === 0 && digits[1] === 0));
}

function isChina(end: number): boolean {
  return digits[end - 2] === 8 && digits[end - 1] === 6;
}

function isLandline(count: number): boolean {
  if (digits[0] !== 0) return false;
  const [, first = 0, second] = digits;
  const area = first >= 3 ? 4 : first === 2 || (first === 1 && second === 0) ? 3 : 0;
  return area > 0 && (count === area + 7 || count === area + 8);
}

function isService(count: number): boolean {
  const [first, second, third] = digits;
  if (count === 10) return (first === 4 || first === 8) && second === 0 && third === 0;
  if (first === 1) return count === 5;
  return first === 9 && (second === 5 || second === 6) && count >= 5 && count <= 8;
}
