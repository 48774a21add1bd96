import { expect, test } from 'vitest';

import { importFile, problemOf, undo } from '../../test/actions.ts';
import { openTestApp, type TestWorkspace } from '../../test/harness.ts';
import { creditCode, csv } from '../../test/make.ts';
import type { Kind } from '../fields/types.ts';
import {
  createProfiles,
  getProfile,
  listTimeline,
  retractRecord,
  updateProfile,
} from '../profiles/contract.ts';
import {
  createAttachment,
  createNote,
  createRelationship,
  createTask,
  getAttachment,
  largestFile,
  listAttachments,
  listMyTasks,
  listNotes,
  listRelationships,
  listTasks,
  removeAttachment,
  removeNote,
  removeRelationship,
  updateNote,
  updateTask,
} from './contract.ts';
import { createTalk, listTalks, removeTalk, updateTalk } from './talks/contract.ts';

const { freshWorkspace } = await openTestApp();
type Client = TestWorkspace['client'];
const hostile = '<img src=x onerror=alert(1)> =1+1 \u2067甲\u2069';

async function make(client: Client, record: Record<string, unknown>, kind: Kind = 'organization') {
  const { profiles } = await client.call(createProfiles, { kind, source: 'Test', records: [record] });
  return profiles[0] ?? '';
}

const bytes = (text: string) => new Blob([text]).stream();

async function readText(client: Client, id: string): Promise<string> {
  const { stream } = await client.download(getAttachment, { id });
  return new Response(stream).text();
}

/** A workspace with two editors and somebody who only looks. */
async function openTeam() {
  const { client, clientAs } = await freshWorkspace();
  const [editor, other, viewer] = await Promise.all([
    clientAs('editor'),
    clientAs('editor'),
    clientAs('viewer'),
  ]);
  return { client, editor, other, viewer };
}

test('notes are plain text, changed by their authors and administrators, pinned by any editor', async () => {
  const { client, editor, other, viewer } = await openTeam();
  const id = await make(client, { name: '启明软件有限公司', credit_code: creditCode(1) });
  const first = await editor.call(createNote, { id, text: `${hostile}\nsecond line` });
  expect(first).toMatchObject({ text: `${hostile}\nsecond line`, mine: true, pinned: false });
  await client.call(createNote, { id, text: 'newer' });
  expect((await problemOf(other.call(updateNote, { id: first.id, text: 'mine now' }))).code).toBe(
    'teamwork.forbidden',
  );
  expect((await problemOf(other.call(removeNote, { id: first.id }))).code).toBe('teamwork.forbidden');
  expect((await problemOf(viewer.call(createNote, { id, text: 'x' }))).code).toBe('access.forbidden');
  await other.call(updateNote, { id: first.id, pinned: true });
  const { rows } = await viewer.call(listNotes, { id });
  expect(rows.map(({ text, pinned, mine }) => [text, pinned, mine])).toEqual([
    [`${hostile}\nsecond line`, true, false],
    ['newer', false, false],
  ]);
  await client.call(removeNote, { id: first.id });
  expect((await viewer.call(listNotes, { id })).rows).toHaveLength(1);
  expect((await problemOf(client.call(createNote, { id: 'org_zzzz', text: 'x' }))).code).toBe(
    'profiles.not-found',
  );
});

test('tasks stand by their due date until they are done, and on the list of whoever has them', async () => {
  const { client } = await freshWorkspace();
  const id = await make(client, { name: '启明软件有限公司', credit_code: creditCode(1) });
  await client.call(createTask, { id, title: 'whenever' });
  const soon = await client.call(createTask, { id, title: 'soon', due: '2026-12-01' });
  await client.call(createTask, { id, title: 'sooner', due: '2026-11-01' });
  const titles = async () => (await client.call(listTasks, { id })).rows.map(({ title }) => title);
  expect(await titles()).toEqual(['sooner', 'soon', 'whenever']);
  expect((await client.call(updateTask, { id: soon.id, done: true })).doneAt).not.toBeNull();
  expect(await titles()).toEqual(['sooner', 'whenever', 'soon']);
  expect((await client.call(updateTask, { id: soon.id, done: false, due: null })).doneAt).toBeNull();
  expect((await problemOf(client.call(updateTask, { id: soon.id, assignee: 'usr_nobody' }))).code).toContain(
    'not-found',
  );
  expect((await client.call(listMyTasks, {})).rows).toEqual([]);
});

