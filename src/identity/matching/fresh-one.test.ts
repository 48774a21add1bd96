import { assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';

import { catalogue } from '../../fields/index.ts';
import { command, statement } from '../../store/warehouse/index.ts';
import { attributesOf } from './attributes.ts';
import { keepOne, keepOneKeys, meetOne, scoreOne } from './fresh-one.ts';
import { keepFresh, keepKeys, matchFresh } from './fresh.ts';
import { matchRecords } from './match.ts';
import { namesSql } from './sound.ts';
import { openSteps } from './steps.ts';
import { openTestWarehouse } from './test-warehouse.ts';

const { warehouse, close } = await openTestWarehouse();
afterAll(close);

const columns = ['given_name', 'family_name', 'birth_date', 'phones', 'emails', 'address', 'city'] as const;
const attributes = attributesOf(
  'person',
  catalogue('person').flatMap((field) =>
    columns.some((key) => key === field.key) ? { field, sql: field.key } : [],
  ),
);

const givens = [
  'robert',
  'bob',
  'Rob',
  'roberta',
  'jo',
  'j',
  "d'arcy",
  '张',
  '小明',
  'xiao ming',
  '',
  'élodie',
];
const families = [
  'smith',
  'smyth',
  'Smithe',
  'robert',
  'o\\nil',
  '单',
  'shan',
  '欧阳',
  'ouyang',
  '张',
  'zhang',
  '',
];
const births = ['19800102', '19800201', '19800103', '19900102', '1980', ''];
const phones = [[], ['13800138000'], ['13800138001', '02166778899'], ['1']];
const emails = [[], ['rob@gmail.com'], ['r.ob+x@gmail.com', 'bob@mail.com'], ['bob@mail.cn']];
const addresses = ['12 high street', '12 high st', '南京路12号', '南京路12号楼', ''];
const cities = ['leeds', 'leed', '上海', 'x', ''];

const text = (values: readonly string[]) =>
  `[${values.map((value) => `'${value.replace("'", "\\'")}'`).join(', ')}]`;
const lists = (values: readonly (readonly string[])[]) =>
  `[${values.map((value) => `${text(value)}::Array(String)`).join(', ')}]`;
const known = 400;

/** Persons of the values above, mixed; the first one is changed later. */
const madeSql = `SELECT toUInt32(number + 1) AS no, toUInt8(0) AS side, toUInt32(1) AS batch,
    ${[
      ['given_name', text(givens)],
      ['family_name', text(families)],
      ['birth_date', text(births)],
      ['phones', lists(phones)],
      ['emails', lists(emails)],
      ['address', text(addresses)],
      ['city', text(cities)],
    ]
      .map(([name, of]) => `${of}[1 + cityHash64(number, '${name}') % length(${of})] AS ${name}`)
      .join(', ')}
  FROM numbers(${known})`;

/** Somebody who is known, with some of the values changed. */
const someone = record({
  no: constantFrom(1, 7, known + 1),
  who: integer({ min: 1, max: known }),
  texts: record(
    {
      given_name: constantFrom(...givens),
      family_name: constantFrom(...families),
      birth_date: constantFrom(...births),
      address: constantFrom(...addresses),
      city: constantFrom(...cities),
    },
    { requiredKeys: [] },
  ),
  lists: record({ phones: constantFrom(...phones), emails: constantFrom(...emails) }, { requiredKeys: [] }),
});

const sql = (text: string) => warehouse.run(command('test.one', text));
const read = async (text: string) =>
  warehouse.rows(statement({ name: 'test.read', sql: text, row: z.object({ row: z.string() }) }));

test('one newcomer finds, and leaves behind, what it does among many', async () => {
  await sql(`CREATE TABLE {db}.made ENGINE = MergeTree ORDER BY no AS ${madeSql}`);
  await sql('CREATE TABLE {db}.came AS {db}.made');
  const steps = await openSteps(warehouse, 'match_made');
  const input = { attributes, sided: false };
  const scanned = await matchRecords(
    steps,
    { ...input, from: '(SELECT * FROM {db}.made)' },
    { keep: 'known_a' },
  );
  await steps.close();
  for (const name of ['values', 'keys', 'shares'])
    await sql(
      `CREATE TABLE {db}.known_b_${name} ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM {db}.known_a_${name}`,
    );
  const rules = scanned.rules.flatMap((rule) => (rule.chosen ? rule.rule : []));
  const { model } = scanned;
  const from = '(SELECT * FROM {db}.came)';
  const few = { prefix: 'known_a', rules, rows: known };
  const many = { ...few, prefix: 'known_b' };
  let batch = 1;
  let all = 0;

  await assert(
    asyncProperty(someone, async (person) => {
      batch += 1;
      await sql('TRUNCATE TABLE {db}.came');
      const changed = [
        ...Object.entries(person.texts).map(([name, value]) => `${text([value])}[1] AS ${name}`),
        ...Object.entries(person.lists).map(([name, value]) => `${text(value)} AS ${name}`),
        `toUInt32(${person.no}) AS no`,
        `toUInt32(${batch}) AS batch`,
      ];
      await sql(
        `INSERT INTO {db}.came SELECT * REPLACE (${changed.join(', ')}) FROM (SELECT * FROM {db}.made WHERE no = ${person.who})`,
      );
      const [named] = await read(`SELECT ${namesSql(attributes)} AS row FROM {db}.came`);
      const of = { from, attributes, known: few, model, names: named?.row ?? '' };
      const one = await meetOne(warehouse, of);
      if (one === undefined) throw new Error('it came');
      const scored = await scoreOne(warehouse, of, one);
      await keepOneKeys(warehouse, few, one);
      await keepOne(warehouse, few, { attributes, found: one });

      const small = await openSteps(warehouse, 'news_made', { small: true });
      const present = (numbersOf: string) =>
        `SELECT arrayJoin(range(1, ${known + 2})) AS no WHERE no IN (${numbersOf})`;
      const outcome = await matchFresh(small, { input: { ...input, from }, known: many, model, present });
      const pairs = await small.ask(
        'scored',
        `SELECT l, r, toString(g) AS g, w, p FROM {db}.${small.table('scored')} ORDER BY l, r`,
        z.object({ l: z.number(), r: z.number(), g: z.string(), w: z.array(z.number()), p: z.number() }),
      );
      await keepKeys(small, many);
      await keepFresh(small, attributes, many);
      await small.close();

      expect({ compared: one.others.length, crowded: one.crowded, scored: scored.length }).toEqual({
        compared: outcome.compared,
        crowded: outcome.crowded,
        scored: outcome.scored,
      });
      all += scored.length;
      const found = scored.toSorted((a, b) => a.l - b.l || a.r - b.r);
      expect(found.map(({ l, r, grades, w }) => ({ l, r, grades, w }))).toEqual(
        pairs.map(({ l, r, g, w }) => ({
          l,
          r,
          grades: attributes.map((_, at) => Number((BigInt(g) >> BigInt(at * 4)) & 15n)),
          w,
        })),
      );
      found.forEach(({ p }, at) => expect(p).toBeCloseTo(pairs[at]?.p ?? 0, 6));
    }),
    { numRuns: 15, endOnFailure: true },
  );
  expect(all).toBeGreaterThan(8);
  for (const name of ['values', 'keys']) {
    const kept = (prefix: string) =>
      read(
        `SELECT toString(tuple(*)) AS row FROM {db}.${prefix}_${name} WHERE no IN (1, 7, ${known + 1}) ORDER BY row`,
      );
    const ours = await kept('known_a');
    expect(ours.length).toBeGreaterThan(10);
    expect(ours).toEqual(await kept('known_b'));
  }
});
