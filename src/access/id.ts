import { randomBytes } from 'node:crypto';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

const last = { time: 0, count: 0 };

/** `value` in base 32 with `length` digits. */
function write(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32))
    text = digits.charAt(rest % 32) + text;
  return text;
}

/**
 * A new id: `prefix_`, ten characters of time in milliseconds, two of order within it, fourteen of chance (70 bits).
 * Ids made one after the other in one process sort in that order.
 */
export function createId(prefix: string, now: Date = new Date()): string {
  const time = now.getTime();
  last.count = time === last.time ? last.count + 1 : 0;
  last.time = time;
  const chance = Array.from(randomBytes(14), (byte) => digits.charAt(byte % 32)).join('');
  return `${prefix}_${write(time, 10)}${write(last.count % 1024, 2)}${chance}`;
}
