import { describe, expect, it } from 'vitest';

import { createImport, getImport, inspectUpload, listImports } from '../../src/sources/contract.ts';
import { listRejected, mendRejected, previewUndo } from '../../src/sources/rejected/contract.ts';
import {
  countProfiles,
  findProfile,
  followImport,
  importFile,
  listProfiles,
  problemOf,
  readRejected,
  snapshot,
  undo,
  uploadFile,
} from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';

const { freshWorkspace } = await openTestApp();

/** Twelve companies; every third row has one cell too many, with HTML in it. */
function tornFile(): string {
  const rows = createMaker()
    .organizations(12)
    .map((row) => ({ ...row, 注册资本: '500' }));
  return csv(rows)
    .split('\r\n')
    .map((line, at) => (at > 0 && at % 3 === 0 && line !== '' ? `${line},<b>=1+1</b>` : line))
    .join('\r\n');
}

describe('rejected rows', () => {
  it('are listed page by page with line, column, reason and cells', async () => {
    const { client } = await freshWorkspace();
    const { import: id, reasons } = await importFile(client, { name: '客户.csv', bytes: tornFile() });
    expect(reasons).toMatchObject([{ code: 'ragged.long', rows: 4 }]);
    const first = await client.call(listRejected, { id, limit: 3 });
    expect(first.rows.map(({ line, column }) => [line, column])).toEqual([
      [4, 10],
      [7, 10],
      [10, 10],
    ]);
    expect(first.rows[0]).toMatchObject({ file: '客户.csv', mendedBy: null, whole: true });
    expect(first.rows[0]?.cells.at(-1)).toBe('<b>=1+1</b>');
    expect(first.rows[0]?.reason.text.zh).toContain('多于表头');
    expect(first.layouts).toMatchObject([{ rejected: 4 }]);
    expect(first.layouts[0]?.headers).toHaveLength(9);
    const second = await client.call(listRejected, { id, after: first.next ?? '', limit: 3 });
    expect([second.rows.map(({ line }) => line), second.next]).toEqual([[13], null]);
    expect((await problemOf(client.call(listRejected, { id, after: '../x' }))).code).toBe(
      'imports.rejected-key',
    );
  });

  it('are mended in place and taken in as rows of the same source and mapping; others stay rejected', async () => {
    const { client } = await freshWorkspace();
    const mapping = {
      企业名称: 'name',
      电话: 'phones',
      员工人数: '',
      注册资本: { field: 'registered_capital', unit: { currency: 'USD' } },
    };
    const original = await importFile(client, { name: 'a.csv', bytes: tornFile() }, { mapping, trust: 70 });
    const before = await countProfiles(client);
    const id = original.import;
    const { rows } = await client.call(listRejected, { id });
    const mended = rows.slice(0, 2).map(({ key, cells }) => ({ key, cells: cells.slice(0, 9) }));
    const started = await client.call(mendRejected, { id, rows: mended });
    const result = await followImport(client, started.import);
    expect(result).toMatchObject({ rows: 2, accepted: 2, rejected: 0, created: 2, unmapped: ['员工人数'] });
    expect(await countProfiles(client)).toBe(before + 2);
    const profile = await findProfile(client, 'name', mended[0]?.cells[0] ?? '');
    expect(JSON.stringify(profile)).toContain('USD');
    const open = await client.call(listRejected, { id, open: true });
    expect(open.rows.map(({ line }) => line)).toEqual([10, 13]);
    const all = await client.call(listRejected, { id });
    expect(all.rows.map(({ mendedBy }) => mendedBy)).toEqual([started.import, started.import, null, null]);
    expect(await client.call(getImport, { id })).toMatchObject({ mended: 2, mends: null });
    expect(await client.call(getImport, { id: started.import })).toMatchObject({ mends: id, source: 'Test' });
    expect(new TextDecoder().decode(await readRejected(client, id)).split('\r\n')).toHaveLength(6);
    // What was sent is not sent twice, what is no row not at all; a row that is wrong again is rejected again.
    expect((await problemOf(client.call(mendRejected, { id, rows: mended.slice(0, 1) }))).code).toBe(
      'imports.mended',
    );
    expect(
      (
        await problemOf(
          client.call(mendRejected, { id, rows: [{ key: `${open.layouts[0]?.layout}.1`, cells: ['x'] }] }),
        )
      ).code,
    ).toBe('imports.rejected-key');
    const again = open.rows
      .slice(0, 1)
      .map(({ key }) => ({ key, cells: Array.from({ length: 9 }, () => '') }));
    const wrong = await followImport(client, (await client.call(mendRejected, { id, rows: again })).import);
    expect(wrong.accepted).toBe(0);
    // Undoing what mended them gives the rows back.
    await undo(client, started.import);
    expect((await client.call(listRejected, { id, open: true })).rows).toHaveLength(3);
    expect(await countProfiles(client)).toBe(before);
  });

  it('are those of one’s own workspace alone, and for editors', async () => {
    const [one, other] = [await freshWorkspace(), await freshWorkspace()];
    const { import: id } = await importFile(one.client, { name: 'a.csv', bytes: tornFile() });
    const [row] = (await one.client.call(listRejected, { id })).rows;
    const rows = [{ key: row?.key ?? '', cells: ['x'] }];
    for (const ask of [
      () => other.client.call(listRejected, { id }),
      () => other.client.call(mendRejected, { id, rows }),
      () => other.client.call(previewUndo, { id }),
    ])
      expect((await problemOf(ask())).code).toBe('imports.not-found');
    const viewer = await one.clientAs('viewer');
    expect((await problemOf(viewer.call(listRejected, { id }))).code).toBe('access.forbidden');
  });
});

