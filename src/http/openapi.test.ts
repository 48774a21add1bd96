import { expect, it } from 'vitest';
import { z } from 'zod';
import * as accessContract from '../access/contract.ts';
import { type Endpoint, endpoint, nothing } from '../lib/endpoint.ts';
import { printOpenApi } from './openapi.ts';

interface Tree {
  all?: Tree[] | undefined;
}
const tree: z.ZodType<Tree> = z.object({ all: z.lazy(() => z.array(tree)).optional() });

const own = [
  endpoint({
    name: 'ask',
    method: 'POST',
    path: '/api/ask/:id',
    access: 'viewer',
    summary: 'Asks.',
    input: z.object({ id: z.string(), rule: tree, limit: z.number().default(5) }),
    output: z.object({ rule: tree }),
  }),
  endpoint({
    name: 'find',
    method: 'GET',
    path: '/api/ask',
    access: 'viewer',
    summary: 'Finds.',
    input: z.object({ rule: tree, limit: z.int().optional() }),
    output: tree,
  }),
  endpoint({
    name: 'put',
    method: 'PUT',
    path: '/api/file',
    access: 'editor',
    summary: 'Puts.',
    input: z.object({ name: z.string() }),
    output: nothing,
    upload: true,
  }),
  endpoint({
    name: 'get',
    method: 'GET',
    path: '/api/file',
    access: 'anyone',
    summary: 'Gets.',
    input: nothing,
    output: z.unknown(),
    download: true,
  }),
];
const endpoints: Endpoint[] = [...own, ...Object.values(accessContract)];
const about = { title: 'Clientele', version: '1.2.3', cookie: 's' };

const schema = z.union([z.record(z.string(), z.unknown()), z.boolean()]);
const content = z.record(z.string(), z.object({ schema }));
const parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: schema.optional(),
  content: content.optional(),
});
const operation = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(5),
  tags: z.array(z.string()).length(1),
  'x-access': z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).min(1).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^(200|204|default)$/), z.unknown()),
});
const documentSchema = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.object({
    title: z.string(),
    version: z.string(),
    license: z.object({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation),
  ),
  components: z.object({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), schema),
    responses: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

const text = JSON.stringify(await printOpenApi(endpoints, about));
const document = documentSchema.parse(JSON.parse(text));

it('has every endpoint once, under its own name', () => {
  const found = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, { operationId, ...rest }]) => `${operationId} ${method} ${path} ${rest['x-access']}`,
    ),
  );
  const expected = endpoints.map(
    ({ name, method, path, access }) =>
      `${name} ${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')} ${access}`,
  );
  expect(found.toSorted()).toEqual(expected.toSorted());
});

it('resolves every reference inside itself', () => {
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(references.length).toBeGreaterThan(endpoints.length);
  for (const reference of references) {
    let at: unknown = document;
    for (const part of reference.replace('#/', '').split('/'))
      at = z.record(z.string(), z.unknown()).parse(at)[part];
    expect(at, reference).toBeDefined();
  }
});

it('declares every parameter of a path, and puts the rest where the server reads it', () => {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, { parameters = [], requestBody }] of Object.entries(item)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(inPath);
      expect(parameters.every((one) => (one.schema === undefined) !== (one.content === undefined))).toBe(
        true,
      );
      if (method === 'get' || method === 'delete') expect(requestBody).toBeUndefined();
    }
  }
  expect(document.paths['/api/ask']?.['get']?.parameters).toMatchObject([
    { name: 'rule', required: true, content: { 'application/json': {} } },
    { name: 'limit', required: false, schema: { type: 'integer' } },
  ]);
  const body = document.paths['/api/ask/{id}']?.['post']?.requestBody;
  expect(body).toMatchObject({
    required: true,
    content: { 'application/json': { schema: { required: ['rule'] } } },
  });
  expect(JSON.stringify(body)).not.toContain('"id"');
});

it('asks for a session or a key wherever the endpoint does', () => {
  expect(document.paths['/api/file']?.['get']?.security).toEqual([]);
  expect(document.paths['/api/file']?.['put']?.security).toEqual([{ session: [] }, { key: [] }]);
  expect(document.paths['/api/file']?.['put']?.requestBody?.content).toHaveProperty([
    'application/octet-stream',
  ]);
});
