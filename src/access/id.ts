import { randomBytes } from 'node:crypto';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** The last id of each prefix. */
const lasts = new Map<string, { readonly time: number; readonly count: number }>();

/** `value` in base 32 with `length` digits. */
function write(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32))
    text = digits.charAt(rest % 32) + text;
  return text;
}

/**
 * A new id: `prefix_`, ten characters of time in milliseconds, two of order within it, fourteen of chance (70 bits).
 * Ids of a prefix that are made one after the other in one process sort in that order, whatever other ids are made between.
 */
export function createId(prefix: string, now: Date = new Date()): string {
  const time = now.getTime();
  const last = lasts.get(prefix);
  const count = last?.time === time ? last.count + 1 : 0;
  lasts.set(prefix, { time, count });
  const chance = Array.from(randomBytes(14), (byte) => digits.charAt(byte % 32)).join('');
  return `${prefix}_${write(time, 10)}${write(count % 1024, 2)}${chance}`;
}
