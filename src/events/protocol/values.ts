/** A JSON object, whose keys may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const empty: JsonObject = Object.freeze({});

/** The object under a key, or an empty one. */
export function objectOf(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isObject(value) ? value : empty;
}

/** A text or number as text without space around it, cut to a length; '' for anything else. */
export function textOf(value: unknown, longest = 1_000): string {
  if (typeof value === 'string')
    return value.length > longest ? value.slice(0, longest).trim() : value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** The first of several keys that says anything. */
export function firstText(from: JsonObject, keys: readonly string[], longest?: number): string {
  for (const key of keys) {
    const text = textOf(from[key], longest);
    if (text !== '') return text;
  }
  return '';
}

const plainNumber = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/;

/** A number, or a text that is one ("1,234.50"); null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value === '' || value.length > 40) return null;
  const text = value.trim();
  if (text === '' || !plainNumber.test(text)) return null;
  const number = Number(text.replaceAll(',', ''));
  return Number.isFinite(number) ? number : null;
}

/** Milliseconds of an ISO date or of a number of seconds or milliseconds; null for anything else. */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'number')
    return Number.isFinite(value) ? (value < 100_000_000_000 ? value * 1000 : value) : null;
  if (typeof value !== 'string' || value.length > 40) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

/** True where nothing lies deeper than `levels`. */
export function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((inner) => isShallow(inner, levels - 1));
  if (!isObject(value)) return true;
  for (const key in value) {
    const inner = value[key];
    if (typeof inner === 'object' && !isShallow(inner, levels - 1)) return false;
  }
  return true;
}

const longestValue = 4_000;
const mostEntries = 300;

/** The leaves of an object as texts, keys of inner objects joined by dots; lists as JSON. */
export function flatten(
  from: JsonObject,
  without: ReadonlySet<string>,
): (readonly [key: string, value: string])[] {
  const leaves: (readonly [string, string])[] = [];
  const walk = (object: JsonObject, prefix: string): void => {
    for (const key of Object.keys(object)) {
      if (leaves.length >= mostEntries) return;
      const name = prefix + key;
      if (without.has(name)) continue;
      const value = object[key];
      if (isObject(value)) walk(value, `${name}.`);
      else if (value !== null && value !== undefined) leaves.push([name.slice(0, 200), leafText(value)]);
    }
  };
  walk(from, '');
  return leaves;
}

function leafText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > longestValue ? text.slice(0, longestValue) : text;
}
