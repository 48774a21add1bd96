import { expect, test } from 'vitest';

import { listConsents } from '../../src/consent/contract.ts';
import { createProfiles } from '../../src/profiles/contract.ts';
import {
  acceptPartnerList,
  createAgreement,
  createPartnerList,
  listPartnerLists,
  refusePartnerList,
  updateAgreement,
} from '../../src/sources/agreements/contract.ts';
import { createImport } from '../../src/sources/contract.ts';
import { listSourceRecords } from '../../src/sources/contents/contract.ts';
import { followJob, listProfiles, problemOf, readRejected, uploadFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv } from '../make.ts';
import { waitFor } from '../wait.ts';

const { freshWorkspace } = await openTestApp();

const consent = {
  channels: ['email', 'sms'],
  purpose: 'marketing',
  form: 'separate',
  wording: '我同意合作方将我的联系方式提供给贵公司',
  evidence: 'Sign-up page of the fair, log kept by the partner',
  evidenceColumn: '凭证',
  timeColumn: '同意时间',
} as const;

const rows = [
  {
    姓名: '李娜',
    邮箱: 'li@fair.cn',
    手机: '13911110001',
    备注: '密',
    凭证: 'F-1',
    同意时间: '2026-03-01 10:00:00',
  },
  { 姓名: '王芳', 邮箱: 'wang@fair.cn', 手机: '13911110002', 备注: '密', 凭证: '', 同意时间: '' },
];

test('a partner’s list is kept apart until accepted, brings the agreed fields and consents, and goes when it ends', async () => {
  const { client, clientAs } = await freshWorkspace();
  const editor = await clientAs('editor');
  const agreement = await client.call(createAgreement, {
    source: '展会名单',
    partner: '展会主办方',
    purpose: '邀请参加活动',
    fields: ['name', 'emails'],
    until: '2999-12-31',
    consent: { ...consent, channels: [...consent.channels] },
  });
  const bytes = `${Buffer.from(csv(rows)).toString()}"张三",a,b,c,d,e,"密七"\r\n`;
  const upload = await uploadFile(editor, { name: 'fair.csv', bytes: Buffer.from(bytes) });
  // No way around: neither by a file nor one by one.
  const around = { source: '展会名单' };
  const byFile = editor.call(createImport, { uploads: [upload], ...around });
  expect((await problemOf(byFile)).code).toBe('agreements.by-list');
  const one = { kind: 'person' as const, ...around, records: [{ name: '李娜', emails: 'x@y.cn' }] };
  expect((await problemOf(editor.call(createProfiles, one))).code).toBe('agreements.by-list');

  const list = await editor.call(createPartnerList, { id: agreement.id, upload });
  expect(list.columns).toEqual([
    { header: '姓名', field: 'name', use: 'field' },
    { header: '邮箱', field: 'emails', use: 'field' },
    { header: '手机', field: null, use: 'left-out' },
    { header: '备注', field: null, use: 'left-out' },
    { header: '凭证', field: null, use: 'evidence' },
    { header: '同意时间', field: null, use: 'time' },
  ]);
  expect(await listProfiles(client, { kind: 'person' })).toEqual([]);
  expect((await problemOf(editor.call(acceptPartnerList, { id: list.id }))).code).toBe('access.forbidden');

  const { job, import: id } = await client.call(acceptPartnerList, { id: list.id });
  await followJob(client, job);
  const people = await listProfiles(client, { kind: 'person' });
  expect(people.map(({ name, emails, mobiles }) => [name, emails, mobiles ?? null])).toEqual([
    ['李娜', ['li@fair.cn'], null],
    ['王芳', ['wang@fair.cn'], null],
  ]);
  const raw = await client.call(listSourceRecords, { id: agreement.source.id, limit: 10 });
  const text =
    JSON.stringify(raw.rows.map(({ cells }) => cells)) +
    Buffer.from(await readRejected(client, id)).toString();
  expect(text).not.toMatch(/密|13911110001/);
  expect(text).toContain('li@fair.cn');
  const standing = await Promise.all(
    people.map(async (person) => {
      const { rows: words } = await client.call(listConsents, { id: person.id });
      return [person['name'], words.map(({ channel, at, evidence, form }) => [channel, at, evidence, form])];
    }),
  );
  const word = ['2026-03-01T10:00:00.000Z', `${consent.evidence}: F-1`, 'separate'];
  expect(new Map(standing.map(([name, words]) => [name, words]))).toEqual(
    new Map([
      [
        '李娜',
        expect.arrayContaining([
          ['email', ...word],
          ['sms', ...word],
        ]),
      ],
      ['王芳', []],
    ]),
  );
  expect((await problemOf(client.call(refusePartnerList, { id: list.id }))).code).toBe('agreements.decided');

  // A list that is refused leaves nothing behind.
  const again = await uploadFile(editor, { name: 'fair-2.csv', bytes: csv(rows) });
  const second = await editor.call(createPartnerList, { id: agreement.id, upload: again });
  await client.call(refusePartnerList, { id: second.id });
  expect((await problemOf(editor.call(createImport, { uploads: [again], source: '别处' }))).code).toBe(
    'uploads.not-found',
  );
  const states = (await client.call(listPartnerLists, { id: agreement.id })).rows.map(({ state }) => state);
  expect(states).toEqual(['refused', 'accepted']);

  const ended = await client.call(updateAgreement, { id: agreement.id, until: '2026-01-31' });
  expect(ended.ended).toBe(true);
  await waitFor(
    'an end',
    () => listProfiles(client, { kind: 'person' }),
    (left) => left.length === 0,
  );
  const late = await uploadFile(editor, { name: 'late.csv', bytes: csv(rows) });
  const handIn = editor.call(createPartnerList, { id: agreement.id, upload: late });
  expect((await problemOf(handIn)).code).toBe('agreements.ended');
});