test('files come back as they were, under any name, and never larger than allowed', async () => {
  const { client } = await freshWorkspace();
  const id = await make(client, { name: '启明软件有限公司', credit_code: creditCode(1) });
  const name = `../../${hostile}.html`;
  const file = await client.upload(createAttachment, { id, name }, bytes('<script>alert(1)</script>'));
  expect(file).toMatchObject({ name, bytes: 25, mine: true });
  expect(await readText(client, file.id)).toBe('<script>alert(1)</script>');
  expect((await client.download(getAttachment, { id: file.id })).contentType).toBe(
    'application/octet-stream',
  );
  expect((await problemOf(client.upload(createAttachment, { id, name }, bytes('')))).code).toBe(
    'teamwork.empty',
  );
  let left = largestFile + 1;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = new Uint8Array(Math.min(left, 4_000_000));
      left -= part.length;
      if (part.length > 0) controller.enqueue(part);
      else controller.close();
    },
  });
  expect((await problemOf(client.upload(createAttachment, { id, name }, endless))).code).toBe(
    'teamwork.too-large',
  );
  await client.call(removeAttachment, { id: file.id });
  expect((await client.call(listAttachments, { id })).rows).toEqual([]);
  expect((await problemOf(client.download(getAttachment, { id: file.id }))).code).toBe('teamwork.not-found');
});

test('another workspace sees and changes nothing of it', async () => {
  const [mine, theirs] = await Promise.all([freshWorkspace(), freshWorkspace()]);
  const id = await make(theirs.client, { name: '启明软件有限公司', credit_code: creditCode(1) });
  const same = await make(mine.client, { name: '别的公司', credit_code: creditCode(2) });
  expect(same).toBe(id);
  const note = await theirs.client.call(createNote, { id, text: 'secret' });
  const task = await theirs.client.call(createTask, { id, title: 'secret' });
  const file = await theirs.client.upload(createAttachment, { id, name: 'secret.txt' }, bytes('secret'));
  const other = await make(theirs.client, { name: '云图物流', credit_code: creditCode(3) });
  const edge = await theirs.client.call(createRelationship, { id, type: 'supplies', other });
  const { client } = mine;
  const lists = await Promise.all([
    client.call(listNotes, { id }),
    client.call(listTasks, { id }),
    client.call(listAttachments, { id }),
    client.call(listRelationships, { id }),
  ]);
  expect(lists.map(({ rows }) => rows.length)).toEqual([0, 0, 0, 0]);
  expect((await client.call(listTimeline, { id, kinds: 'note,task,file' })).rows).toEqual([]);
  const codes = await Promise.all(
    [
      client.call(updateNote, { id: note.id, text: 'x' }),
      client.call(removeNote, { id: note.id }),
      client.call(updateTask, { id: task.id, done: true }),
      client.download(getAttachment, { id: file.id }),
      client.call(removeAttachment, { id: file.id }),
      client.call(removeRelationship, { id: edge.id }),
    ].map(async (work) => (await problemOf(work)).code),
  );
  expect(new Set(codes)).toEqual(new Set(['teamwork.not-found']));
  expect((await theirs.client.call(listNotes, { id })).rows).toHaveLength(1);
});

