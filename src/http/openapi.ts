import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { type Components, type Json, type JsonObject, jsonSchemaOf } from './json-schema.ts';
import type { Endpoint } from './types.ts';

/** What the document says of itself. */
export interface About {
  readonly title: string;
  readonly version: string;
  readonly baseUrl?: string;
  readonly cookie: string;
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('In the language of Accept-Language'),
  instance: z.string().describe('The id of the request'),
  code: z.string().describe('Stable and dotted; its first part names the room'),
  en: z.string(),
  zh: z.string(),
  details: z.record(z.string(), z.unknown()),
});

const pathNames = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');

function isInQuery({ method, upload }: Endpoint): boolean {
  return method === 'GET' || method === 'DELETE' || upload === true;
}

/** The thing that a path is about: `/api/imports/:id` → `imports`. */
function tagOf({ path, name }: Endpoint): string {
  return path.split('/')[2] ?? name;
}

function required(schema: JsonObject): string[] {
  return z.array(z.string()).catch([]).parse(schema['required']);
}

function propertiesOf(schema: JsonObject): [string, Json][] {
  const found = z.record(z.string(), z.json()).safeParse(schema['properties']);
  return found.success ? Object.entries(found.data) : [];
}

/** The kinds of value that stand in a query string as they are; all else travels as JSON text. */
function isPlain(schema: Json): boolean {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || !('type' in schema))
    return false;
  return ['string', 'number', 'integer', 'boolean'].some((type) => type === schema['type']);
}

function parameter(
  name: string,
  schema: Json,
  place: { in: 'path' | 'query'; required: boolean },
): JsonObject {
  const travels =
    place.in === 'path' || isPlain(schema) ? { schema } : { content: { 'application/json': { schema } } };
  return { name, in: place.in, required: place.required, ...travels };
}

function parametersOf(endpoint: Endpoint, input: JsonObject): JsonObject[] {
  const inPath = new Set(pathNames(endpoint.path));
  const needed = new Set(required(input));
  const properties = new Map(propertiesOf(input));
  const path = [...inPath].map((name) =>
    parameter(name, properties.get(name) ?? { type: 'string' }, { in: 'path', required: true }),
  );
  if (!isInQuery(endpoint)) return path;
  const query = [...properties].filter(([name]) => !inPath.has(name));
  return [
    ...path,
    ...query.map(([name, schema]) => parameter(name, schema, { in: 'query', required: needed.has(name) })),
  ];
}

function bodyOf(endpoint: Endpoint, input: JsonObject): JsonObject {
  if (endpoint.upload) {
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } } };
  }
  const inPath = new Set(pathNames(endpoint.path));
  const properties = propertiesOf(input).filter(([name]) => !inPath.has(name));
  if (isInQuery(endpoint) || properties.length === 0) return {};
  const needed = required(input).filter((name) => !inPath.has(name));
  const schema = {
    ...input,
    properties: Object.fromEntries(properties),
    ...(needed.length > 0 ? { required: needed } : {}),
  };
  const { required: _all, ...optional } = schema;
  const body = needed.length > 0 ? schema : optional;
  return { requestBody: { required: needed.length > 0, content: { 'application/json': { schema: body } } } };
}

function answerOf(endpoint: Endpoint, components: Components): JsonObject {
  if (endpoint.download) {
    return { '200': { description: 'The file', content: { 'application/octet-stream': { schema: {} } } } };
  }
  const schema = jsonSchemaOf(endpoint.output, { name: `${endpoint.name}.Output`, io: 'output' }, components);
  const type = schema['type'];
  if (type === 'null' || schema['not'] !== undefined) return { '204': { description: 'Done' } };
  return { '200': { description: 'Done', content: { 'application/json': { schema } } } };
}

function operationOf(endpoint: Endpoint, components: Components): JsonObject {
  // Parameters and body are cut from the properties, so an input that names itself would lose its name: it is spread again.
  const printed = jsonSchemaOf(endpoint.input, { name: `${endpoint.name}.Input`, io: 'input' }, components);
  const input = printed['$ref'] === undefined ? printed : objectOf(components.get(`${endpoint.name}.Input`));
  const parameters = parametersOf(endpoint, input);
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    'x-access': endpoint.access,
    security: endpoint.access === 'anyone' ? [] : [{ session: [] }, { key: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(endpoint, input),
    responses: { ...answerOf(endpoint, components), default: { $ref: '#/components/responses/Problem' } },
  };
}

function objectOf(value: Json | undefined): JsonObject {
  return z.record(z.string(), z.json()).catch({}).parse(value);
}

/** Prints the OpenAPI 3.1 document of a list of endpoints, and lets others have a turn after each. */
export async function printOpenApi(endpoints: readonly Endpoint[], about: About): Promise<JsonObject> {
  const components: Components = new Map();
  const paths = new Map<string, Record<string, Json>>();
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    const item = paths.get(path) ?? {};
    item[endpoint.method.toLowerCase()] = operationOf(endpoint, components);
    paths.set(path, item);
    await setImmediate();
  }
  const tags = [...new Set(endpoints.map(tagOf))].sort().map((name) => ({ name }));
  return {
    openapi: '3.1.0',
    info: {
      title: about.title,
      version: about.version,
      description:
        'Errors are RFC 9457 problem details with a stable code and both languages. Lists page by the cursor `next`. ' +
        'In a query string, arrays and objects are JSON text. With a session, `x-workspace` chooses the workspace.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.baseUrl ?? '/' }],
    tags,
    paths: Object.fromEntries(paths),
    components: {
      schemas: {
        Problem: jsonSchemaOf(problemSchema, { name: 'Problem', io: 'output' }, components),
        ...Object.fromEntries(components),
      },
      responses: {
        Problem: {
          description: 'A problem, in both languages',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: about.cookie },
        key: { type: 'http', scheme: 'bearer', bearerFormat: 'ck_…', description: 'An API key' },
      },
    },
  };
}
