import { z } from 'zod';

/*
 * How input travels in a query string, for both ends; isomorphic.
 * One parameter a name. Text as it is; numbers and booleans as they are written in JSON; `null` for null where null may be;
 * arrays as JSON text, as a comma-separated text, or as a repeated parameter; objects and all else as JSON text.
 * The schema of the endpoint says which of these a text means.
 */

interface Peeled {
  readonly core: unknown;
  readonly nullable: boolean;
}

/** Takes optional, default and the like off a schema until its kind shows. */
function peel(schema: unknown): Peeled {
  let core = schema;
  let nullable = false;
  for (;;) {
    if (core instanceof z.ZodNullable) nullable = true;
    const next = inner(core);
    if (next === undefined) return { core, nullable };
    core = next;
  }
}

const wrappers = [
  z.ZodOptional,
  z.ZodNullable,
  z.ZodDefault,
  z.ZodPrefault,
  z.ZodNonOptional,
  z.ZodReadonly,
  z.ZodCatch,
  z.ZodLazy,
];

function inner(schema: unknown): unknown {
  for (const wrapper of wrappers) if (schema instanceof wrapper) return schema.unwrap();
  if (schema instanceof z.ZodPipe) return schema.in instanceof z.ZodTransform ? schema.out : schema.in;
  return undefined;
}

function isText(core: unknown): boolean {
  return (
    core instanceof z.ZodString ||
    core instanceof z.ZodStringFormat ||
    core instanceof z.ZodEnum ||
    core instanceof z.ZodTemplateLiteral ||
    core instanceof z.ZodDate
  );
}

/** The value of a JSON text, or the text itself when it is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readNumber(text: string): number | string {
  return /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

function readBoolean(text: string): boolean | string {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  return text;
}

function readLiteral(schema: z.ZodLiteral, text: string): unknown {
  for (const value of schema.values) if (String(value) === text) return value;
  return text;
}

function readUnion(schema: z.ZodUnion, text: string): unknown {
  for (const option of schema.options) {
    const value = readValue(option, [text]);
    if (z.safeParse(option, value).success) return value;
  }
  return text;
}

function readArray(schema: z.ZodArray, texts: readonly string[]): unknown {
  const [text = ''] = texts;
  if (texts.length === 1 && text.startsWith('[')) return readJson(text);
  const parts = texts.length === 1 ? text.split(',') : texts;
  return parts.map((part) => readValue(schema.element, [part]));
}

function readScalar(core: unknown, text: string): unknown {
  if (isText(core)) return text;
  if (core instanceof z.ZodNumber) return readNumber(text);
  if (core instanceof z.ZodBoolean) return readBoolean(text);
  if (core instanceof z.ZodBigInt) return /^-?\d+$/.test(text) ? BigInt(text) : text;
  if (core instanceof z.ZodLiteral) return readLiteral(core, text);
  if (core instanceof z.ZodUnion) return readUnion(core, text);
  return readJson(text);
}

/** What the texts of one parameter mean to a schema; what means nothing stays text, for validation to refuse. */
function readValue(schema: unknown, texts: readonly string[]): unknown {
  const { core, nullable } = peel(schema);
  const [text = ''] = texts;
  if (nullable && texts.length === 1 && text === 'null') return null;
  if (core instanceof z.ZodArray) return readArray(core, texts);
  // A name given twice for a single value is an error for validation to name.
  return texts.length > 1 ? [...texts] : readScalar(core, text);
}

/** Reads a query string by the schema of an endpoint's input; unknown names are kept as text. */
export function readQuery(schema: z.ZodObject, query: URLSearchParams): Record<string, unknown> {
  const shape = new Map<string, unknown>(Object.entries(schema.shape));
  const entries: [string, unknown][] = [];
  for (const name of new Set(query.keys()))
    entries.push([name, readValue(shape.get(name), query.getAll(name))]);
  return Object.fromEntries(entries);
}

/** Reads one path parameter, decoded already, by the schema of its name. */
export function readPathValue(schema: z.ZodObject, name: string, text: string): unknown {
  return readValue(Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined, [text]);
}

function writeValue(schema: unknown, value: unknown): string {
  const { core } = peel(schema);
  if (typeof value !== 'string') return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  if (isText(core) || readScalar(core, value) === value) return value;
  return JSON.stringify(value);
}

/** Writes input as a query string that `readQuery` reads back; undefined is left out. */
export function writeQuery(schema: z.ZodObject, input: Readonly<Record<string, unknown>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined) query.append(name, writeValue(schema.shape[name], value));
  }
  return query;
}