test('what hangs on a profile follows it when profiles are joined and parted, and when its number changes', async () => {
  const { client } = await freshWorkspace();
  const file = (rows: Record<string, string>[]) => ({ name: 'f.csv', bytes: csv(rows) });
  const first = await importFile(client, file([{ 姓名: '王甲', 手机: '13800000001' }]), {
    source: 'A',
  });
  const second = await make(client, { name: '李乙', phones: '13900000002' }, 'person');
  await client.call(createNote, { id: second, text: 'about 乙' });
  const edge = await make(client, { name: '张丙', phones: '13700000003' }, 'person');
  await client.call(createRelationship, { id: second, type: 'knows', other: edge });
  const joining = await importFile(client, file([{ 姓名: '王甲', 手机: '13800000001;13900000002' }]), {
    source: 'B',
  });
  const joined = (await client.call(getProfile, { id: second })).id;
  expect(joined).not.toBe(second);
  const notesOf = async (id: string) => (await client.call(listNotes, { id })).rows.map(({ text }) => text);
  expect(await notesOf(joined)).toEqual(['about 乙']);
  const related = async (id: string) =>
    (await client.call(listRelationships, { id })).rows
      .filter(({ id: byHand }) => byHand !== null)
      .map(({ profile, direction }) => [profile.id, profile.name, direction]);
  expect(await related(edge)).toEqual([[joined, '王甲', 'in']]);
  await undo(client, joining.import);
  expect([await notesOf(joined), await notesOf(second)]).toEqual([[], ['about 乙']]);
  expect(await related(edge)).toEqual([[second, '李乙', 'in']]);
  await importFile(client, file([{ 姓名: '王甲', 手机: '13800000001;13900000002' }]), {
    source: 'C',
    kind: 'person',
  });
  await undo(client, first.import);
  const last = (await client.call(getProfile, { id: second })).id;
  expect([last, await notesOf(last)]).toEqual([second, ['about 乙']]);
});

test('the timeline says what each record brought, what was edited and undone, and what people added', async () => {
  const { client } = await freshWorkspace();
  const row = { 企业名称: '启明软件有限公司', 统一社会信用代码: creditCode(1), 电话: '021-62175555' };
  await importFile(client, { name: '名录.csv', bytes: csv([row]) }, { source: '名录' });
  const more = { ...row, 电话: '021-62175556', 法定代表人: '王伟' };
  await importFile(client, { name: '展会.csv', bytes: csv([more]) }, { source: '展会' });
  const id = 'org_1';
  const { record } = await client.call(updateProfile, { id, set: { legal_representative: '李芳' } });
  await client.call(retractRecord, { id: record });
  await client.call(updateProfile, { id, set: { website: 'example.cn' } });
  await client.call(createNote, { id, text: hostile });
  const task = await client.call(createTask, { id, title: 'call them' });
  await client.call(updateTask, { id: task.id, done: true });
  await client.upload(createAttachment, { id, name: 'a.txt' }, bytes('a'));
  const { rows } = await client.call(listTimeline, { id });
  expect(rows.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['file', 'done', 'task', 'note', 'edit', 'undone', 'record']),
  );
  const records = rows.filter(({ kind }) => kind === 'record');
  expect(records.map(({ text, details }) => [text, details['file'], details['line']])).toEqual([
    ['展会', '展会.csv', 2],
    ['名录', '名录.csv', 2],
  ]);
  expect(records[0]?.details).toMatchObject({
    changes: expect.arrayContaining([
      { field: 'phones', before: ['+862162175555'], after: ['+862162175556'] },
      { field: 'legal_representative', before: null, after: '王伟' },
    ]),
  });
  expect(rows.find(({ kind }) => kind === 'undone')).toMatchObject({
    details: { fields: ['legal_representative'] },
    actor: { name: 'Key of owner' },
  });
  const paged: string[] = [];
  for (let after: string | undefined, more2 = true; more2;) {
    const page = await client.call(listTimeline, { id, limit: 2, ...(after === undefined ? {} : { after }) });
    paged.push(...page.rows.map((entry) => entry.id));
    after = page.next ?? undefined;
    more2 = after !== undefined;
  }
  expect(paged).toEqual(rows.map((entry) => entry.id));
  const some = await client.call(listTimeline, { id, kinds: 'note,edit' });
  expect(some.rows.map(({ kind }) => kind)).toEqual(['note', 'edit']);
  expect((await client.call(listTimeline, { id, after: 'nonsense' })).rows).toEqual([]);
});

