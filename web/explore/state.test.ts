import { assert, constantFrom, property, record, array, boolean, integer, option, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, linkOf } from './cell-text.ts';
import type { ColumnInfo } from './columns.ts';
import { extentOf, lineOfRow, pageOfRow, pageSize, rowOfLine } from './extent.ts';
import { moveBy } from './grid/keys.ts';
import { everyone, joinWords, ruleKey, splitWords } from './rule.ts';
import { countSelected, everybody, isSelected, nobody, select, selectionRule } from './selection.ts';
import { readAddress, writeAddress, type ExploreState } from './state.ts';
import { createFormat } from '../ui/i18n/format.ts';

const read = (search: string) => readAddress(new URLSearchParams(search));

describe('an address', () => {
  it('says the whole state and gives it back', () => {
    const keys = constantFrom('name', 'region', '_updated', '_value.spend', 'employees', 'x1');
    const states = record({
      kind: constantFrom('organization', 'person'),
      rule: constantFrom<ExploreState['rule']>(
        everyone,
        { any: [] },
        { field: 'name', contains: '&=#%软件' },
      ),
      words: string({ maxLength: 40 }).map((text) => text.toWellFormed()),
      sort: array(record({ field: keys, direction: constantFrom('asc', 'desc') }), { maxLength: 3 }).map(
        (sort) => sort.filter(({ field }, i) => sort.findIndex((one) => one.field === field) === i),
      ),
      columns: option(
        array(record({ key: keys, width: option(integer({ min: 56, max: 800 })), pinned: boolean() }), {
          minLength: 1,
        }).map((columns) =>
          columns.filter(({ key }, i) => columns.findIndex((one) => one.key === key) === i),
        ),
      ),
      view: constantFrom(null, 'view_01h'),
      open: constantFrom(null, 'org_16j'),
      tab: constantFrom('grid', 'charts'),
    });
    assert(
      property(states, (state) => {
        const { state: again, asSaved, broken } = read(writeAddress(state).toString());
        expect([again, asSaved, broken]).toEqual([state, false, false]);
      }),
    );
  });

  it('that names a view alone shows it as it was saved', () => {
    expect(read('view=view_01h')).toMatchObject({ asSaved: true, state: { view: 'view_01h' } });
    expect(read('view=view_01h&rule=%7B%22all%22%3A%5B%5D%7D').asSaved).toBe(false);
  });

  it.each([
    'kind=<script>&sort=:::,a:b:c,name:up,name:desc,name:asc&cols=,:::,name:99999:p,NAME,../x&view=..&open=javascript:1&tab=x',
    `q=${'长'.repeat(5_000)}`,
    `cols=${'a,'.repeat(100_000)}`,
    'sort=__proto__:desc,constructor&cols=__proto__,constructor',
    'rule=%00&q=%00',
  ])('from a hostile hand is read as far as it makes sense: %#', (search) => {
    const { state } = read(search);
    expect(state.kind).toBe('organization');
    expect([state.view, state.open, state.tab]).toEqual([null, null, 'grid']);
    expect(state.words.length).toBeLessThanOrEqual(1_000);
    expect(read(writeAddress(state).toString()).state).toEqual(state);
  });

  it('with a rule that is no JSON says so', () => {
    expect(read('rule={"all":[')).toMatchObject({ broken: true, state: { rule: everyone } });
    expect(read(`rule=${'['.repeat(60_001)}`).broken).toBe(true);
    expect([read('rule=null').broken, read('rule=%5B%5D').broken]).toEqual([true, true]);
  });
});

describe('words', () => {
  it('join a rule and part from it again', () => {
    const field = { field: 'region', under: '上海' };
    for (const rule of [
      everyone,
      field,
      { all: [field, field] },
      { all: [{ text: 'a' }] },
      { any: [field] },
    ]) {
      const joined = joinWords(rule, '软件');
      expect(splitWords(joined)).toEqual({ rule, words: '软件' });
    }
    expect(joinWords(field, '  ')).toEqual(field);
    expect(splitWords(field)).toEqual({ rule: field, words: '' });
    expect(ruleKey({ b: 1, a: [{ d: 1, c: 2 }] })).toBe(ruleKey({ a: [{ c: 2, d: 1 }], b: 1 }));
  });
});

