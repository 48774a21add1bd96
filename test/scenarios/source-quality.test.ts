import { describe, expect, it } from 'vitest';

import { listSources, updateSource } from '../../src/sources/contract.ts';
import { listSourceRecords } from '../../src/sources/contents/contract.ts';
import { countSources, getSourceQuality } from '../../src/sources/quality/contract.ts';
import { findProfile, importFile, problemOf, replay, undo } from '../actions.ts';
import type { Client } from '../../src/client.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv, type Row } from '../make.ts';
import { waitFor } from '../wait.ts';

const { freshWorkspace } = await openTestApp();

async function sourceOf(client: Client, name: string) {
  const found = (await client.call(listSources, {})).rows.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no source ${name}`);
  return found;
}

async function qualityOf(client: Client, name: string) {
  const { id } = await sourceOf(client, name);
  const { quality } = await waitFor(
    `quality of ${name}`,
    () => client.call(getSourceQuality, { id }),
    ({ counting }) => !counting,
  );
  if (quality === null) throw new Error('no quality');
  return quality;
}

/** Ten companies of a trusted directory; a CRM knows six of these, with other capitals, and four of its own. */
async function twoSources(client: Client) {
  const make = createMaker();
  const rows = make.organizations(10);
  const said = (row: Row, 注册资本: string): Row => ({ ...row, 注册资本 });
  await importFile(
    client,
    { name: 'a.csv', bytes: csv(rows.map((row) => said(row, '100万元'))) },
    { source: '名录', trust: 80 },
  );
  const crm = [...rows.slice(0, 6), ...make.organizations(4)].map((row) => said(row, '200万元'));
  const [first] = crm;
  const dirty = [{ ...first, 邮箱: 'no address at all' }, ...crm.slice(1), { 企业名称: '', 地址: '某处' }];
  const options = { source: 'CRM', trust: 20 };
  const result = await importFile(client, { name: 'b.csv', bytes: csv(dirty) }, options);
  return { companies: rows, import: result.import };
}

describe('a source', () => {
  it('is counted: its live records, rejected rows and imports', async () => {
    const { client } = await freshWorkspace();
    const { import: id } = await twoSources(client);
    const { rows } = await client.call(countSources, {});
    expect(rows).toMatchObject([
      { source: 'CRM', records: 10, rejected: 1, imports: 1 },
      { source: '名录', records: 10, rejected: 0, imports: 1 },
    ]);
    await undo(client, id);
    const [crm] = (await client.call(countSources, {})).rows;
    expect(crm).toEqual({ source: 'CRM', records: 0, rejected: 0, imports: 0, lastImport: null });
  });

  it('shows how full and how right it is, and how often profiles show its word', async () => {
    const { client } = await freshWorkspace();
    await twoSources(client);
    const crm = await qualityOf(client, 'CRM');
    expect(crm).toMatchObject({ records: 10, profiles: 10, only: 4, sample: null });
    expect(crm.days.reduce((sum, { records }) => sum + records, 0)).toBe(10);
    const field = (key: string) => crm.fields.find((one) => one.field === key);
    expect(field('registered_capital')).toMatchObject({ records: 10, filled: 10, shared: 6, wins: 0 });
    expect(field('name')).toMatchObject({ filled: 10, shared: 6, wins: 6 });
    expect(field('emails')).toMatchObject({ invalid: 1 });
    expect(
      (await qualityOf(client, '名录')).fields.find((one) => one.field === 'registered_capital'),
    ).toMatchObject({
      shared: 6,
      wins: 6,
    });
  });

  it('has the last word after its trust was raised and the profiles were rebuilt', async () => {
    const { client } = await freshWorkspace();
    const { companies } = await twoSources(client);
    const code = companies[3]?.['统一社会信用代码'] ?? '';
    const capital = async () =>
      JSON.stringify((await findProfile(client, 'credit_code', code)).values['registered_capital']);
    expect(await capital()).toContain('1000000');
    const { id } = await sourceOf(client, 'CRM');
    await client.call(updateSource, { id, trust: 95 });
    await replay(client);
    expect(await capital()).toContain('2000000');
    expect(
      (await qualityOf(client, 'CRM')).fields.find(({ field }) => field === 'registered_capital'),
    ).toMatchObject({
      wins: 6,
    });
  });

  it('lists its raw records word for word, page by page, and what became of each', async () => {
    const { client } = await freshWorkspace();
    const { companies, import: id } = await twoSources(client);
    const crm = await sourceOf(client, 'CRM');
    const first = await client.call(listSourceRecords, { id: crm.id, limit: 7 });
    const rest = await client.call(listSourceRecords, { id: crm.id, limit: 7, after: first.next ?? '' });
    const all = [...first.rows, ...rest.rows];
    expect([first.rows.length, rest.rows.length, rest.next]).toEqual([7, 4, null]);
    expect(new Set(all.map(({ record }) => record)).size).toBe(11);
    expect(all[0]).toMatchObject({ state: 'rejected', profile: null, line: 12 });
    const dirty = all.find(({ line }) => line === 2);
    expect(dirty).toMatchObject({ state: 'counts', file: 'b.csv', import: id, channel: 'file' });
    expect(dirty?.profile?.name).toBe(companies[0]?.['企业名称']);
    expect(dirty?.cells).toContainEqual({ column: '邮箱', field: 'emails', text: 'no address at all' });
    await undo(client, id);
    const after = await client.call(listSourceRecords, { id: crm.id });
    expect(after.rows.map(({ state, profile }) => [state, profile])).toEqual(
      all.map(() => ['taken-back', null]),
    );
  });

  it('is nobody else’s', async () => {
    const [one, other] = [await freshWorkspace(), await freshWorkspace()];
    await twoSources(one.client);
    const { id } = await sourceOf(one.client, 'CRM');
    expect((await problemOf(other.client.call(getSourceQuality, { id }))).code).toBe('sources.not-found');
    expect((await problemOf(other.client.call(listSourceRecords, { id }))).code).toBe('sources.not-found');
    expect((await other.client.call(countSources, {})).rows).toEqual([]);
  });
});
