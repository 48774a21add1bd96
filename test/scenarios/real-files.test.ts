import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import {
  countProfiles,
  findProfile,
  importFile,
  listProfiles,
  uploadFile,
  followImport,
} from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { root } from '../place.ts';
import { getProfile } from '../../src/profiles/contract.ts';
import { createImport } from '../../src/sources/contract.ts';

const data = join(root, '..', 'shared', 'data');
const there = existsSync(data);
if (!there) console.log(`real files: skipped, there is no folder ${data}`);

// Where every test is skipped nothing closes an application again, and the next file's could not open.
const app = there ? await openTestApp() : null;
const freshWorkspace = async (): Promise<TestWorkspace> => {
  if (app === null) throw new Error('there is no application without data');
  return app.freshWorkspace();
};

test.skipIf(!there)(
  '1,000 companies of a ranking import without a mapping and without a rejection',
  async () => {
    const { client } = await freshWorkspace();
    const done = await importFile(client, join(data, 'company', 'fortune1000_2022.csv'));
    expect(done).toMatchObject({ rows: 1000, accepted: 1000, rejected: 0, created: 1000 });
    expect(await countProfiles(client)).toBe(1000);
    const walmart = await findProfile(client, 'name', 'Walmart');
    // The states say that these are dollars; that they are millions is told by what is left for each employee.
    expect(walmart.values).toMatchObject({
      turnover: { min: 572_754_000_000, currency: 'USD' },
      employees: { min: 2_300_000 },
      state: 'AR',
      website: 'https://www.stock.walmart.com',
    });
    expect(done).toMatchObject({ issues: [], unmapped: [], conflicts: 0 });
    expect(done.warnings.map(({ code }) => code)).toEqual(['amounts.scaled']);
    expect(await countProfiles(client, { field: 'employees', gte: 100_000 })).toBeGreaterThan(50);
    const again = await importFile(client, join(data, 'company', 'fortune1000_2022.csv'));
    expect(again).toMatchObject({ rows: 1000, unchanged: 1000, created: 0, updated: 0 });
  },
);

test.skipIf(!there)(
  '10,077 filers in an object of objects import without a mapping and without a rejection',
  async () => {
    const { client } = await freshWorkspace();
    const done = await importFile(client, join(data, 'company', 'company_tickers.json'));
    expect(done).toMatchObject({
      rows: 10_077,
      accepted: 10_077,
      rejected: 0,
      conflicts: 0,
      issues: [],
      unmapped: [],
    });
    const alphabet = await findProfile(client, 'ticker', 'GOOG');
    expect(alphabet.values).toMatchObject({ name: 'Alphabet Inc.', cik: '1652044' });
    expect(alphabet.values['ticker']).toContain('GOOGL');
    // The file is one line: the place of a record is its number.
    expect(alphabet.lineage['ticker']?.map(({ line }) => line)).toContain(4);
    // A filer with several tickers is one company: as many profiles as the file has different numbers.
    const numbers = new Set(
      Array.from(
        readFileSync(join(data, 'company', 'company_tickers.json'), 'utf8').matchAll(/"cik_str":\s*(\d+)/g),
        ([, number]) => number,
      ),
    );
    expect(done.created).toBe(numbers.size);
    expect(await countProfiles(client)).toBe(numbers.size);
  },
);

test.skipIf(!there)(
  'every vCard of fourteen real programs imports without a mapping and without a rejection',
  async () => {
    const { client } = await freshWorkspace();
    const folder = join(data, 'contacts', 'vcard');
    const files = readdirSync(folder).filter((name) => name.endsWith('.vcf'));
    const uploads: string[] = [];
    for (const name of files) uploads.push(await uploadFile(client, join(folder, name)));
    const { import: id } = await client.call(createImport, { source: 'Address books', uploads });
    const done = await followImport(client, id);
    expect(done.rejected).toBe(0);
    expect(done.rows).toBeGreaterThanOrEqual(files.length);
    const cards = await listProfiles(client, { kind: 'person' });
    const names = cards.map(({ name }) => name);
    expect(names).toContain('John Doe');
    // A card may hold an address and no name.
    expect(cards.every(({ name, emails }) => typeof name === 'string' || Array.isArray(emails))).toBe(true);
    expect(names.filter((name) => /vcard for/i.test(String(name)))).toEqual([]);
    const michael = cards.find(({ name }) => name === 'Mr. Michael Angstadt Jr.');
    const { values } = await client.call(getProfile, { id: michael?.id ?? '' });
    expect(values).toMatchObject({
      employer_name: 'TheCompany',
      job_title: 'TheJobTitle',
      occupation: 'TheProfession',
      address: 'TheOffice, 222 Broadway, New York, NY, 99999, USA',
      birth_date: '1922-03-10',
      website: 'http://mikeangstadt.name',
    });
    expect(values['mailing_address']).toBeUndefined();
  },
);
