import { z } from 'zod';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** What a schema is called in the document, and which side of it is meant. */
export interface Naming {
  readonly name: string;
  readonly io: 'input' | 'output';
}

/** Schemas that several places name, under `#/components/schemas/`. */
export type Components = Map<string, Json>;

function rewriteRefs(value: Json, rename: (ref: string) => string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => rewriteRefs(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]): [string, Json] => [
    key,
    key === '$ref' && typeof child === 'string' ? rename(child) : rewriteRefs(child, rename),
  ]);
  return Object.fromEntries(entries);
}

/**
 * The JSON Schema (2020-12, which is OpenAPI 3.1's) of a zod schema. Schemas that name themselves or share parts
 * are moved to the components, since `#` means another document there.
 */
export function jsonSchemaOf(schema: z.ZodType, as: Naming, components: Components): JsonObject {
  const { name, io } = as;
  const printed = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    cycles: 'ref',
    target: 'draft-2020-12',
  });
  const {
    $schema: _dialect,
    $defs: defs = {},
    ...root
  } = jsonObject.parse(JSON.parse(JSON.stringify(printed)));
  let namesRoot = false;
  const rename = (ref: string): string => {
    if (ref === '#') namesRoot = true;
    const part = ref.replace(/^#(\/\$defs\/)?/, '');
    return `#/components/schemas/${part === '' ? name : `${name}.${part}`}`;
  };
  const body = jsonObject.parse(rewriteRefs(root, rename));
  const parts = jsonObject.parse(defs);
  for (const [part, value] of Object.entries(parts))
    components.set(`${name}.${part}`, rewriteRefs(value, rename));
  if (!namesRoot) return body;
  components.set(name, body);
  return { $ref: `#/components/schemas/${name}` };
}
