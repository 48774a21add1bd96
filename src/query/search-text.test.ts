import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { codeInitials, codeSyllables, initialsSql, syllablesSql } from '../lib/pinyin.ts';
import { foldSql, foldText } from '../lib/text-fold.ts';
import { statement } from '../store/warehouse/index.ts';
import { ask, openFilledStore, naughty, numbers } from './test-rows.ts';
import type { TestRow } from './test-table.ts';

const { store, warehouse, rows } = await openFilledStore();
afterAll(() => store.close());

describe('search texts', () => {
  const found = async (text: string) =>
    (await ask(warehouse, { text }, { fields: ['name', 'former_names'] })).rows;

  it('are found by characters, scripts, pinyin and initials', async () => {
    const place = await store.openWorkspace(3);
    const names = [
      '华为科技有限公司',
      '重庆長城銀行',
      '绿地（集团）',
      'ＡＣＭＥ Software Ltd',
      '厦门音乐厅',
      'TCL科技',
    ];
    await store.insert(
      place,
      'organization',
      names.map((name, i) => ({
        _no: i + 1,
        name,
        region: i === 5 ? 310115 : 0,
        industry: i === 3 ? 6513 : 0,
      })),
    );
    const hits = async (text: string) =>
      (await ask(place, { text })).rows.map(({ name }) => names.findIndex((one) => one === name));
    const expected: readonly (readonly [string, number[]])[] = [
      ['华', [0]],
      ['華', [0]],
      ['為科', [0]],
      ['华为科技', [0]],
      ['华技', []],
      ['hwkj', [0]],
      ['huawei', [0]],
      ['huaweikeji', [0]],
      ['HuaWeiKe', [0]],
      ['huawkj', [0]],
      ["hua'wei", [0]],
      ['chongqing', [1]],
      ['zhongqing', []],
      ['cqccyh', [1]],
      ['changchengyinhang', [1]],
      ['长城银行', [1]],
      ['银', [1]],
      ['lvdi', [2]],
      ['(集团)', [2]],
      ['（集团', [2]],
      ['acme', [3]],
      ['ACME', [3]],
      ['ａｃｍｅ ltd', [3]],
      ['xiamenyinyue', [4]],
      ['shamenyinle', []],
      ['tclkj', [5]],
      ['tclkeji', [5]],
      ['上海', [5]],
      ['浦东新区', [5]],
      ['Shanghai', [5]],
      ['上海 科技', [5]],
      ['北京 科技', []],
      ['软件开发', [3]],
      ['%', []],
      ['_', []],
      ['\\', []],
    ];
    for (const [text, wanted] of expected)
      expect([text, (await hits(text)).toSorted((a, b) => a - b)]).toEqual([text, wanted]);
  });

  it('match every word', async () => {
    const both = await found('华为 软件');
    expect(both.length).toBeGreaterThan(0);
    expect(both.length).toBeLessThan((await found('华为')).length);
  });

  it('are found where the characters stand together, not where each pair of them stands somewhere', async () => {
    const place = await store.openWorkspace(9);
    const rows: readonly TestRow[] = [
      { _no: 1, name: '云科软件有限公司' },
      { _no: 2, name: '科软云科技' },
      { _no: 3, name: '天天云科软' },
      { _no: 4, name: '海天', short_name: '云科', former_names: ['科软'] },
      { _no: 5, name: '海天', former_names: ['北方云科软'] },
      { _no: 6, name: '云科', short_name: '科软' },
      { _no: 7, name: 'abab科 cab' },
    ];
    await store.insert(place, 'organization', rows);
    const found = async (rule: unknown) => numbers((await ask(place, rule)).rows);
    expect(await found({ field: 'name', contains: '云科软' })).toEqual(['org_1', 'org_3']);
    expect(await found({ text: '云科软' })).toEqual(['org_1', 'org_3', 'org_5']);
    expect(await found({ field: 'name', contains: '天天云' })).toEqual(['org_3']);
    expect(await found({ text: '天天云' })).toEqual(['org_3']);
    expect(await found({ field: 'name', contains: 'bab科' })).toEqual(['org_7']);
    expect(await found({ field: 'name', contains: 'cabab' })).toEqual([]);
    expect(await found({ text: 'cabab' })).toEqual([]);
    expect(await found({ not: { field: 'name', contains: '云科软' } })).toHaveLength(5);
  });

  it('are folded the same in SQL and here', async () => {
    const names = [
      ...new Set([...rows.map(({ name }) => String(name)), ...naughty.map((text) => text.slice(0, 300))]),
    ]
      .concat(
        '單田芳',
        '解放軍',
        '朴素 重庆银行',
        '曾经長沙·万俟',
        'Ｆｕｌｌ　ｗｉｄｔｈ',
        '株式会社 日本經濟',
        'İSTANBUL ΟΔΟΣ',
        "a-b_c'd\\e",
      )
      .filter((text) => !/[\0\p{Cs}]/u.test(text));
    const row = z.object({ folded: z.string(), coded: z.string(), person: z.string(), initials: z.string() });
    const fold = statement({
      name: 'test.fold',
      sql: `SELECT ${foldSql('name')} AS folded, ${syllablesSql('folded')} AS coded, ${syllablesSql('folded', { persons: true })} AS person, ${initialsSql('coded')} AS initials
FROM (SELECT arrayJoin({names:Array(String)}) AS name, '{db}' AS db)`,
      row,
    });
    const folded = await warehouse.rows(fold, { names });
    expect(folded).toHaveLength(names.length);
    for (const [i, name] of names.entries()) {
      const own = foldText(name);
      const coded = codeSyllables(own);
      expect(folded[i]).toEqual({
        folded: own,
        coded,
        person: codeSyllables(own, { persons: true }),
        initials: codeInitials(coded),
      });
    }
  });
});