test('relationships are found in the facts, and set by hand', async () => {
  const { client } = await freshWorkspace();
  const company = await make(client, {
    name: '启明软件有限公司',
    credit_code: creditCode(1),
    legal_representative: '王伟',
    phones: '021-62175555',
    emails: 'sales@qiming.cn, a@qq.com',
    address: '上海市浦东新区世纪大道8号',
  });
  const child = await make(client, {
    name: '启明数据有限公司',
    credit_code: creditCode(2),
    parent_name: '启明软件有限公司',
    phones: '021-62175555',
    emails: 'hr@qiming.cn',
    address: '上海市浦东新区世纪大道8号',
  });
  const stranger = await make(client, {
    name: '云图物流有限公司',
    credit_code: creditCode(3),
    emails: 'b@qq.com',
  });
  const boss = await make(
    client,
    { name: '王伟', phones: '13812345678', employer_name: '启明软件有限公司' },
    'person',
  );
  const clerk = await make(
    client,
    { name: '李芳', phones: '13912345678', employer_name: '启明软件有限公司' },
    'person',
  );
  const found = async (id: string) =>
    (await client.call(listRelationships, { id })).rows.map(({ type, direction, profile, because }) =>
      [type, direction, profile.id, because].join(' '),
    );
  expect(new Set(await found(company))).toEqual(
    new Set([
      `represents in ${boss} 启明软件有限公司`,
      `works_at in ${clerk} 启明软件有限公司`,
      `child_of in ${child} 启明软件有限公司`,
      `shares_phone out ${child} +862162175555`,
      `shares_email_domain out ${child} qiming.cn`,
      `shares_address out ${child} 上海市浦东新区世纪大道8号`,
    ]),
  );
  expect(await found(boss)).toEqual([`represents out ${company} 启明软件有限公司`]);
  expect(await found(stranger)).toEqual([]);
  // A name that lost is a name still.
  await client.call(updateProfile, { id: company, set: { name: '启明软件七有限公司' } });
  expect(await found(company)).toContain(`works_at in ${clerk} 启明软件有限公司`);
  const { id } = await client.call(createRelationship, { id: stranger, type: 'supplies', other: company });
  expect(await found(stranger)).toEqual([`supplies out ${company} `]);
  expect(await found(company)).toContain(`supplies in ${stranger} `);
  await client.call(removeRelationship, { id });
  expect(await found(stranger)).toEqual([]);
  expect(
    (await problemOf(client.call(createRelationship, { id: company, type: 'owns', other: company }))).code,
  ).toBe('teamwork.itself');
});

test('calls and visits are written down with what came of them, changed, and taken back', async () => {
  const { client, editor, other, viewer } = await openTeam();
  const id = await make(client, { name: '启明软件有限公司', credit_code: creditCode(1) });
  const said = { direction: 'in', outcome: 'interested', minutes: 12, with: '王 经理' } as const;
  const next = { next: 'Send an offer', nextDue: '2026-04-01' };
  const call = await editor.call(createTalk, {
    id,
    way: 'call',
    at: '2026-03-01T10:00:00+08:00',
    text: hostile,
    ...said,
    ...next,
  });
  expect(call).toMatchObject({ ...said, ...next, at: '2026-03-01T02:00:00.000Z', text: hostile, mine: true });
  expect((await client.call(listTasks, { id })).rows).toMatchObject([
    { title: 'Send an offer', due: '2026-04-01' },
  ]);
  const visit = await editor.call(createTalk, { id, way: 'visit', at: '2026-03-02T02:00:00Z' });
  const kinds = { id, kinds: 'call,meeting' };
  const { rows } = await viewer.call(listTimeline, kinds);
  expect(rows.map(({ kind, id: entry }) => [kind, entry])).toEqual([
    ['meeting', visit.id],
    ['call', call.id],
  ]);
  expect(rows[1]).toMatchObject({ actor: { name: 'Key of editor' }, text: hostile, details: said });

  const change = { id: call.id, outcome: 'agreed', minutes: null } as const;
  expect((await problemOf(other.call(updateTalk, change))).code).toBe('teamwork.forbidden');
  expect(await editor.call(updateTalk, change)).toMatchObject({
    outcome: 'agreed',
    minutes: null,
    with: said.with,
  });
  const early = { id, way: 'call', at: '2999-01-01T00:00:00Z' } as const;
  expect((await problemOf(editor.call(createTalk, early))).code).toBe('teamwork.talk-time');
  expect((await problemOf(viewer.call(createTalk, { id, way: 'call' }))).code).toBe('access.forbidden');
  await editor.call(removeTalk, { id: call.id });
  expect((await client.call(listTalks, { id })).rows.map((one) => one.id)).toEqual([visit.id]);
  expect((await client.call(listTimeline, kinds)).rows).toHaveLength(1);
});
