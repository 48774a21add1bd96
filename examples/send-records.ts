import { createProfiles, getProfile, retractRecord, updateProfile } from '../src/profiles/contract.ts';
import { print, readArguments } from './arguments.ts';

const { client } = readArguments();

// The credit code makes both records one company; headers may be in either language.
const code = '91310115MA0201239J';
const ours = {
  name: '上海云帆软件有限公司',
  credit_code: code,
  phones: '021-62175555',
  employees: '100-499人',
};
const theirs = {
  企业名称: '上海云帆软件有限公司',
  统一社会信用代码: code,
  电话: '021-62176666',
  注册资本: '1000万元人民币',
};
const first = await client.call(createProfiles, { kind: 'organization', source: 'crm', records: [ours] });
await client.call(createProfiles, { kind: 'organization', source: 'directory', records: [theirs] });

const [id = ''] = first.profiles;
const profile = await client.call(getProfile, { id });
print(`${profile.id} stands on ${profile.records} records of ${profile.sources.join(' and ')}`);
for (const [field, claims] of Object.entries(profile.lineage)) {
  for (const { value, source, wins } of claims)
    print(`${wins ? '*' : ' '} ${field}: ${JSON.stringify(value)} (${source})`);
}

const edit = await client.call(updateProfile, { id, set: { phones: ['021-62177777'] } });
print(`edited: ${JSON.stringify(edit.profile.values['phones'])}`);
const undone = await client.call(retractRecord, { id: edit.record });
print(`taken back: ${JSON.stringify(undone.profile?.values['phones'])}`);