describe('the extent of a list', () => {
  it.each([0, 1, 99, 100, 1_999, 2_001, 150_000, 400_000, 10_000_000])('of %i rows', (total) => {
    const extent = extentOf({ total, loaded: 100 }, 32);
    expect(extent.count * 32).toBeLessThanOrEqual(15_000_032);
    for (const row of [0, 1, 100, 2_000, Math.floor(total / 5), total - 101, total - 1]) {
      if (row < 0 || row >= total) continue;
      const line = lineOfRow(row, extent);
      if (line !== extent.gap) expect(rowOfLine(line, extent)).toBe(row);
      const place = pageOfRow(row, extent);
      expect(place.page * pageSize).toBeLessThan(250_000 + total * Number(line === extent.gap));
      const back = place.page * pageSize + place.at;
      expect(place.from === 'start' ? back : total - 1 - back).toBe(row);
    }
    const lines = Array.from({ length: Math.min(extent.count, 5_000) }, (_, i) => extent.count - 1 - i);
    const rows = lines.map((line) => rowOfLine(line, extent));
    expect(rows[0] ?? 0).toBe(Math.max(0, total - 1));
    expect(rows.every((row, i) => row === null || i === 0 || rows[i - 1] === row + 1)).toBe(true);
  });

  it('grows with what comes until the total is known', () => {
    expect(extentOf({ total: null, loaded: 0 }, 32)).toMatchObject({ count: 100, gap: null });
    expect(extentOf({ total: null, loaded: 300 }, 32)).toMatchObject({ count: 400, gap: null });
  });
});

describe('a selection', () => {
  it('is some, or all but some, and says so as a rule', () => {
    const some = select(nobody, ['org_1', 'org_2'], true);
    expect([isSelected(some, 'org_1'), isSelected(some, 'org_3'), countSelected(some, null)]).toEqual([
      true,
      false,
      2,
    ]);
    const rest = select(everybody, ['org_1'], false);
    expect([isSelected(rest, 'org_1'), isSelected(rest, 'org_3')]).toEqual([false, true]);
    expect([countSelected(rest, 10), countSelected(rest, null)]).toEqual([9, null]);
    expect(selectionRule(some, { text: 'x' })).toEqual({ id: ['org_1', 'org_2'] });
    expect(selectionRule(everybody, { text: 'x' })).toEqual({ text: 'x' });
    expect(selectionRule(rest, { text: 'x' })).toEqual({ all: [{ text: 'x' }, { not: { id: ['org_1'] } }] });
    expect(selectionRule(nobody, everyone)).toEqual({ id: [] });
  });
});

it('keys move the active cell and stay in the grid', () => {
  const reach = { rows: 50, columns: 4, page: 10 };
  const from = (key: string, row: number, column: number) => moveBy(key, { row, column }, reach);
  expect(from('ArrowUp', 0, 2)).toEqual({ row: -1, column: 2 });
  expect(from('ArrowUp', -1, 2)).toEqual({ row: -1, column: 2 });
  expect(from('PageDown', 45, 0)).toEqual({ row: 49, column: 0 });
  expect(from('PageUp', 5, 0)).toEqual({ row: 0, column: 0 });
  expect(from('End', 5, 0)).toEqual({ row: 5, column: 3 });
  expect(from('mod+End', 5, 1)).toEqual({ row: 49, column: 1 });
  expect(from('x', 5, 1)).toBeUndefined();
});

describe('a cell', () => {
  const column = (type: ColumnInfo['type']): ColumnInfo => ({
    key: 'x',
    label: 'x',
    type,
    group: 'basic',
    field: null,
    numeric: false,
    sortable: true,
  });
  const zh = { language: 'zh', format: createFormat('zh', 'UTC'), words: { yes: '是', no: '否' } } as const;
  const en = { language: 'en', format: createFormat('en', 'UTC'), words: { yes: 'Yes', no: 'No' } } as const;
  const both = (value: unknown, type: ColumnInfo['type']) =>
    [zh, en].map((reader) => cellText(value, column(type), reader));

  it('writes what is known of the profile itself in the reader’s way', () => {
    expect(both(42, 'percent')).toEqual(['42%', '42%']);
    expect(both('2024-05-31T10:00:00Z', 'time')).toEqual(['2024年5月31日', '31 May 2024']);
    expect(both(['crm', '<b>'], 'sources')).toEqual(['crm、<b>', 'crm, <b>']);
    expect(both(null, 'count')).toEqual(['', '']);
  });

  it('links only where a link is safe', () => {
    expect(linkOf('https://a.cn/x?y=1', 'url')).toBe('https://a.cn/x?y=1');
    expect(linkOf('+8613800138000', 'phone')).toBe('tel:+8613800138000');
    expect(linkOf('a.b@例子.中国', 'email')).toBe('mailto:a.b@例子.中国');
    for (const text of [
      'javascript:alert(1)',
      ' https://a.cn',
      'https://a.cn\u202e',
      'data:text/html,x',
      '//a.cn',
      'https:///x',
      'java\nscript:x',
    ])
      expect(linkOf(text, 'url')).toBeUndefined();
    expect(linkOf('a@b?cc=x@y', 'email')).toBeUndefined();
    expect(linkOf('https://a.cn', 'text')).toBeUndefined();
  });
});
