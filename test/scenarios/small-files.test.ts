import { expect, it } from 'vitest';

import { getProfile } from '../../src/profiles/contract.ts';
import { createImport } from '../../src/sources/contract.ts';
import { listRejected, mendRejected, previewUndo } from '../../src/sources/rejected/contract.ts';
import type { Client } from '../../src/client.ts';
import {
  countProfiles,
  followImport,
  listProfiles,
  problemOf,
  readRejected,
  undo,
  uploadFile,
  type TestFile,
} from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';

const { freshWorkspace } = await openTestApp();

/** One card a file; every other one has a note, and each a key that only it has. */
function card(at: number): TestFile {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:王小${at}`,
    `TEL;TYPE=CELL:13800138${String(at).padStart(3, '0')}`,
    ...(at % 2 === 0 ? ['NOTE:来自展会'] : []),
    `X-OWN-${at}:${at}`,
    'END:VCARD',
  ];
  return { name: `card-${at}.vcf`, bytes: lines.join('\r\n') };
}

async function importAll(client: Client, files: readonly TestFile[], more: object = {}) {
  const uploads: string[] = [];
  for (const file of files) uploads.push(await uploadFile(client, file));
  const { import: id } = await client.call(createImport, { uploads, source: '名片', ...more });
  return followImport(client, id);
}

it('takes many small files of one layout in as one batch, each record with its own file and line', async () => {
  const { client } = await freshWorkspace();
  const half = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:没有结束\r\n';
  const whole = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:李有\r\nEMAIL:li@example.com\r\nEND:VCARD\r\n';
  const broken = { name: 'broken.vcf', bytes: half + whole };
  const files = [...Array.from({ length: 50 }, (_, at) => card(at)), broken];
  const dry = await importAll(client, files, { dryRun: true, kind: 'person' });
  expect(dry).toMatchObject({ rows: 52, created: 51, rejected: 1 });
  const result = await importAll(client, files, { kind: 'person' });
  expect(result).toMatchObject({ rows: 52, accepted: 51, rejected: 1, created: 51 });
  expect(result.examples.created.map(({ file, line }) => [file, line])).toContainEqual(['card-0.vcf', 1]);
  const rows = await listProfiles(client, { kind: 'person' });
  for (const at of [0, 7, 49]) {
    const row = rows.find(({ name }) => name === `王小${at}`);
    const { lineage } = await client.call(getProfile, { id: row?.id ?? '' });
    expect(lineage['phones']?.[0]).toMatchObject({ file: `card-${at}.vcf`, line: 1, source: '名片' });
  }
  const { rows: rejected, layouts } = await client.call(listRejected, { id: result.import });
  expect(layouts).toMatchObject([{ file: 'card-0.vcf +50', rejected: 1 }]);
  expect(rejected).toMatchObject([{ file: 'broken.vcf', line: 1, reason: { code: 'vcard.unclosed' } }]);
  const text = new TextDecoder().decode(await readRejected(client, result.import));
  expect(text.trim().split('\r\n').at(-1)).toMatch(/broken[.]vcf$/);
  await undo(client, result.import);
  expect(await countProfiles(client, { all: [] }, 'person')).toBe(0);
});

it('puts files of the same header together and keeps others apart; nameless rows know their file', async () => {
  const { client } = await freshWorkspace();
  const make = createMaker();
  const nobody = { 企业名称: '', 统一社会信用代码: '', 电话: '', 邮箱: '', 法定代表人: '' };
  const files = [
    { name: 'north.csv', bytes: csv(make.organizations(3)) },
    { name: 'people.csv', bytes: csv(make.persons(2)) },
    { name: 'south.csv', bytes: csv([make.organization(), make.organization(nobody), make.organization()]) },
  ];
  const result = await importAll(client, files);
  expect(result).toMatchObject({ rows: 8, accepted: 7, rejected: 1, created: 7 });
  const { rows, layouts } = await client.call(listRejected, { id: result.import });
  expect(rows).toMatchObject([{ file: 'south.csv', line: 3, reason: { code: 'row.nameless' } }]);
  expect(layouts).toMatchObject([{ file: 'north.csv +1', rejected: 1 }]);
  const [row] = rows;
  const cells = (row?.cells ?? []).map((cell, at) => (at === 0 ? '补名有限公司' : cell));
  const mended = await client.call(mendRejected, {
    id: result.import,
    rows: [{ key: row?.key ?? '', cells }],
  });
  expect(await followImport(client, mended.import)).toMatchObject({ accepted: 1, created: 1 });
  expect(await client.call(previewUndo, { id: result.import })).toEqual({ records: 7, gone: 7, changed: 0 });
  expect(await countProfiles(client)).toBe(6);
});

it('takes one mapping for files of different headers, as far as it is of each', async () => {
  const { client } = await freshWorkspace();
  const files = [
    { name: 'a.jsonl', bytes: '{"单位":"甲软件有限公司","备用":"x"}\n' },
    { name: 'b.csv', bytes: 'Firma A,Nummer\r\n乙软件有限公司,13800138000\r\n' },
    { name: 'c.jsonl', bytes: '{"单位":"丙软件有限公司","其他":"y"}\n' },
  ];
  const mapping = {
    单位: 'name',
    备用: '',
    其他: '',
    'Firma A': 'name',
    Nummer: { field: 'phones', country: 'CN' },
  };
  const result = await importAll(client, files, { kind: 'organization', mapping });
  expect(result).toMatchObject({ rows: 3, created: 3, unmapped: ['备用', '其他'] });
  const wrong = importAll(client, files, { kind: 'organization', mapping: { ...mapping, 没有: 'name' } });
  expect((await problemOf(wrong)).code).toBe('import.mapping');
});
