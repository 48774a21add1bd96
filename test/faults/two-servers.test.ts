import { afterAll, expect, test, vi } from 'vitest';

import { followImport, listProfiles, replay, undo, uploadFile } from '../actions.ts';
import { creditCode, csv } from '../make.ts';
import { onServers, openPlace } from '../place.ts';
import { longestMs } from '../wait.ts';
import { openApp } from '../../src/app.ts';
import { createClient, inProcess, type Client } from '../../src/client.ts';
import { readConfig } from '../../src/config.ts';
import { createProfiles, updateProfile } from '../../src/profiles/contract.ts';
import { createImport } from '../../src/sources/contract.ts';

vi.setConfig({ testTimeout: 4 * longestMs, hookTimeout: longestMs });
afterAll(() => vi.resetConfig());
if (!onServers) console.log('two servers: skipped, embedded stores belong to one program');

/** Two programs on the same stores and the same data directory. */
async function openTwo(): Promise<readonly [Client, Client]> {
  const place = await openPlace();
  const config = readConfig(place.environment, {});
  const one = await openApp(config);
  await place.prepare();
  const other = await openApp(config);
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await place.remove();
  });
  const clientOf = (app: typeof one) =>
    createClient(inProcess((request) => app.fetch(request), { key: app.systemKey }));
  return [clientOf(one), clientOf(other)];
}

const companies = Array.from({ length: 8 }, (_, index) => ({
  name: `公司${index}有限公司`,
  credit_code: creditCode(index),
}));

test.skipIf(!onServers)(
  'two servers change the same profiles at once, and nothing is lost or doubled',
  async () => {
    const clients = await openTwo();
    const at = (index: number): Client => clients[index % 2 === 0 ? 0 : 1];
    const send = (index: number) =>
      at(index).call(createProfiles, {
        kind: 'organization',
        source: `Program ${index}`,
        records: companies.map((company) => ({ ...company, phones: [`1380000000${index}`] })),
      });
    const bring = async (index: number) => {
      const rows = companies.map(({ name, credit_code }) => ({
        企业名称: name,
        统一社会信用代码: credit_code,
        电话: `1390000000${index}`,
      }));
      const upload = await uploadFile(at(index), { name: 'rows.csv', bytes: csv(rows) });
      const { import: id } = await at(index).call(createImport, {
        source: `File ${index}`,
        kind: 'organization',
        uploads: [upload],
      });
      return (await followImport(at(index + 1), id)).import;
    };
    const [imports] = await Promise.all([
      Promise.all([0, 1].map(bring)),
      Promise.all([0, 1, 2, 3, 4, 5].map(send)),
    ]);
    const all = await listProfiles(clients[0], { fields: ['credit_code', 'phones'] });
    expect(all.map(({ credit_code: code }) => String(code)).sort()).toEqual(
      companies.map(({ credit_code: code }) => code).sort(),
    );
    for (const { phones } of all) expect(phones).toHaveLength(8);

    // Edits of one profile by both, while an import is undone by one of them.
    const id = all[0]?.id ?? '';
    const edit = (index: number) =>
      at(index).call(updateProfile, { id, set: { short_name: `Note ${index}` } });
    await Promise.all([undo(clients[1], imports[0] ?? ''), ...[0, 1, 2, 3].map(edit)]);
    const left = await listProfiles(clients[1]);
    expect(left).toHaveLength(companies.length);
    for (const { phones } of left) expect(phones).toHaveLength(7);

    // Only one of two who saw the same version may change it.
    const { profile } = await edit(4);
    const both = await Promise.allSettled(
      [0, 1].map((index) =>
        at(index).call(updateProfile, { id, set: { short_name: `Last ${index}` }, version: profile.version }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);

    const before = await listProfiles(clients[0]);
    await replay(clients[1]);
    expect(await listProfiles(clients[0])).toEqual(before);
  },
);
