import { expect, test } from 'vitest';

import { countProfiles, findProfile, importFile, listProfiles, replay, snapshot, undo } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { creditCode, csv, type Row } from '../make.ts';
import { onServers } from '../place.ts';
import { createProfiles, updateProfile } from '../../src/profiles/contract.ts';

if (!onServers) console.log('cluster: skipped, it is one of servers');

const open = () => openTestApp({ CLICKHOUSE_CLUSTER: 'main' });
const { freshWorkspace } = onServers ? await open() : { freshWorkspace: undefined };

const company = (index: number, said: Row = {}): Row => ({
  企业名称: `第${index}公司`,
  统一社会信用代码: creditCode(index),
  法定代表人: '王一',
  ...said,
});
const list = (rows: readonly Row[]) => ({ name: 'list.csv', bytes: csv(rows) });

test.skipIf(freshWorkspace === undefined)(
  'on a cluster, profiles come, change, go and are rebuilt without a statement that its servers would not carry out alike',
  async () => {
    if (freshWorkspace === undefined) return;
    const { client } = await freshWorkspace();
    await importFile(client, list([company(1), company(2)]));
    const first = await snapshot(client);
    const change = await importFile(client, list([company(1, { 法定代表人: '李二' }), company(3)]));
    expect(change).toMatchObject({ created: 1, updated: 1 });
    expect((await findProfile(client, 'credit_code', creditCode(1))).values['legal_representative']).toBe(
      '李二',
    );
    await undo(client, change.import);
    expect(await snapshot(client)).toEqual(first);
    const [one] = await listProfiles(client);
    await client.call(updateProfile, { id: one?.id ?? '', set: { legal_representative: '赵三' } });
    await client.call(createProfiles, {
      kind: 'organization',
      source: 'erp',
      records: [{ name: '第二公司', credit_code: creditCode(2), employees: '200' }],
    });
    const before = await snapshot(client);
    await replay(client);
    await replay(client);
    expect(await snapshot(client)).toEqual(before);
    expect(await countProfiles(client)).toBe(2);
  },
);
