import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { catalogue } from '../../fields/index.ts';
import { compileRule, describeRule, parseRule } from '../../query/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { openTestWorkspace } from '../../../test/warehouse.ts';
import { getPaths, type PathsAnswer } from './contract.ts';
import { readPaths } from './paths.ts';

const timeZone = 'Asia/Shanghai';
const context = {
  kind: 'person',
  catalogue: catalogue('person'),
  now: new Date('2024-06-30'),
  timeZone,
} as const;
let warehouse: Warehouse;
let close: () => Promise<void>;

/** What happened, a letter each hour from one on; customer n is entity n, and 100 + n its browser. */
const lives: Readonly<Record<number, string>> = {
  1: 'VVACO',
  2: 'VAO',
  3: 'VAC',
  4: 'V',
  5: 'OVO',
  6: 'VR',
  7: 'SV',
  8: 'AO',
};
const letters: Readonly<Record<string, string>> = {
  V: 'Product Viewed',
  A: 'Product Added',
  C: 'Checkout Started',
  O: 'Order Completed',
  R: 'Rare Thing',
  S: 'Signed Up',
};

async function write(table: string, rows: readonly string[]): Promise<void> {
  const sql = `INSERT INTO {db}.${table} VALUES ${rows.join(', ')}`;
  await warehouse.run(statement({ name: 'test.write', sql, row: z.unknown() }));
}

beforeAll(async () => {
  ({ warehouse, close } = await openTestWorkspace(7));
  const people = Object.keys(lives).map(Number);
  await write(
    'owners',
    people.flatMap((n) => [`(${n}, 'person', ${n})`, `(${100 + n}, 'person', ${n})`]),
  );
  const event = (entity: number, at: string, name: string) => `(${entity}, '${at}', '${name}', 'track')`;
  const events = people.flatMap((n) =>
    // Every other event comes from the browser: a path is of the customer.
    Array.from(lives[n] ?? '', (letter, hour) =>
      event(hour % 2 === 0 ? n : 100 + n, `2024-03-0${n} 0${hour + 1}:00:00`, letters[letter] ?? ''),
    ),
  );
  // Out of the days that count, of nobody who is known, and no event of a path.
  const others = [
    event(4, '2024-05-01 00:00:00', 'Order Completed'),
    event(900, '2024-03-01 00:00:00', 'Product Viewed'),
    `(6, '2024-03-06 01:30:00', 'Identify', 'identify')`,
  ];
  await write('events (entity, ts, name, type)', [...events, ...others]);
});
afterAll(() => close());

async function ask(choice: Record<string, unknown>) {
  const asked = getPaths.input.parse({ event: 'Product Viewed', ...choice });
  return readPaths(warehouse, { asked, timeZone });
}

async function membersOf(rule: unknown): Promise<number[]> {
  const condition = compileRule(parseRule(rule), context);
  const sql = `SELECT _no FROM (SELECT DISTINCT profile AS _no FROM {db}.owners) WHERE ${condition.sql} ORDER BY _no`;
  const row = z.object({ _no: z.number() });
  return (await warehouse.rows(statement({ name: 'test', sql, row }), condition.parameters)).map(
    ({ _no }) => _no,
  );
}

const short = (path: readonly string[]) =>
  path.map((name) => Object.keys(letters).find((letter) => letters[letter] === name) ?? '?').join('');

/** A tree of steps: how many came there, how many ended, how many went on otherwise. */
const treeOf = ({ nodes }: PathsAnswer) =>
  Object.fromEntries(nodes.map((one) => [short(one.path), [one.customers, one.ended, one.rest]]));

describe('paths', () => {
  it('tell what came next, step by step, each customer once, repeats in a row being one step', async () => {
    const answer = await ask({ depth: 2 });
    expect(answer.customers).toBe(7);
    expect(treeOf(answer)).toEqual({
      V: [7, 2, 0],
      VA: [3, 0, 0],
      VR: [1, 1, 0],
      VO: [1, 1, 0],
      VAC: [2, 1, 1],
      VAO: [1, 1, 0],
    });
    expect(answer.nodes.map(({ path }) => path.length)).toEqual([1, 2, 2, 2, 3, 3]);
  });

  it('lead from every number to as many customers', async () => {
    for (const choice of [
      { depth: 5 },
      { depth: 3, direction: 'before', event: 'Order Completed' },
      { depth: 1, from: '2024-03-02', to: '2024-03-06' },
      { depth: 2, except: ['Product Added'] },
    ]) {
      const { nodes } = await ask(choice);
      expect(nodes.length).toBeGreaterThan(2);
      for (const node of nodes) {
        expect(await membersOf(node.rule)).toHaveLength(node.customers);
        expect(await membersOf(node.endedRule)).toHaveLength(node.ended);
        expect(await membersOf(node.restRule)).toHaveLength(node.rest);
      }
    }
  });

  it('go back from the last such event, and leave out what does not count', async () => {
    const before = await ask({ event: 'Order Completed', direction: 'before', depth: 1 });
    // The order of May came more than seven days after all else.
    expect(treeOf(before)).toEqual({ O: [5, 1, 0], OA: [2, 1, 1], OC: [1, 0, 1], OV: [1, 0, 1] });
    expect(treeOf(await ask({ depth: 1, except: ['Product Added'] }))).toMatchObject({ VC: [2, 1, 1] });
  });

  it('put what few did into the rest of its step', async () => {
    const crowd = Array.from({ length: 400 }, (_, i) => i + 1_000);
    await write(
      'owners',
      crowd.map((n) => `(${n}, 'person', ${n})`),
    );
    await write(
      'events (entity, ts, name, type)',
      crowd.flatMap((n) => [
        `(${n}, '2024-04-01 00:00:00', 'Product Viewed', 'page')`,
        `(${n}, '2024-04-01 00:00:01', 'Product Added', 'track')`,
      ]),
    );
    const answer = await ask({ depth: 1 });
    expect(treeOf(answer)).toEqual({ V: [407, 2, 2], VA: [403, 400, 3] });
    expect(await membersOf(answer.nodes[0]?.restRule)).toEqual([5, 6]);
  });

  it('say what is wrong, and what a rule means', async () => {
    expect((await ask({ event: 'Never Seen' })).notice?.code).toBe('nobody');
    expect((await ask({ event: "'; DROP TABLE x" })).customers).toBe(0);
    expect(() => parseRule({ path: ['a', 'a'] })).toThrow(/path/);
    expect(() => parseRule({ path: [] })).toThrow(/path/);
    expect(() => compileRule(parseRule({ path: ['a'], between: ['soon', '2024'] }), context)).toThrow(
      /between/,
    );
    const rule = parseRule({ path: ['a', 'b', 'c'], days: 7, ends: true, between: ['2024-01', '2024-02'] });
    expect(describeRule(rule, context, 'en')).toBe(
      'did “a”, and within 7 days of the first time next “b”, next “c”, 2024-01 – 2024-02, and nothing else within these 7 days',
    );
    expect(describeRule(rule, context, 'zh')).toBe(
      '首次发生“a”后7天内，紧接着“b”，紧接着“c”，2024-01 – 2024-02，且这7天内没有其他事件',
    );
    const back = parseRule({ path: ['a', 'b'], before: true, except: ['x'] });
    expect(describeRule(back, context, 'en')).toBe(
      'did “a”, and within 30 days before the last time just before it “b”, “x” not counted',
    );
    expect(describeRule(back, context, 'zh')).toBe('最后一次发生“a”前30天内，之前紧挨着“b”，不计“x”');
  });
});
