/** A JSON object, whose keys may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object of JSON: no list, not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const empty: JsonObject = Object.freeze({});

/** The object under a key, or an empty one. */
export function objectAt(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isObject(value) ? value : empty;
}

/** The objects of the list under a key. */
export function objectsAt(from: JsonObject, key: string): readonly JsonObject[] {
  const value = from[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text or number under a key as a text without space around it; '' for anything else. */
export function textAt(from: JsonObject, key: string): string {
  const value = from[key];
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** A number under a key, or a text that is one; 0 for anything else. */
export function amountAt(from: JsonObject, key: string): number {
  const number = Number(textAt(from, key));
  return Number.isFinite(number) ? number : 0;
}