describe('undoing an import', () => {
  it('says before what it will change, and then does that', async () => {
    const { client } = await freshWorkspace();
    const make = createMaker();
    const rows = make.organizations(10);
    await importFile(client, { name: 'a.csv', bytes: csv(rows) }, { source: 'A' });
    const changed = rows.slice(0, 4).map((row) => ({ ...row, 员工人数: '99999' }));
    const { import: id } = await importFile(
      client,
      { name: 'b.csv', bytes: csv([...changed, ...make.organizations(3)]) },
      { source: 'B', trust: 90 },
    );
    const before = await snapshot(client);
    const foreseen = await client.call(previewUndo, { id });
    expect(foreseen).toEqual({ records: 7, gone: 3, changed: 4 });
    await undo(client, id);
    const after = await snapshot(client);
    const left = new Map(after.map((row) => [row.id, JSON.stringify({ ...row })]));
    expect(before.filter((row) => !left.has(row.id))).toHaveLength(foreseen.gone);
    const differ = before.filter(
      (row) => left.has(row.id) && left.get(row.id) !== JSON.stringify({ ...row }),
    );
    expect(differ).toHaveLength(foreseen.changed);
    expect(await client.call(previewUndo, { id })).toEqual({ records: 0, gone: 0, changed: 0 });
  });
});

describe('the list of imports', () => {
  it('is searched by file and source, and filtered by source, state and dry runs', async () => {
    const { client } = await freshWorkspace();
    const file = (name: string) => ({ name, bytes: csv(createMaker().organizations(2)) });
    await importFile(client, file('Spring Fair.csv'), { source: '展会' });
    await importFile(client, file('second.csv'), { source: 'CRM' });
    await importFile(client, file('trial.csv'), { source: 'CRM', dryRun: true });
    const list = async (
      input: Parameters<typeof client.call<typeof listImports.input, typeof listImports.output>>[1],
    ) => (await client.call(listImports, input)).rows.map(({ files }) => files[0]?.name);
    expect(await list({})).toEqual(['trial.csv', 'second.csv', 'Spring Fair.csv']);
    expect(await list({ dryRun: false })).toEqual(['second.csv', 'Spring Fair.csv']);
    expect(await list({ source: 'CRM', dryRun: true })).toEqual(['trial.csv']);
    expect(await list({ search: 'fair' })).toEqual(['Spring Fair.csv']);
    expect(await list({ search: '展' })).toEqual(['Spring Fair.csv']);
    expect(await list({ search: '%' })).toEqual([]);
    expect(await list({ state: 'undone' })).toEqual([]);
    expect(await list({ state: 'done', limit: 2 })).toHaveLength(2);
  });

  it('remembers how an import was asked for', async () => {
    const { client } = await freshWorkspace();
    const upload = await uploadFile(client, {
      name: 'a.csv',
      bytes: '甲软件有限公司,13800138000\r\n乙软件有限公司,13800138001\r\n',
    });
    const inspected = await client.call(inspectUpload, { id: upload, headerRow: 0 });
    expect(inspected.headerRow).toBeNull();
    expect(inspected.top[0]).toEqual({ line: 1, cells: ['甲软件有限公司', '13800138000'] });
    const settings = {
      kind: 'organization',
      shape: { headerRow: 0 },
      mapping: { 'Column 1': 'name', 'Column 2': { field: 'phones', country: 'CN' } },
    } as const;
    const { import: id } = await client.call(createImport, { uploads: [upload], source: 'S', ...settings });
    expect(await followImport(client, id)).toMatchObject({ rows: 2, accepted: 2 });
    expect((await client.call(getImport, { id })).settings).toMatchObject(settings);
    expect((await listProfiles(client)).map(({ name }) => name)).toContain('甲软件有限公司');
  });
});
