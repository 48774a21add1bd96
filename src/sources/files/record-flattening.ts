const maxDepth = 12;

/**
 * A nested value as texts under dotted keys: `{a: {b: 1}}` → `a.b` = `1`; an array of scalars becomes its values, one a line;
 * an array that holds objects, and whatever is nested deeper than 12 levels, becomes JSON text.
 */
export function flattenRecord(value: object): Map<string, string> {
  const values = new Map<string, string>();
  flattenInto(values, value, { path: '', depth: 0 });
  return values;
}

interface Place {
  readonly path: string;
  readonly depth: number;
}

function flattenInto(values: Map<string, string>, value: object, place: Place): void {
  for (const [key, child] of Object.entries(value)) {
    const name = key === '' ? '(empty)' : key;
    const path = place.path === '' ? name : `${place.path}.${name}`;
    if (isPlainObject(child) && place.depth < maxDepth)
      flattenInto(values, child, { path, depth: place.depth + 1 });
    else values.set(path, writeScalar(child));
  }
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date) && !(value instanceof Uint8Array);
}

/** One value as text; nothing for null. */
function writeScalar(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return writeObject(value);
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : '';
}

function writeObject(value: object): string {
  if (value instanceof Date) return writeDate(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return value.map(writeScalar).join('\n');
  }
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}

function writeDate(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}
