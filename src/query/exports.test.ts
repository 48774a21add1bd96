import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as XLSX from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { profileId } from '../lib/profile-id.ts';
import type { ExportFormat } from './contract.ts';
import { exportProfiles, parseRule } from './index.ts';
import { ask, context, openFilledStore } from './test-rows.ts';

const { store, warehouse, rows } = await openFilledStore();
afterAll(() => store.close());

describe('exports', () => {
  const task = {
    ...context,
    rule: parseRule({ all: [] }),
    sort: [{ field: '_no', direction: 'asc' }],
  } as const;
  const write = async (format: ExportFormat, more: { language?: 'en' | 'zh' } = {}) => {
    const path = join(store.directory, `out.${format}`);
    const outcome = await exportProfiles(warehouse, { ...task, ...more, format, path });
    expect(outcome.rows).toBe(rows.length);
    return path;
  };
  const sheetRow = z.record(z.string(), z.unknown());
  const readSheet = (data: Buffer, raw: boolean) => {
    const book = XLSX.read(data, { raw, codepage: 65_001, cellDates: false });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    if (sheet === undefined) throw new Error('no sheet');
    return z.array(sheetRow).parse(XLSX.utils.sheet_to_json(sheet, { defval: '', raw: true }));
  };

  it('write CSV that spreadsheets read and never run', async () => {
    const data = await readFile(await write('csv'));
    expect(data.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const found = readSheet(data, true);
    expect(found).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) {
      const scope = String(row['business_scope']).replaceAll('\r\n', '\n');
      expect(found[i]?.['ID']).toBe(profileId('organization', row._no));
      expect(String(found[i]?.['经营范围']).replaceAll('\r\n', '\n')).toBe(
        /^[=+@\t\r-]/.test(scope) ? `'${scope}` : scope,
      );
      expect(found[i]?.['电话']).toEqual(
        JSON.stringify(row['phones']) === '[]' ? '' : expect.stringMatching(/^'\+86/),
      );
    }
    const text = data.toString('utf8');
    expect(text).toMatch(/^\uFEFF"ID","名称"/);
    expect(text).toContain('上海市浦东新区');
    expect(text).toContain('民营企业');
  });

  /** Days as a workbook counts them, which knows none before 1900. */
  const serials = new Map<unknown, unknown>([
    ['2020-02-29', 43_890],
    ['9999-12-31', 2_958_465],
    ['1837-10-31', '1837-10-31'],
  ]);

  it('write a workbook with numbers and dates as such', async () => {
    const book = await readFile(await write('xlsx', { language: 'en' }));
    // Strict readers (openpyxl, for one) refuse a workbook with an empty style.
    const styles = strFromU8(unzipSync(book)['xl/styles.xml'] ?? new Uint8Array());
    expect(styles).not.toMatch(/<(?:fill|font|border|xf)\/>/);
    const fills = Array.from(
      styles.matchAll(/<fill><patternFill patternType="(\w+)"\/><\/fill>/g),
      ([, type]) => type,
    );
    expect(fills).toEqual(['none', 'gray125']);
    const found = readSheet(book, false);
    expect(found).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) {
      expect(found[i]?.['Name']).toBe(row['name']);
      const scope = String(row['business_scope']);
      // oxlint-disable-next-line no-control-regex
      expect(String(found[i]?.['Business scope'])).toBe(
        scope.replaceAll(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
      );
      if (row['registered_capital'] !== null)
        expect(found[i]?.['Registered capital']).toBe(row['registered_capital']);
      const serial = serials.get(row['founded']);
      if (serial !== undefined) expect(found[i]?.['Founded']).toBe(serial);
    }
  });

  it('write typed JSON Lines and Parquet alike', async () => {
    const lines = (await readFile(await write('jsonl'), 'utf8')).trimEnd().split('\n');
    const objects = lines.map((line) => sheetRow.parse(JSON.parse(line)));
    const file = await asyncBufferFromFile(await write('parquet'));
    const parquet = z.array(sheetRow).parse(await parquetReadObjects({ file, compressors }));
    expect(parquet).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) {
      const expected = {
        id: profileId('organization', row._no),
        employees: row['employees'],
        registered_capital_currency:
          row['registered_capital_currency'] === '' ? null : row['registered_capital_currency'],
        phones: row['phones'],
        is_key_account: row['is_key_account'] === null ? null : row['is_key_account'] === 1,
        region: row['region'] === 0 ? null : String(row['region']),
      };
      expect(objects[i]).toMatchObject({ ...expected, founded: row['founded'] });
      expect(parquet[i]).toMatchObject({
        ...expected,
        founded: row['founded'] === null ? null : new Date(z.string().parse(row['founded'])),
      });
    }
  });

  it('keep to the rule, the fields and the order', async () => {
    const rule = parseRule({
      all: [
        { field: 'region', under: '上海' },
        { field: 'name', contains: '软件' },
      ],
    });
    const path = join(store.directory, 'some.jsonl');
    const sort = [{ field: 'name', direction: 'desc' }] as const;
    await exportProfiles(warehouse, {
      ...context,
      rule,
      path,
      format: 'jsonl',
      fields: ['name', 'region'],
      sort,
    });
    const objects = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => sheetRow.parse(JSON.parse(line)));
    const { rows: listed } = await ask(warehouse, rule, { sort });
    expect(objects.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
    expect(Object.keys(objects[0] ?? {})).toEqual([
      'id',
      'name',
      'region',
      'region_name',
      '_sources',
      '_completeness',
    ]);
  });
});
